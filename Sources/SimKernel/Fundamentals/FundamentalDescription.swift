/// The fundamental value of one instrument: its law, its shocks, and what it shares with others.
public struct FundamentalDescription: Sendable {
  /// A jump that is known beforehand.
  public struct Shock: Hashable, Sendable {
    public var time: SimTime
    /// Ticks.
    public var size: Double

    public init(time: SimTime, size: Double) {
      self.time = time
      self.size = size
    }
  }

  /// Jumps of a Poisson process: up or down by a fair coin, of a normal size.
  public struct RandomShocks: Hashable, Sendable {
    /// Mean number in an hour; at least 0.
    public var perHour: Double
    /// Ticks.
    public var meanSize: Double
    /// Ticks; at least 0.
    public var sizeDeviation: Double

    public init(perHour: Double, meanSize: Double, sizeDeviation: Double) {
      self.perHour = perHour
      self.meanSize = meanSize
      self.sizeDeviation = sizeDeviation
    }
  }

  /// A source of movement that several values have in common.
  public struct Factor: Hashable, Sendable {
    public var name: String
    /// The correlation of this value's moves with the factor's, -1 to 1: of the normal numbers that
    /// move the two, step by step. Two values of one factor have the product of their loadings for
    /// a correlation.
    public var loading: Double

    public init(name: String, loading: Double) {
      self.name = name
      self.loading = loading
    }
  }

  public var instrument: InstrumentIndex
  public var process: any FundamentalProcess
  public var shocks: [Shock]
  public var randomShocks: RandomShocks?
  public var factor: Factor?

  public init(
    instrument: InstrumentIndex, process: any FundamentalProcess, shocks: [Shock] = [],
    randomShocks: RandomShocks? = nil, factor: Factor? = nil
  ) {
    self.instrument = instrument
    self.process = process
    self.shocks = shocks
    self.randomShocks = randomShocks
    self.factor = factor
  }
}

/// The fundamental values of a plan.
public struct FundamentalPlan: Sendable {
  /// The length of a step of all processes, from the start of the run on. Between two points of the
  /// grid the earlier one's value holds.
  public var step: SimDuration
  /// At most one for each instrument; one that builds on another stands behind it.
  public var descriptions: [FundamentalDescription]

  public init(
    step: SimDuration = .seconds(1), descriptions: [FundamentalDescription] = []
  ) {
    self.step = step
    self.descriptions = descriptions
  }

  public static var none: FundamentalPlan { FundamentalPlan() }

  /// What is wrong with it, with what is allowed; nil for nothing.
  func fault(instruments: Int, length: SimDuration) -> String? {
    guard !descriptions.isEmpty else { return nil }
    guard step > .zero, length.nanoseconds / step.nanoseconds < Int64(UInt32.max) else {
      return "the step of \(step.nanoseconds) ns makes over 2^32 - 1 of \(length.nanoseconds) ns"
    }
    var known: [UInt16] = []
    for description in descriptions {
      let index = description.instrument.value
      if Int(index) >= instruments || known.contains(index) {
        return "instrument \(index) is unknown or has two, allowed is one for each"
      }
      if let base = description.process.base?.value, !known.contains(base) {
        return "instrument \(index) builds on \(base), allowed is one that stands before it"
      }
      known.append(index)
    }
    return nil
  }
}
