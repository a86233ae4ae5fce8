/// What the kernel keeps about one agent.
///
/// What messages of the agent read and write stands first, in two cache lines: what every delivery
/// touches in one, what a message on its way out needs besides in the other.
struct AgentState: BitwiseCopyable {
  /// The agent thinks until then, nanoseconds.
  var busyUntil: Int64 = 0
  var decisionLatency: Int64
  /// 1 where it stands in the list of agents whose streams may have moved since the last
  /// checkpoint, else 0: a number, because it is added.
  var isMarked: UInt8 = 0
  /// The ways whose latencies were drawn from since then, a bit each.
  var drawnWays: UInt8 = 0
  var isExternal: Bool
  /// Messages that wait while the agent thinks: slots of the inbox room, 0-based plus 1, 0 for
  /// none.
  var inboxHead: UInt32 = 0
  var deliveries: UInt64 = 0
  /// Where the streams are that it asked for, among those that agents asked for.
  var firstOwnStream: UInt32
  var ownStreamEnd: UInt32
  /// Of the deliveries, wake-ups.
  var wakes: UInt64 = 0
  /// Orders sent and not gone.
  var openOrders: Int32 = 0
  var inboxTail: UInt32 = 0
  var ordersSent: UInt64 = 0
  /// The last id given by `AgentContext.nextOrderID`.
  var lastOrderID: UInt64 = 0
  /// The place of its first latency model among the kernel's; one for each `LatencyWay` follows.
  var firstLatencyModel: UInt32
  /// The congestion process that slows its messages; -1 for none.
  var congestion: Int32
  var limits: RiskLimits
  var fills: UInt64 = 0
  /// Of the orders sent, refused by the agent's own gate or by the venue.
  var ordersRejected: UInt64 = 0
  /// Place in fan-outs and at the start: drawn from run seed and stable name.
  var startOrder: UInt64
  var faults = AgentFaultCounts()
  /// The place of its outages among the kernel's; -1 for none.
  let outages: Int32
  /// Fills three cache lines, always 0.
  private var reserved: (UInt64, UInt64, UInt64) = (0, 0, 0)

  init(
    decisionLatency: Int64, firstLatencyModel: UInt32, congestion: Int?, isExternal: Bool,
    ownStreams: Range<Int>, limits: RiskLimits, outages: Int32,
    startOrder: UInt64
  ) {
    self.decisionLatency = decisionLatency
    self.firstLatencyModel = firstLatencyModel
    self.congestion = Int32(congestion ?? -1)
    self.isExternal = isExternal
    firstOwnStream = UInt32(ownStreams.lowerBound)
    ownStreamEnd = UInt32(ownStreams.upperBound)
    self.limits = limits
    self.outages = outages
    self.startOrder = startOrder
  }

  /// Where the streams are that the agent asked for, among those that agents asked for.
  @inline(__always)
  var ownStreams: Range<Int> {
    Range(uncheckedBounds: (Int(firstOwnStream), Int(ownStreamEnd)))
  }
}

/// The last arrival on each way between one agent and one venue: nothing overtakes it.
///
/// Half a cache line, so that none lies across two.
struct SessionLane: BitwiseCopyable {
  var entry: Int64 = 0
  var response: Int64 = 0
  var data: Int64 = 0
  /// Fills the half, always 0.
  private var reserved: Int64 = 0
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
