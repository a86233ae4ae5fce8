import SimKernel

/// How prices answer to six kinds of events, after Eisler, Bouchaud and Kockelkoren 2012, "The
/// price impact of order book events: market orders, limit orders and cancellations".
///
/// R(lag) is the mean, over the events of a kind, of sign x (mid after lag - 1 more events - mid
/// before the event), in ticks of one cent. The score of a kind is the sum over the lags of
/// |R real - R generated|, and the score of both sets the mean over the six kinds.
enum LobBenchImpact {
  /// Lags in events: the whole parts of 10^0.3, 10^0.4 ... 10^2.3, so that 3 counts twice.
  static let lags = [
    1, 2, 3, 3, 5, 6, 7, 10, 12, 15, 19, 25, 31, 39, 50, 63, 79, 100, 125, 158, 199,
  ]

  /// What happened at the best prices, and whether one of the two prices moved.
  enum Event: Int, CaseIterable, Sendable {
    case marketOrder, marketOrderMoving, limitOrder, limitOrderMoving, cancellation
    case cancellationMoving

    /// The benchmark's name.
    var name: String {
      switch self {
      case .marketOrder: "MO_0"
      case .marketOrderMoving: "MO_1"
      case .limitOrder: "LO_0"
      case .limitOrderMoving: "LO_1"
      case .cancellation: "CA_0"
      case .cancellationMoving: "CA_1"
      }
    }

    /// - Returns: nil for messages that do not change the displayed book.
    init?(_ kind: LobsterMessage.Kind, moves: Bool) {
      switch kind {
      case .execution: self = moves ? .marketOrderMoving : .marketOrder
      case .submission: self = moves ? .limitOrderMoving : .limitOrder
      case .reduction, .deletion: self = moves ? .cancellationMoving : .cancellation
      case .hiddenExecution, .cross, .halt: return nil
      }
    }
  }

  /// One event of a stretch.
  struct Row: Hashable, Sendable {
    var event: Event
    /// 1 for what pushes the price up: a bid submitted, an ask executed or taken back.
    var sign: Int64
    /// After the event, dollars x 10^4, cut to a whole number.
    var mid: Int64
  }

  /// The events of a stretch.
  ///
  /// Only messages count that change a best price or size and leave orders on both sides. Of
  /// executions that follow one another within a microsecond, against the same side and at the same
  /// price, the last stays, the more so where the first message of such a run is no execution:
  /// that is how the benchmark merges market orders.
  static func rows(of sequence: LobBenchSequence) -> [Row] {
    var rows: [Row] = []
    var last: (index: Int, quote: LobBenchQuote)?
    for index in sequence.messages.indices {
      let quote = sequence.best(index)
      guard isAtTouch(sequence, index, quote) else { continue }
      let message = sequence.messages[index]
      let moves = last.map { $0.quote.ask != quote.ask || $0.quote.bid != quote.bid } ?? true
      guard let event = Event(message.kind, moves: moves) else { continue }
      if let last, joins(sequence.messages[last.index], message) { rows.removeLast() }
      rows.append(Row(event: event, sign: sign(message), mid: quote.twiceMid / 2))
      last = (index, quote)
    }
    return rows
  }

  private static func isAtTouch(
    _ sequence: LobBenchSequence, _ index: Int, _ quote: LobBenchQuote
  ) -> Bool {
    guard sequence.messages[index].kind.changesBook else { return false }
    guard quote.askSize != 0 && quote.bidSize != 0 && quote.ask != 0 && quote.bid != 0 else {
      return false
    }
    return index == 0 || sequence.best(index - 1) != quote
  }

  private static func joins(_ earlier: LobsterMessage, _ later: LobsterMessage) -> Bool {
    later.kind == .execution && earlier.side == later.side && earlier.price == later.price
      && later.time.nanoseconds - earlier.time.nanoseconds <= 1_000
  }

  private static func sign(_ message: LobsterMessage) -> Int64 {
    let direction: Int64 = message.side == .buy ? 1 : -1
    return message.kind == .submission ? direction : -direction
  }
}
