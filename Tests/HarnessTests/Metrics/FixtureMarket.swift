import SimKernel
import TestSupport

/// Half an hour of a market that trades through the production matching engine from an empty book,
/// written down as LOBSTER would to two levels.
///
/// Its messages alone determine the book, and every row shows the engine's own. Aggressors keep
/// their side four times out of five, so that signs have a memory.
struct FixtureMarket {
  private(set) var messages = ""
  private(set) var rows = ""

  private static let depth = 2
  private static let unit: Int64 = 100
  private static let limits = AgentIndex(0)
  private static let aggressors = AgentIndex(1)

  private var random: SplitMix64
  private var nanoseconds: Int64 = 34_200_000_000_000
  private var lastID: UInt64 = 0
  private var lastSide = Side.buy

  init(seed: UInt64, steps: Int) {
    random = SplitMix64(seed: seed)
    var engine = MatchingEngine()
    rest(.buy, in: &engine)
    rest(.sell, in: &engine)
    for _ in 0..<steps { step(&engine) }
  }

  private mutating func step(_ engine: inout MatchingEngine) {
    nanoseconds += random.integer(in: 1...1_500_000_000)
    let thin = Side.allCases.first { engine.orders($0).count < 6 }
    if let thin {
      rest(thin, in: &engine)
      return
    }
    switch random.integer(in: 0...99) {
    case 0..<50: rest(random.chance(percent: 50) ? .buy : .sell, in: &engine)
    case 50..<80: takeBack(&engine)
    case 80..<95: trade(&engine)
    default: tradeHidden(engine)
    }
  }

  private mutating func rest(_ side: Side, in engine: inout MatchingEngine) {
    let other = engine.levels(side.opposite, depth: 1).first?.price.ticks
    let start = other ?? 10_000
    let price = Price(ticks: start - side.sign * random.integer(in: 1...8))
    let lots = random.integer(in: 1...5) * 50
    lastID += UInt64(random.integer(in: 1...4))
    let order = NewOrder(
      id: ClientOrderID(lastID), side: side, quantity: Quantity(lots: lots), price: price)
    engine.submit(order, owner: Self.limits, at: SimTime(nanoseconds: nanoseconds))
    write(1, lastID, lots, price, side, engine)
  }

  private mutating func takeBack(_ engine: inout MatchingEngine) {
    let side: Side = random.chance(percent: 50) ? .buy : .sell
    let order = random.element(of: engine.orders(side))
    let isPart = order.open.lots > 50 && random.chance(percent: 20)
    if isPart {
      let rest = Quantity(lots: order.open.lots - 50)
      engine.replace(ReplaceRequest(id: order.id, quantity: rest), owner: Self.limits)
    } else {
      engine.cancel(CancelRequest(id: order.id), owner: Self.limits)
    }
    let size = isPart ? 50 : order.open.lots
    write(isPart ? 2 : 3, order.id.value, size, order.price, side, engine)
  }

  /// One fill at a time, because each is a row with the book after it.
  private mutating func trade(_ engine: inout MatchingEngine) {
    if random.chance(percent: 20) { lastSide = lastSide.opposite }
    let resting = lastSide.opposite
    var left = random.integer(in: 1...6) * 50
    while left > 0, engine.orders(resting).count > 2, let best = engine.orders(resting).first {
      let size = min(left, best.open.lots)
      let order = NewOrder(
        id: ClientOrderID(0), side: lastSide, type: .market, quantity: Quantity(lots: size))
      engine.submit(order, owner: Self.aggressors, at: SimTime(nanoseconds: nanoseconds))
      write(4, best.id.value, size, best.price, resting, engine)
      left -= size
    }
  }

  private mutating func tradeHidden(_ engine: borrowing MatchingEngine) {
    guard let bid = engine.levels(.buy, depth: 1).first else { return }
    let side: Side = random.chance(percent: 50) ? .buy : .sell
    write(5, 0, random.integer(in: 1...100), bid.price, side, engine)
  }

  private mutating func write(
    _ type: Int, _ id: UInt64, _ size: Int64, _ price: Price, _ side: Side,
    _ engine: borrowing MatchingEngine
  ) {
    let fraction = String(String(1_000_000_000 + nanoseconds % 1_000_000_000).dropFirst())
    messages += "\(nanoseconds / 1_000_000_000).\(fraction),\(type),\(id),\(size),"
    messages += "\(price.ticks * Self.unit),\(side.sign)\n"
    let asks = engine.levels(.sell, depth: Self.depth)
    let bids = engine.levels(.buy, depth: Self.depth)
    var fields: [String] = []
    for level in 0..<Self.depth {
      fields += Self.fields(asks, level, empty: 9_999_999_999)
      fields += Self.fields(bids, level, empty: -9_999_999_999)
    }
    rows += fields.joined(separator: ",") + "\n"
  }

  private static func fields(_ levels: [BookLevel], _ level: Int, empty: Int64) -> [String] {
    guard level < levels.count else { return ["\(empty)", "0"] }
    return ["\(levels[level].price.ticks * unit)", "\(levels[level].quantity.lots)"]
  }
}
