import Agents
import SimKernel

/// What the order flow of some windows of a recorded market consisted of.
///
/// The first message of a window is left out, because the book before it is not in the window.
struct FlowSample: Sendable {
  /// An order that came to rest or was taken back.
  struct Placed: Sendable {
    var kind: FlowKind
    /// Ticks from the best price of its side before the message, away from the market.
    var fromOwn: Int64
    /// Ticks from the best price of the other side.
    var fromOpposite: Int64
    /// Ticks, before the message.
    var spread: Int64 { fromOpposite - fromOwn }
    /// Shares.
    var size: Int64
    /// Whether its price was among the levels that the book shows.
    var isShown: Bool
    /// Whether it was the youngest live order of its side.
    var isYoungest: Bool
  }

  /// Displayed shares that an aggressive order took, and whether it took at several prices.
  struct Taken: Sendable {
    var size: Int64
    var sweeps: Bool
    /// Ticks, before it.
    var spread: Int64
  }

  /// Dollars x 10^4.
  let tick: Int64
  private(set) var seconds = 0.0
  private(set) var placed: [Placed] = []
  private(set) var taken: [Taken] = []
  private(set) var hiddenSizes: [Int64] = []
  /// Seconds since the first window began, windows joined end to end.
  private(set) var times: [Double] = []
  /// `FlowType.index` of each.
  private(set) var types: [Int] = []
  /// Shares x seconds on both sides by distance from the opposite best price; place 0 is 1 tick.
  private(set) var exposure = [Double](repeating: 0, count: FlowSample.farthest)
  /// Seconds of both sides in which an order at a distance from the opposite best price would have
  /// had a message; place 0 is 1 tick.
  private(set) var shownSeconds = [Double](repeating: 0, count: FlowSample.farthest)
  /// The first book with both sides.
  private(set) var opening: LobsterBookRow?
  /// Time averages, by shares x seconds and seconds of both sides' best sizes.
  private(set) var bestSizeSeconds = 0.0
  private(set) var messages = 0

  /// Ticks; what stands farther away is not looked at.
  static let farthest = 2_000

  /// - Parameter messageDepth: Levels of a side of which the messages tell.
  /// - Throws: `CalibrationMistake` where no book can be made of them to that depth.
  init(
    _ recording: MarketRecording, windows: [Range<Int64>], messageDepth: Int
  ) throws(CalibrationMistake) {
    tick = recording.tape.tick
    let reach = try ShownReach(recording, depth: messageDepth)
    for window in windows {
      let rows = recording.tape.rows(in: window)
      take(recording.part(window), reach.part(rows), window)
    }
    for place in shownSeconds.indices.dropLast().reversed() {
      shownSeconds[place] += shownSeconds[place + 1]
    }
  }

  /// Events alone, on a clock that begins at 0.
  init(times: [Double], types: [Int], seconds: Double) {
    tick = 100
    self.times = times
    self.types = types
    self.seconds = seconds
  }

  func sizes(_ kind: FlowKind) -> [Int64] { placed.filter { $0.kind == kind }.map(\.size) }

  /// Shares of an order that came to rest, on average.
  var meanAddSize: Double { FlowSample.mean(sizes(.add)) }

  static func mean(_ values: [Int64]) -> Double {
    values.isEmpty ? 0 : Double(values.reduce(0, +)) / Double(values.count)
  }

  /// As many values, equally likely, as stand for all: the middles of equal parts of them, sorted.
  static func equallyLikely(_ values: [Int64], count: Int = 60) -> [Int64] {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return [] }
    return (0..<count).map { sorted[(2 * $0 + 1) * sorted.count / (2 * count)] }
  }

  private mutating func take(
    _ recording: MarketRecording, _ reach: ShownReach, _ window: Range<Int64>
  ) {
    let tape = recording.tape
    guard tape.count > 1 else { return }
    var young = YoungOrders()
    let trades = AggressorOrder.all(tape)
    note(trades, tape)
    let firstRows = Set(trades.map(\.first))
    for index in 1..<tape.count {
      let message = tape.messages[index]
      let book = recording.sequence.rows[index - 1]
      let span = Double(message.time.nanoseconds - tape.messages[index - 1].time.nanoseconds) / 1e9
      expose(book, seconds: span)
      show(book, reach, row: index - 1, seconds: span)
      note(message, book, &young)
      if firstRows.contains(index) || message.kind != .execution { note(message, window) }
    }
    opening = opening ?? recording.sequence.rows.first { !$0.asks.isEmpty && !$0.bids.isEmpty }
    seconds += Double(window.upperBound - window.lowerBound) / 1e9
    messages += tape.count
  }

  private mutating func note(_ trades: [AggressorOrder], _ tape: MarketTape) {
    for trade in trades where trade.first > 0 {
      let sweeps = tape.messages[trade.first].price != tape.messages[trade.last].price
      let spread = tape.held[trade.first - 1].spread / tick
      taken.append(Taken(size: trade.volume, sweeps: sweeps, spread: max(1, spread)))
    }
  }

  /// Takes an event of the point process in.
  private mutating func note(_ message: LobsterMessage, _ window: Range<Int64>) {
    guard let type = FlowType(message) else { return }
    times.append(seconds + Double(message.time.nanoseconds - window.lowerBound) / 1e9)
    types.append(type.index)
  }

  private mutating func note(
    _ message: LobsterMessage, _ book: LobsterBookRow, _ young: inout YoungOrders
  ) {
    if message.kind == .hiddenExecution { hiddenSizes.append(message.size) }
    guard let kind = FlowType(message)?.kind, kind != .trade else {
      return young.remove(message)
    }
    let isYoungest = kind == .cancel && young.isYoungest(message)
    young.note(message)
    guard let own = book.levels(message.side).first,
      let opposite = book.levels(message.side.opposite).first
    else { return }
    placed.append(
      Placed(
        kind: kind, fromOwn: message.side.sign * (own.price - message.price) / tick,
        fromOpposite: message.side.sign * (opposite.price - message.price) / tick,
        size: message.size,
        isShown: book.levels(message.side).contains { $0.price == message.price },
        isYoungest: isYoungest))
  }

  /// Notes to which distance orders had messages; sums over greater distances come at the end.
  private mutating func show(
    _ book: LobsterBookRow, _ reach: ShownReach, row: Int, seconds: Double
  ) {
    for side in Side.allCases {
      guard let opposite = book.levels(side.opposite).first else { continue }
      let farthest = reach.ticks(
        side, row: row, opposite: opposite.price, tick: tick, limit: FlowSample.farthest)
      if farthest > 0 { shownSeconds[farthest - 1] += seconds }
    }
  }

  private mutating func expose(_ book: LobsterBookRow, seconds span: Double) {
    for side in Side.allCases {
      guard let opposite = book.levels(side.opposite).first else { continue }
      bestSizeSeconds += Double(book.levels(side).first?.size ?? 0) * span / 2
      for level in book.levels(side) {
        let distance = side.sign * (opposite.price - level.price) / tick
        guard distance >= 1, distance <= FlowSample.farthest else { continue }
        exposure[Int(distance) - 1] += Double(level.size) * span
      }
    }
  }
}

/// The live orders of each side that the window has seen coming, the youngest last.
private struct YoungOrders {
  private var orders: [[UInt64]] = [[], []]

  func isYoungest(_ message: LobsterMessage) -> Bool {
    orders[Int(message.side.rawValue)].last == message.orderID
  }

  mutating func note(_ message: LobsterMessage) {
    if message.kind == .submission {
      orders[Int(message.side.rawValue)].append(message.orderID)
    } else if message.kind == .deletion {
      remove(message)
    }
  }

  /// Executions are taken for complete: a rest that lives on is rarely the youngest again.
  mutating func remove(_ message: LobsterMessage) {
    guard message.kind == .execution || message.kind == .deletion else { return }
    let side = Int(message.side.rawValue)
    if let place = orders[side].lastIndex(of: message.orderID) { orders[side].remove(at: place) }
  }
}

extension FlowType {
  /// The type of event that a message is; nil for messages that leave the displayed book alone.
  init?(_ message: LobsterMessage) {
    switch message.kind {
    case .submission: self.init(side: message.side, kind: .add)
    case .reduction, .deletion: self.init(side: message.side, kind: .cancel)
    case .execution: self.init(side: message.side.opposite, kind: .trade)
    case .hiddenExecution, .cross, .halt: return nil
    }
  }
}
