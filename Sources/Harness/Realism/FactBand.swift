/// Where the mean of a statistic over some windows is expected if they are of the same market as
/// others.
///
/// With mean m and standard deviation s of n windows, the mean of k more lies within
/// m +- t s sqrt(1/n + 1/k) in 95 % of cases, t the 97.5 % quantile of Student's distribution with
/// n - 1 degrees of freedom, where the windows are independent and alike.
public struct FactBand: Hashable, Sendable {
  public let low: Double
  public let high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// - Parameters:
  ///   - values: Of the windows that make the band.
  ///   - judged: Windows whose mean is to lie in the band.
  /// - Returns: Nil for fewer than two values, or none to be judged.
  init?(_ values: [Double], judged: Int) {
    guard values.count >= 2, judged >= 1 else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (count - 1)).squareRoot()
    let quantile = StudentQuantile.upper(0.025, degrees: values.count - 1)
    let reach = quantile * deviation * (1 / count + 1 / Double(judged)).squareRoot()
    self.init(low: mean - reach, high: mean + reach)
  }

  public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}

/// The bands of the twelve statistics.
public struct FactBands: Sendable {
  let bands: [ComparedFact: FactBand]

  public subscript(fact: ComparedFact) -> FactBand? { bands[fact] }

  init(_ bands: [ComparedFact: FactBand]) { self.bands = bands }

  /// The bands of a recorded market, from its windows for bands alone.
  public init(_ tape: MarketTape, _ plan: WindowPlan) {
    let facts = WindowFacts(plan.windows(.bands).map(tape.part))
    let judged = plan.windows(.evaluation).count
    var bands: [ComparedFact: FactBand] = [:]
    for fact in ComparedFact.allCases {
      bands[fact] = FactBand(facts.series(fact), judged: judged)
    }
    self.init(bands)
  }

  /// Whether a value lies in the band of a statistic; no value, or no band, is outside.
  public func holds(_ fact: ComparedFact, _ value: Double?) -> Bool {
    guard let band = bands[fact], let value else { return false }
    return band.contains(value)
  }
}
