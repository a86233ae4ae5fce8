import SimKernel

/// Plays the messages of a recorded market beside whoever else trades.
///
/// Its orders enter at their historical times with nothing on the way, so that it wants a latency
/// of 0. The clock may start in the middle of the file: what then rests by history is sent at the
/// start. What the file says of an order holds for the order that this agent has sent for it:
///
/// - A submission is a limit order. Where somebody's quote stands in its way it trades.
/// - A reduction takes as many lots off its order, without loss of priority; what others have
///   traded of the order meanwhile is gone besides.
/// - An execution is a market order of its lots against the side of its order. Alone in the market
///   it trades with that order. Beside others it trades with whoever stands first: at a better
///   price with one who has outbid the order, and with the next best where others have taken it.
///   What the recorded order then has more than by history is taken back, so that no order
///   outlives its history. Where it was another of history's orders that traded in its place, it
///   stands in for that one at the same price; at another price, that one's own execution is not
///   played again.
///
/// Executions of hidden orders, auctions and halts leave the displayed book as it is and are not
/// played. The agent trades with itself, so that a venue with self-trade prevention cancels what
/// should trade. Nothing in it is random.
public struct HistoryReplay: Agent {
  /// What is known of one of the file's orders.
  struct Line: Hashable, Sendable, BitwiseCopyable {
    /// As sent; 0 for an order that was not sent.
    var id: UInt64 = 0
    var sent: Int64 = 0
    /// Open by history.
    var history: Int64 = 0
    /// Of the lots sent: traded by history's executions that did not miss it.
    var executed: Int64 = 0
    /// Traded as reports tell.
    var filled: Int64 = 0
    /// Taken back or refused.
    var cut: Int64 = 0
    /// The order that stood behind when this one traded in its place; `nobody` for none.
    var standIn = HistoryReplay.nobody
    /// Lots that traded before their own execution, in place of an order at another price.
    var advanced: Int64 = 0

    /// Open as far as reports have come.
    var open: Int64 { sent - filled - cut }
    /// Lots that others have traded.
    var lost: Int64 { max(0, filled - executed) }
    /// Lots that should have traded by history and stand in for others.
    var spared: Int64 { max(0, executed - filled) }
  }

  /// A market order on its way, for the order that history traded with.
  struct Execution: Hashable, Sendable, BitwiseCopyable {
    var id: UInt64
    var order: UInt32
    /// The recorded order's, ticks.
    var price: Int64
    var lots: Int64
    /// Of them, traded with that order, and traded at all.
    var matched: Int64 = 0
    var traded: Int64 = 0
    var isDone = false
  }

  /// One of history's orders that traded with an execution that was not meant for it.
  struct Mistake: Hashable, Sendable, BitwiseCopyable {
    var order: UInt32
    var price: Int64
    var lots: Int64
  }

  let book: TradedBook
  let history: MessageHistory
  /// What the clock is ahead of the times of the history.
  let shift: SimDuration
  /// The message that is played next.
  private var next = 0
  private var lines: [Line]
  /// The file's order of each id sent from 1 on; `nobody` for market orders.
  private var owners: [UInt32] = []
  /// Of a moment: they are judged together when the last of them is done, because a file has those
  /// of one aggressor in any order.
  private var executions: [Execution] = []
  private var mistakes: [Mistake] = []
  private(set) var counts = ReplayCounts()

  static let nobody = UInt32.max

  public init(_ book: TradedBook, history: MessageHistory, shift: SimDuration = .zero) {
    self.book = book
    self.history = history
    self.shift = shift
    lines = Array(repeating: Line(), count: history.orderCount)
  }

  public mutating func start(_ context: inout AgentContext) {
    sendInitialBook(&context)
    play(&context)
  }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake: play(&context)
    case .report(let report): take(report, &context)
    default: break
    }
  }

  public var tallies: [AgentTally] { counts.tallies }
}

// MARK: - Playing

extension HistoryReplay {
  /// Sends what rests by history when the run starts, in the order of entry.
  private mutating func sendInitialBook(_ context: inout AgentContext) {
    var submissions: [MessageHistory.Message] = []
    while let time = nextTime, time < context.now {
      let message = history.messages[next]
      let lots = message.quantity.lots
      if message.kind == .submission {
        submissions.append(message)
        lines[submissions.count - 1].history = lots
      } else {
        let order = Int(message.order)
        lines[order].history = max(0, lines[order].history - lots)
      }
      next += 1
    }
    for message in submissions where lines[Int(message.order)].history > 0 {
      send(message, lots: lines[Int(message.order)].history, &context)
    }
  }

  /// Plays everything that is due and asks to be woken for the next message.
  private mutating func play(_ context: inout AgentContext) {
    while let time = nextTime, time <= context.now {
      play(history.messages[next], &context)
      next += 1
    }
    if let time = nextTime { context.wake(at: time) }
  }

  /// When the next message is due; nil after the last.
  private var nextTime: SimTime? {
    next < history.messages.count ? history.messages[next].time + shift : nil
  }

  private mutating func play(
    _ message: MessageHistory.Message, _ context: inout AgentContext
  ) {
    counts.messages += 1
    let (order, lots) = (Int(message.order), message.quantity.lots)
    switch message.kind {
    case .submission:
      lines[order].history = lots
      send(message, lots: lots, &context)
    case .reduction:
      let left = min(lots, lines[order].history)
      lines[order].history -= left
      reduce(order, left, &context)
    case .execution:
      let left = min(lots, lines[order].history)
      lines[order].history -= left
      lines[order].executed += left
      execute(message, &context)
    }
  }

  private mutating func send(
    _ message: MessageHistory.Message, lots: Int64, _ context: inout AgentContext
  ) {
    let id = book.rest(message.side, lots, at: message.price, &context)
    own(id, message.order)
    lines[Int(message.order)].id = id.value
    lines[Int(message.order)].sent = lots
  }

  private mutating func execute(
    _ message: MessageHistory.Message, _ context: inout AgentContext
  ) {
    let order = Int(message.order)
    let advanced = min(lines[order].advanced, message.quantity.lots)
    let lots = message.quantity.lots - advanced
    lines[order].advanced -= advanced
    counts.executedLots += message.quantity.lots
    counts.unfilledLots += advanced
    guard lots > 0 else { return }
    let id = book.take(message.side.opposite, lots, &context)
    own(id, HistoryReplay.nobody)
    executions.append(
      Execution(id: id.value, order: message.order, price: message.price.ticks, lots: lots))
  }

  /// Notes which of the file's orders an id was sent for.
  private mutating func own(_ id: ClientOrderID, _ order: UInt32) {
    // Ids that the agent's driver has taken in between are nobody's.
    while owners.count < Int(id.value) - 1 { owners.append(HistoryReplay.nobody) }
    owners.append(order)
  }

  /// Takes lots off an order or, where it has traded in another's place, off that one.
  private mutating func reduce(_ order: Int, _ lots: Int64, _ context: inout AgentContext) {
    let standIn = lines[order].standIn
    if standIn != HistoryReplay.nobody, lines[order].open < lots {
      endSpared(Int(standIn), lots - max(0, lines[order].open), &context)
    }
    if lots > 0 && lines[order].open > 0 {
      cut(order, lots, &context)
    } else if standIn == HistoryReplay.nobody {
      counts.lateChanges += 1
    }
  }

  /// Takes back what an order has more than by history, up to a number of lots.
  private mutating func endSpared(_ order: Int, _ lots: Int64, _ context: inout AgentContext) {
    let ended = min(lots, lines[order].spared, lines[order].open - lines[order].history)
    guard ended > 0 else { return }
    lines[order].executed -= ended
    cut(order, ended, &context)
  }

  /// Takes lots off an order, or all that history and others have left of it.
  private mutating func cut(_ order: Int, _ lots: Int64, _ context: inout AgentContext) {
    lines[order].cut += lots
    let id = ClientOrderID(lines[order].id)
    // While executions are on their way nobody knows what they will spare.
    let spared = executions.isEmpty ? lines[order].spared : 0
    let left = lines[order].history - lines[order].lost + spared
    if left > 0 {
      context.replace(
        ReplaceRequest(
          id: id, venue: book.venue, instrument: book.instrument, quantity: Quantity(lots: left),
          price: nil))
    } else {
      book.cancel(id, &context)
    }
  }
}

// MARK: - What came of it

extension HistoryReplay {
  private mutating func take(_ report: ExecutionReport, _ context: inout AgentContext) {
    if let place = executions.firstIndex(where: { $0.id == report.order.value }) {
      if report.isTrade { executions[place].traded += report.quantity.lots }
      if report.isFinal { executions[place].isDone = true }
      if executions.allSatisfy(\.isDone) { settle(&context) }
      return
    }
    guard report.order.value >= 1, report.order.value <= UInt64(owners.count),
      owners[Int(report.order.value) - 1] != HistoryReplay.nobody
    else { return }
    note(report, of: owners[Int(report.order.value) - 1])
  }

  private mutating func note(_ report: ExecutionReport, of order: UInt32) {
    let place = Int(order)
    switch report.kind {
    case .partialFill, .fill:
      lines[place].filled += report.quantity.lots
      if report.isAggressor {
        counts.crossingLots += report.quantity.lots
      } else {
        match(report, of: order)
      }
    case .rejected:
      counts.refused += 1
      lines[place].cut = lines[place].sent
    case .changeRejected: counts.lateChanges += 1
    case .decremented: lines[place].cut += report.quantity.lots
    case .new, .cancelled, .replaced, .triggered, .expired, .refreshed: break
    }
  }

  /// Lots of an order that traded belong to the first execution that is meant for it.
  private mutating func match(_ report: ExecutionReport, of order: UInt32) {
    let lots = report.quantity.lots
    let place = executions.firstIndex { $0.order == order && $0.matched < $0.lots }
    let meant = place.map { min(lots, executions[$0].lots - executions[$0].matched) } ?? 0
    if let place { executions[place].matched += meant }
    guard lots > meant, !executions.isEmpty else { return }
    mistakes.append(Mistake(order: order, price: report.price.ticks, lots: lots - meant))
  }

  /// Counts what the executions of a moment have come to.
  private mutating func settle(_ context: inout AgentContext) {
    let done = executions
    executions = []
    let traded = done.reduce(0) { $0 + $1.traded }
    let matched = min(traded, done.reduce(0) { $0 + $1.matched })
    counts.asRecordedLots += matched
    counts.elsewhereLots += traded - matched
    counts.unfilledLots += done.reduce(0) { $0 + $1.lots } - traded
    for execution in done where execution.matched < execution.lots {
      settleMissed(execution, &context)
    }
    for mistake in mistakes { lines[Int(mistake.order)].advanced += mistake.lots }
    mistakes = []
  }

  /// Lets what an execution has missed stand in for what it traded with at the same price, and
  /// takes back the rest.
  private mutating func settleMissed(_ execution: Execution, _ context: inout AgentContext) {
    let order = Int(execution.order)
    var missed = min(
      execution.lots - execution.matched, lines[order].open - lines[order].history)
    guard missed > 0 else { return }
    for place in mistakes.indices where mistakes[place].price == execution.price {
      let standing = min(missed, mistakes[place].lots)
      if standing > 0 { lines[Int(mistakes[place].order)].standIn = execution.order }
      mistakes[place].lots -= standing
      missed -= standing
    }
    counts.outlivedLots += missed
    endSpared(order, missed, &context)
  }
}

extension AgentType {
  static var replay: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "replay", summary: "plays the messages of a recorded market beside other agents",
        parameters: [
          Parameter(
            "messages", .messages,
            "a LOBSTER or MBO message file, plain or compressed, from the folder of this file"),
          Parameter(
            "time_shift", .duration(.hours(-24) ... .hours(24)),
            "added to the file's times, which an MBO file has in UTC", default: .duration(.zero)),
        ]),
      make: {
        HistoryReplay(
          TradedBook($0), history: $0.parameters.messages("messages"),
          shift: $0.parameters.duration("time_shift"))
      })
  }
}
