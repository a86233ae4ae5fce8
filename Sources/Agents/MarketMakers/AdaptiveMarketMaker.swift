import SimKernel

/// Quotes a ladder on each side, at distances that follow the spread and in sizes that follow the
/// volume.
///
/// It wakes at exponential intervals, takes back what it has in the book and asks for the best
/// prices and the lots traded in a window. On the answer, with a smoothed spread
/// S = alpha (ask - bid) + (1 - alpha) S, it orders round(participation x lots traded) lots at each
/// of a number of rungs:
///
///     mid' = mid + skew (2 bought / traded - 1), cut to a whole tick
///     bids at mid' - floor(S / 2) - k rung, asks at mid' + ceil(S / 2) + k rung,
///
/// k = 0, 1, ..., rung = max(1, round(spacing x S)). In a book without two sides it uses its last
/// mid, and before its first it waits for the next wake-up. When the book becomes lopsided it
/// orders a second ladder beside the first, at its last mid (ABIDES-Markets,
/// `AdaptiveMarketMakerAgent` of rmsc04; Chakraborty and Kearns 2011). The original ends for ever
/// where there has been no mid, and waits 50 ns between taking back and asking, which here go the
/// same way in this order anyway.
struct AdaptiveMarketMaker: Agent {
  struct Settings: Hashable, Sendable {
    var book: TradedBook
    var meanWake: SimDuration
    /// The window of trades.
    var lookback: SimDuration
    /// The share of the lots traded that one rung offers.
    var participation: Double
    var minQuantity: Int64
    /// Rungs on each side.
    var levels: Int64
    /// Spreads between two rungs.
    var levelSpacing: Double
    /// The weight of the newest spread.
    var spreadWeight: Double
    /// Ticks by which the ladder moves where all trades are on one side.
    var priceSkew: Double
    /// How sizes lean against the position: the share of sells is sigmoid(lean x position).
    var inventoryLean: Double
    /// The imbalance beyond which it orders a second ladder.
    var minImbalance: Double
  }

  /// What it takes the spread to be at first, ticks.
  static let firstSpread = 50.0

  let settings: Settings
  private var book: TradedBook { settings.book }
  private var moments: RandomMoments
  private var window = TradeWindow.none
  /// Ticks; nil before the first.
  private var lastMid: Int64?
  private var spread = firstSpread
  private var traded = TradedVolume(bought: 0, sold: 0)

  init(_ settings: Settings) {
    self.settings = settings
    moments = RandomMoments(meanGap: settings.meanWake)
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    moments.prepare(&setup)
    window = setup.tradeWindow(settings.lookback)
  }

  mutating func start(_ context: inout AgentContext) {
    context.watchImbalance(book.venue, book.instrument, above: settings.minImbalance)
    moments.next(&context)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      context.cancelAll(MassCancelRequest(venue: book.venue, instrument: book.instrument))
      context.requestSnapshot(book.venue, book.instrument, depth: 1, trades: window)
    case .snapshot(let snapshot):
      learn(from: snapshot)
      quote(&context)
      moments.next(&context)
    case .imbalance(let news):
      if news.stage == .start { quote(&context) }
    default: break
    }
  }

  private mutating func learn(from snapshot: BookSnapshot) {
    if let volume = snapshot.traded { traded = volume }
    guard let bid = snapshot.bids.first?.price.ticks, let ask = snapshot.asks.first?.price.ticks
    else { return }
    lastMid = (bid + ask) >> 1
    spread =
      settings.spreadWeight * Double(ask - bid) + (1 - settings.spreadWeight) * spread
  }

  private func quote(_ context: inout AgentContext) {
    guard let lastMid else { return }
    let position = Double(book.position(context))
    let ladder = Ladder(
      mid: lastMid, spread: spread, traded: traded, position: position, settings)
    guard let ladder else { return context.noteNotANumber() }
    for rung in 0..<settings.levels {
      let price = Price(ticks: ladder.bid - rung * ladder.rung)
      _ = book.rest(.buy, ladder.buyLots, at: price, &context)
    }
    for rung in 0..<settings.levels {
      let price = Price(ticks: ladder.ask + rung * ladder.rung)
      _ = book.rest(.sell, ladder.sellLots, at: price, &context)
    }
  }

  /// The best prices of a ladder, ticks, the distance between its rungs, and the lots of each.
  struct Ladder: Hashable {
    var bid: Int64
    var ask: Int64
    var rung: Int64
    var buyLots: Int64
    var sellLots: Int64

    /// Nil where the arithmetic gives no number.
    init?(
      mid: Int64, spread: Double, traded: TradedVolume, position: Double, _ settings: Settings
    ) {
      var center = Double(mid)
      if traded.total > 0 {
        let share = 2 * Double(traded.bought) / Double(traded.total) - 1
        center = (center + settings.priceSkew * share).rounded(.towardZero)
      }
      // Halves of a spread that is not whole go down for bids and up for asks.
      let range = 1 - Price.limit...Price.limit - 1
      let lots = (settings.participation * Double(traded.total)).rounded(.toNearestOrEven)
      let sells =
        settings.inventoryLean == 0
        ? 1 : DetMath.sigmoid(settings.inventoryLean * position)
      let buys = settings.inventoryLean == 0 ? 1 : 1 - sells
      guard let bid = Quantiser.integer(center - (spread / 2).rounded(.down), in: range),
        let ask = Quantiser.integer(center + (spread / 2).rounded(.up), in: range),
        let rung = Quantiser.integer(settings.levelSpacing * spread, in: 1...1_000_000),
        let buyLots = Quantiser.quantity(lots: (buys * lots).rounded(.down)),
        let sellLots = Quantiser.quantity(lots: (sells * lots).rounded(.up))
      else { return nil }
      self.bid = bid
      self.ask = ask
      self.rung = rung
      self.buyLots = max(settings.minQuantity, buyLots.lots)
      self.sellLots = max(settings.minQuantity, sellLots.lots)
    }
  }
}

extension AgentType {
  static var adaptiveMarketMaker: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "adaptive_market_maker",
        summary: "quotes ladders that follow the spread and the volume",
        parameters: [
          RandomMoments.parameter("mean time between ladders", default: .seconds(60)),
          Parameter(
            "lookback", .duration(.milliseconds(1) ... .hours(24)),
            "how far back it counts trades", default: .duration(.seconds(60))),
          Parameter(
            "participation", .number(0...1), "share of the lots traded that one rung offers",
            default: .number(0.025)),
          Parameter(
            "min_quantity", .integer(1...1_000_000), "lots of a rung at the least",
            default: .integer(1)),
          Parameter(
            "levels", .integer(1...1_000), "rungs on each side", default: .integer(10)),
          Parameter(
            "level_spacing", .number(0...1_000), "spreads between two rungs",
            default: .number(5)),
          Parameter(
            "spread_weight", .probability, "weight of the newest spread in the smoothed one",
            default: .probability(0.75)),
          Parameter(
            "price_skew", .number(-1e6...1e6),
            "ticks by which the ladder moves where all trades are buys", default: .number(4)),
          Parameter(
            "inventory_lean", .number(-1e3...1e3),
            "sells' share of a size is sigmoid of this times the position; 0 for no lean",
            default: .number(0)),
          Parameter(
            "min_imbalance", .probability, "imbalance of the book for a second ladder",
            default: .probability(0.9)),
        ]),
      make: { AdaptiveMarketMaker($0) })
  }
}

extension AdaptiveMarketMaker {
  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    self.init(
      Settings(
        book: TradedBook(assignment), meanWake: values.duration("wake_every"),
        lookback: values.duration("lookback"),
        participation: values.number("participation"),
        minQuantity: values.integer("min_quantity"), levels: values.integer("levels"),
        levelSpacing: values.number("level_spacing"),
        spreadWeight: values.probability("spread_weight"),
        priceSkew: values.number("price_skew"), inventoryLean: values.number("inventory_lean"),
        minImbalance: values.probability("min_imbalance")))
  }
}
