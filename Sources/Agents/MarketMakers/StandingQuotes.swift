import SimKernel

/// A maker's two quotes in one book: which stand, when they are replaced, and what the market is
/// without them.
///
/// A quote is replaced, by a cancel and a new order, only where its price moves by a tick or more
/// or it is gone; else it keeps its place in the queue, also after a partial fill. Cancels go
/// before new orders on the same way, so that no more than one quote a side stands in the book.
struct StandingQuotes: Hashable, Sendable {
  private struct Quote: Hashable, Sendable {
    var id: ClientOrderID
    var ticks: Int64
    var open: Int64
  }

  let book: TradedBook
  private var bid: Quote?
  private var ask: Quote?
  /// Snapshots asked for and not come.
  private var unanswered = 0
  /// Twice the mid price of the others that it last knew, ticks.
  private(set) var twiceMid: Int64

  /// After so many refreshes without an answer it asks again: a snapshot may be lost.
  private static let patience = 100

  init(_ book: TradedBook) {
    self.book = book
    twiceMid = 2 * book.openPrice.ticks
  }

  /// Asks for the best prices, behind its own quotes too; not while an answer is under way, for the
  /// answer is read with the quotes that stood when it was asked for.
  mutating func look(_ context: inout AgentContext) {
    defer { unanswered = unanswered >= StandingQuotes.patience ? 0 : unanswered + 1 }
    if unanswered == 0 { book.look(depth: 2, &context) }
  }

  /// Takes a snapshot in: the mid is that of the best prices of others. Where one side has none, it
  /// is the last one known, moved as far as the other side's best price demands.
  mutating func see(_ snapshot: BookSnapshot) {
    unanswered = 0
    let buying = StandingQuotes.best(of: snapshot.bids, without: bid)
    let selling = StandingQuotes.best(of: snapshot.asks, without: ask)
    if let buying, let selling {
      twiceMid = buying + selling
    } else if let buying {
      twiceMid = max(twiceMid, 2 * buying)
    } else if let selling {
      twiceMid = min(twiceMid, 2 * selling)
    }
  }

  private static func best(of levels: [BookLevel], without own: Quote?) -> Int64? {
    levels.first { level in
      guard let own, own.ticks == level.price.ticks else { return true }
      return level.quantity.lots > own.open
    }?.price.ticks
  }

  /// Brings one side's quote to a price; nil takes it back.
  mutating func set(
    _ side: Side, to ticks: Int64?, _ lots: Int64, _ context: inout AgentContext
  ) {
    let standing = side == .buy ? bid : ask
    if let standing, standing.ticks == ticks { return }
    if let standing { book.cancel(standing.id, &context) }
    let entered = ticks.map { ticks in
      let id = book.rest(side, lots, at: Price(ticks: ticks), &context)
      return Quote(id: id, ticks: ticks, open: lots)
    }
    if side == .buy { bid = entered } else { ask = entered }
  }

  /// Takes in what became of a quote.
  ///
  /// - Returns: The side of a standing quote that has traded; nil for any other report.
  @discardableResult
  mutating func note(_ report: ExecutionReport) -> Side? {
    if report.order == bid?.id {
      bid = StandingQuotes.after(report, bid)
    } else if report.order == ask?.id {
      ask = StandingQuotes.after(report, ask)
    } else {
      return nil
    }
    return report.isTrade ? report.side : nil
  }

  private static func after(_ report: ExecutionReport, _ quote: Quote?) -> Quote? {
    guard !report.isFinal, var quote else { return nil }
    if report.isTrade || report.kind == .decremented { quote.open = report.remaining.lots }
    return quote
  }
}
