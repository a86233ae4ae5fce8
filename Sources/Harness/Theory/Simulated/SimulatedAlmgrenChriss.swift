import SimKernel

/// The cost of a path of Almgren and Chriss, measured by trading it through the matching engine.
///
/// At the end of each period the book is full again: orders lie at equal distances from half a
/// spread on, as dense as makes an order of n shares pay eta n / tau a share on average. The price
/// itself moves as the paper's: by chance, and by gamma times what was traded. The largest trade
/// takes a hundred of the book's orders, so that the steps of the book make less than a part in
/// 10,000 of the temporary cost.
public struct SimulatedAlmgrenChriss: Sendable {
  /// Dollars.
  public var cost: SimulatedValue
  /// Square dollars.
  public var variance: SimulatedValue

  /// - Parameters:
  ///   - trades: Shares to sell at the end of each period; negative to buy.
  ///   - paths: At least 2.
  ///   - progress: Is told the part that is done, a hundred times.
  /// - Complexity: O(paths x (trades + orders taken)): some 10 us a path of five trades.
  public static func run(
    _ model: AlmgrenChrissModel, trades: [Double], seed: UInt64, paths: Int,
    progress: (Double) -> Void = { _ in }
  ) -> SimulatedAlmgrenChriss {
    precondition(paths >= 2, "\(paths) paths")
    var liquidation = Liquidation(model, trades: trades, seed: seed)
    var costs: [Double] = []
    for path in 1...paths {
      costs.append(liquidation.cost())
      if path % max(1, paths / 100) == 0 { progress(Double(path) / Double(paths)) }
    }
    let moments = SampleMoments(costs)
    return SimulatedAlmgrenChriss(cost: moments.mean, variance: moments.variance)
  }
}

/// One path after the other through one book.
private struct Liquidation: ~Copyable {
  /// In the whole position.
  private static let lots = 100_000_000.0

  private var book: UniformBook
  private var stream: RandomStream
  /// Lots of each trade; negative to buy.
  private let trades: [Int64]
  /// Shares.
  private let lot: Double
  /// Dollars.
  private let tick: Double
  private let halfSpread: Double
  /// Dollars a share: of chance in a period, and per share traded.
  private let move: Double
  private let impact: Double

  init(_ model: AlmgrenChrissModel, trades shares: [Double], seed: UInt64) {
    stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "simulated theory", purpose: "almgren chriss")
    )
    lot = model.shares / Liquidation.lots
    trades = Liquidation.wholeLots(shares, lot)
    let largest = trades.map(\.magnitude).max() ?? 1
    book = UniformBook(lots: max(1, (Int64(largest) + 99) / 100), largest: Int64(largest))
    // An order of the book every two ticks: 2 eta / tau dollars for each of its shares.
    tick = Double(book.lots) * lot * model.eta / model.period
    halfSpread = model.halfSpread
    move = model.sigma * model.period.squareRoot()
    impact = model.gamma
  }

  /// Rounds what is traded up to each moment, so that roundings do not add up.
  private static func wholeLots(_ shares: [Double], _ lot: Double) -> [Int64] {
    var traded = 0.0
    var whole: Int64 = 0
    return shares.map { number in
      traded += number
      let lots = Int64((traded / lot).rounded()) - whole
      whole += lots
      return lots
    }
  }

  /// Trades the path once; dollars below the value at the first price.
  mutating func cost() -> Double {
    var price = 0.0
    var proceeds = 0.0
    for lots in trades {
      let shares = Double(lots) * lot
      // The book's prices are seen from the price less half a spread.
      proceeds += shares * price - abs(shares) * halfSpread
      proceeds += Double(book.trade(lots)) * lot * tick
      price += move * stream.normal() - impact * shares
    }
    return -proceeds
  }
}

/// Orders of equal size at equal distances on both sides, of a matching engine.
private struct UniformBook: ~Copyable {
  /// In each order.
  let lots: Int64
  private var engine = MatchingEngine()
  private var lastID: UInt64 = 0

  private static var maker: AgentIndex { AgentIndex(0) }
  private static var trader: AgentIndex { AgentIndex(1) }

  /// - Parameter largest: Lots that a trade can have.
  init(lots: Int64, largest: Int64) {
    self.lots = lots
    for side in Side.allCases { fill(side, orders: largest / lots + 1) }
  }

  /// Sells lots, or buys where they are negative; returns what comes in, lots times ticks.
  mutating func trade(_ count: Int64) -> Int64 {
    guard count != 0 else { return 0 }
    let side: Side = count > 0 ? .sell : .buy
    submit(side, .market, lots: abs(count), ticks: 0, UniformBook.trader)
    var sum: Int64 = 0
    var taken: Int64 = 0
    var rest: ClientOrderID?
    for index in 0..<engine.outcomeCount {
      let outcome = engine.outcome(at: index)
      guard outcome.kind == .trade else { continue }
      sum += outcome.quantity.lots * outcome.price.ticks
      taken += 1
      rest = outcome.otherRemainingLots > 0 ? outcome.other : nil
    }
    if let rest { engine.cancel(CancelRequest(id: rest), owner: UniformBook.maker) }
    fill(side.opposite, orders: taken)
    return side == .sell ? sum : -sum
  }

  /// Enters the best orders of a side.
  private mutating func fill(_ side: Side, orders: Int64) {
    for place in stride(from: orders, to: 0, by: -1) {
      let ticks = 2 * place - 1
      submit(side, .limit, lots: lots, ticks: side == .buy ? -ticks : ticks, UniformBook.maker)
    }
  }

  private mutating func submit(
    _ side: Side, _ type: OrderType, lots: Int64, ticks: Int64, _ owner: AgentIndex
  ) {
    lastID += 1
    engine.submit(
      NewOrder(
        id: ClientOrderID(lastID), side: side, type: type,
        timeInForce: type == .market ? .immediateOrCancel : .goodTillCancel,
        quantity: Quantity(lots: lots), price: Price(ticks: ticks)), owner: owner, at: .zero)
  }
}
