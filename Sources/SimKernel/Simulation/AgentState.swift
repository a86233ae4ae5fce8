/// What the kernel keeps about one agent.
///
/// What every message of the agent reads and writes stands first, in two cache lines.
struct AgentState: BitwiseCopyable {
  /// The agent thinks until then, nanoseconds.
  var busyUntil: Int64 = 0
  var decisionLatency: Int64
  var latency: LatencyModel
  /// Whether it stands in the list of agents whose streams may have moved since the last
  /// checkpoint.
  var isMarked = false
  var isExternal: Bool
  /// Messages that wait while the agent thinks: slots of the inbox room, 0-based plus 1, 0 for
  /// none.
  var inboxHead: UInt32 = 0
  var deliveries: UInt64 = 0
  /// Where the streams of its ways stand, which number its messages.
  var latencyPositions = LatencyPositions()
  /// Orders sent and not gone.
  var openOrders: Int32 = 0
  /// The agent's streams: one for each `LatencyWay`, then its own.
  var firstStream: UInt32
  var streamCount: UInt32
  /// The last id given by `AgentContext.nextOrderID`.
  var lastOrderID: UInt64 = 0
  var inboxTail: UInt32 = 0
  var limits: RiskLimits
  var ordersSent: UInt64 = 0
  /// Of these, refused by the agent's own gate or by the venue.
  var ordersRejected: UInt64 = 0
  var fills: UInt64 = 0
  /// Place in fan-outs and at the start: drawn from run seed and stable name.
  var startOrder: UInt64
  var faults = AgentFaultCounts()

  /// Where the streams are that the agent asked for, among all.
  var ownStreams: Range<Int> {
    Int(firstStream) + LatencyWay.count..<Int(firstStream) + Int(streamCount)
  }
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
  var next: UInt32 = 0
  /// Slot plus 1 of the one before; 0 for the first.
  var previous: UInt32
}

/// A quote that travels to several subscribers.
struct QuoteMail: BitwiseCopyable {
  var quote: Quote
  /// Deliveries that have yet to happen.
  var pending: UInt32
}
