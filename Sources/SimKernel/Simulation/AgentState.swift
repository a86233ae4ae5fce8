/// What the kernel keeps about one agent.
struct AgentState: BitwiseCopyable {
  /// The agent thinks until then, nanoseconds.
  var busyUntil: Int64 = 0
  var decisionLatency: Int64
  var latency: LatencyModel
  var limits: RiskLimits
  /// Place in fan-outs and at the start: drawn from run seed and stable name.
  var startOrder: UInt64
  /// Messages that wait while the agent thinks: slots of the inbox room, 0-based plus 1, 0 for
  /// none.
  var inboxHead: UInt32 = 0
  var inboxTail: UInt32 = 0
  /// How many of them are quotes.
  var waitingQuotes: UInt32 = 0
  /// The agent's streams: entry, response and market-data latency, then its own.
  var firstStream: UInt32
  var streamCount: UInt32
  /// Messages so far, by direction: their numbers are the decisions of the latency streams, which
  /// end at 2^32 - 1 where a latency is drawn.
  var sentCount: UInt64 = 0
  var reportCount: UInt64 = 0
  var dataCount: UInt64 = 0
  /// Orders sent and not gone.
  var openOrders: Int32 = 0
  /// Whether it stands in the list of agents whose streams may have moved since the last
  /// checkpoint.
  var isMarked = false
  var isExternal: Bool
  /// The last id given by `AgentContext.nextOrderID`.
  var lastOrderID: UInt64 = 0
  var ordersSent: UInt64 = 0
  /// Of these, refused by the agent's own gate or by the venue.
  var ordersRejected: UInt64 = 0
  var fills: UInt64 = 0
  var deliveries: UInt64 = 0
  var faults = AgentFaultCounts()

  /// Where the streams are that the agent asked for, among all.
  var ownStreams: Range<Int> {
    Int(firstStream + AgentState.latencyStreams)..<Int(firstStream + streamCount)
  }

  static let entryStream: UInt32 = 0
  static let responseStream: UInt32 = 1
  static let dataStream: UInt32 = 2
  static let latencyStreams: UInt32 = 3
}

/// The last arrival on each way between one agent and one venue: nothing overtakes it.
struct SessionLane: BitwiseCopyable {
  var entry: Int64 = 0
  var response: Int64 = 0
  var data: Int64 = 0
}

/// One waiting message of a busy agent.
struct InboxItem: BitwiseCopyable {
  var payload: EventPayload
  var sequence: UInt64
  /// Slot plus 1 of the next; 0 for the last.
  var next: UInt32
}

/// A quote that travels to several subscribers.
struct QuoteMail: BitwiseCopyable {
  var quote: Quote
  /// Deliveries that have yet to happen.
  var pending: UInt32
}
