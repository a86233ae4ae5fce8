import SimKernel

/// Follows every queue of one book through its outcomes and recomputes why each resting order
/// traded.
///
/// It keeps each queue as a plain list: what stands ahead of an order is summed when it enters, and
/// what trades or leaves ahead of it is added up order by order.
public struct QueueHistory {
  private struct Name: Hashable {
    var owner: UInt32
    var id: UInt64
  }

  private struct Queue: Hashable {
    var side: Side
    var isHidden: Bool
    var ticks: Int32
  }

  private struct Order {
    var sent: NewOrder
    var ticks: Int32
    var open: Int64
    var slice: Int64 = 0
    var isWaiting: Bool
    var ahead: Int64 = 0
    var tradedAhead: Int64 = 0
    var withdrawnAhead: Int64 = 0

    var queue: Queue { Queue(side: sent.side, isHidden: sent.isHidden, ticks: ticks) }
  }

  private var orders: [Name: Order] = [:]
  private var queues: [Queue: [Name]] = [:]
  /// The order that is on its way through the opposite side.
  private var incoming: Name?
  public private(set) var faults: [String] = []
  public private(set) var fills = 0
  /// Fills before which something had left the queue without trading.
  public private(set) var fillsAfterWithdrawals = 0

  public init() {}

  /// The message at hand is done: what is left of the incoming order rests.
  public mutating func endMessage() {
    guard let name = incoming, var order = orders[name] else { return }
    incoming = nil
    let display = order.sent.displayQuantity?.lots ?? .max
    order.slice = min(display, order.open)
    orders[name] = order
    enter(name)
  }

  /// Takes one outcome in; `sent` is the order that its owner sent under this id.
  public mutating func apply(_ line: JournalLine, sent: NewOrder?) {
    if line.kind == .trade { return trade(line) }
    let name = Name(owner: line.agent, id: line.words[1])
    let ticks = Int32(bitPattern: line.low(2))
    switch MatchingOutcome.Kind(rawValue: line.detail) {
    case .accepted:
      guard let sent else { return faults.append("accepted without being sent: \(name)") }
      let waits = sent.type == .stop || sent.type == .stopLimit
      orders[name] = Order(sent: sent, ticks: ticks, open: Int64(line.high(2)), isWaiting: waits)
      if !waits { incoming = name }
    case .triggered:
      endMessage()
      orders[name]?.isWaiting = false
      incoming = name
    case .replaced: replace(name, ticks: ticks, open: Int64(line.high(2)))
    case .cancelled, .expired: remove(name)
    case .refreshed: refresh(name, line)
    case .decremented: decrement(line)
    case .rejected, .trade, nil: break
    }
  }

  private mutating func trade(_ line: JournalLine) {
    let lots = Int64(line.high(2))
    let resting = Name(owner: line.low(4), id: line.words[5])
    take(lots, fromIncoming: Name(owner: line.agent, id: line.words[1]))
    guard let order = orders[resting] else { return faults.append("traded unseen: \(resting)") }
    fills += 1
    if order.withdrawnAhead > 0 { fillsAfterWithdrawals += 1 }
    let isHead = queues[order.queue]?.first == resting
    check(isHead, "not the first of its queue", resting)
    check(line.signed(6) == order.ahead, "ahead \(line.signed(6)), not \(order.ahead)", resting)
    check(
      line.signed(7) == order.tradedAhead, "traded \(line.signed(7)), not \(order.tradedAhead)",
      resting)
    check(
      line.signed(6) - line.signed(7) == order.withdrawnAhead,
      "left without trading \(order.withdrawnAhead)", resting)
    for name in queues[order.queue] ?? [] where name != resting {
      orders[name]?.tradedAhead += lots
    }
    reduce(resting, by: lots)
  }

  private mutating func decrement(_ line: JournalLine) {
    let lots = Int64(line.high(2))
    let resting = Name(owner: line.high(5), id: line.words[4])
    take(lots, fromIncoming: Name(owner: line.agent, id: line.words[1]))
    check(orders[resting] != nil, "decremented unseen", resting)
    withdraw(lots, ahead: resting)
    reduce(resting, by: lots)
  }

  private mutating func take(_ lots: Int64, fromIncoming name: Name) {
    check(incoming == name, "not the incoming order", name)
    orders[name]?.open -= lots
    if orders[name]?.open == 0 {
      orders[name] = nil
      incoming = nil
    }
  }

  private mutating func reduce(_ name: Name, by lots: Int64) {
    orders[name]?.slice -= lots
    orders[name]?.open -= lots
    if orders[name]?.open == 0 { drop(name) }
  }

  /// Adds lots that leave an order without trading to what everybody behind it has seen leave.
  private mutating func withdraw(_ lots: Int64, ahead name: Name) {
    guard let order = orders[name], let queue = queues[order.queue],
      let place = queue.firstIndex(of: name)
    else { return }
    for other in queue[(place + 1)...] { orders[other]?.withdrawnAhead += lots }
  }

  private mutating func enter(_ name: Name) {
    guard let order = orders[name] else { return }
    let queue = queues[order.queue, default: []]
    let ahead = queue.reduce(0) { $0 + (orders[$1]?.slice ?? 0) }
    orders[name]?.ahead = ahead
    orders[name]?.tradedAhead = 0
    orders[name]?.withdrawnAhead = 0
    queues[order.queue, default: []].append(name)
  }

  private mutating func refresh(_ name: Name, _ line: JournalLine) {
    guard let order = orders[name] else { return faults.append("refreshed unseen: \(name)") }
    check(order.slice == 0, "refreshed with a slice of \(order.slice)", name)
    queues[order.queue]?.removeAll { $0 == name }
    orders[name]?.slice = Int64(line.high(2))
    enter(name)
    check(line.signed(4) == orders[name]?.ahead, "ahead \(line.signed(4)) of a new slice", name)
  }

  private mutating func replace(_ name: Name, ticks: Int32, open: Int64) {
    guard var order = orders[name] else { return faults.append("replaced unseen: \(name)") }
    if order.isWaiting {
      order.ticks = ticks
      order.open = open
      orders[name] = order
    } else if ticks == order.ticks && open < order.open {
      let lost = max(0, order.slice - open)
      withdraw(lost, ahead: name)
      order.slice -= lost
      order.open = open
      orders[name] = order
    } else {
      withdraw(order.slice, ahead: name)
      queues[order.queue]?.removeAll { $0 == name }
      order.ticks = ticks
      order.open = open
      orders[name] = order
      incoming = name
    }
  }

  private mutating func remove(_ name: Name) {
    if incoming == name { incoming = nil }
    withdraw(orders[name]?.slice ?? 0, ahead: name)
    drop(name)
  }

  private mutating func drop(_ name: Name) {
    guard let order = orders[name] else { return }
    queues[order.queue]?.removeAll { $0 == name }
    orders[name] = nil
  }

  private mutating func check(_ holds: Bool, _ what: String, _ name: Name) {
    if !holds { faults.append("\(what): order \(name.id) of \(name.owner)") }
  }
}
