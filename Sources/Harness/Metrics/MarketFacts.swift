/// The stylised facts and microstructure statistics of one market.
///
/// Definitions and keys are in docs/facts.md. The first rows are the twelve by which markets are
/// compared; a statistic that the data do not determine has a reason instead of a number.
public struct MarketFacts: Sendable {
  /// Of the data set, for headings and legends.
  public let name: String
  /// Rows of the tape.
  public let messages: Int
  /// From the first message to the last.
  public let seconds: Double
  /// Dollars x 10^4.
  public let tick: Int64
  /// Levels of a side that depths count.
  public let depthLevels: Int
  /// How intervals were made.
  public let bootstrap: BlockBootstrap
  public let rows: [FactRow]
  public let curves: [FactCurve]

  /// Computes everything. A day of 57,515 messages takes under a second in an optimised build.
  public init(name: String, _ tape: MarketTape, bootstrap: BlockBootstrap = BlockBootstrap()) {
    self.name = name
    messages = tape.count
    seconds = tape.seconds
    tick = tape.tick
    depthLevels = tape.depthLevels
    self.bootstrap = bootstrap
    let parts = FactParts(tape)
    var collector = FactCollector(bootstrap)
    collector.addComparedFacts(parts)
    collector.addReturns(parts)
    collector.addQuotes(parts)
    collector.addTrades(parts)
    collector.addResilience(parts)
    collector.addOrders(parts)
    collector.addCurves(parts)
    rows = collector.rows
    curves = collector.curves
  }

  /// The facts of a recording.
  public init(_ recording: MarketRecording, bootstrap: BlockBootstrap = BlockBootstrap()) {
    self.init(name: recording.name, recording.tape, bootstrap: bootstrap)
  }

  /// The estimate with this key and member; nil where there is no such row.
  public func estimate(_ key: String, _ member: String? = nil) -> Estimate? {
    rows.first { $0.key == key && $0.member == member }?.estimate
  }

  /// The curve with this key; nil where there is no such curve.
  public func curve(_ key: String) -> FactCurve? { curves.first { $0.key == key } }
}

/// What several statistics of a tape share, computed once.
struct FactParts {
  let tape: MarketTape
  let aggressors: [AggressorOrder]
  let signs: [Double]
  let response: ResponseFunction
  let ratios: MessageRatios
  let lifetimes: OrderLifetimes
  let resilience: Resilience
  let quoted: Result<QuotedTime, Undefined>
  /// By interval in seconds: 1, 10 and 60.
  private let returns: [Int: Result<[Double], Undefined>]
  private let flow: Result<[(x: Double, y: Double)], Undefined>

  static let horizons = [1, 10, 60]

  init(_ tape: MarketTape) {
    self.tape = tape
    aggressors = AggressorOrder.all(tape)
    signs = aggressors.map(\.sign)
    response = ResponseFunction(tape, aggressors)
    ratios = MessageRatios(tape, aggressors)
    lifetimes = OrderLifetimes(tape)
    resilience = Resilience(tape, aggressors)
    quoted = Result { () throws(Undefined) in try QuotedTime(tape) }
    var returns: [Int: Result<[Double], Undefined>] = [:]
    for seconds in FactParts.horizons {
      returns[seconds] = Result { () throws(Undefined) in
        try CalendarReturns.returns(tape, every: seconds)
      }
    }
    self.returns = returns
    flow = Result { () throws(Undefined) in try OrderFlowImbalance.points(tape, every: 10) }
  }

  func returns(_ seconds: Int) throws(Undefined) -> [Double] {
    guard let returns = returns[seconds] else {
      preconditionFailure("returns of \(seconds) s are not among \(FactParts.horizons)")
    }
    return try returns.get()
  }

  func flowPoints() throws(Undefined) -> [(x: Double, y: Double)] { try flow.get() }
}
