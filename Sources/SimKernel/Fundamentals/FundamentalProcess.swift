/// The law by which an instrument's fundamental value moves; a plain value that a fork copies.
///
/// It moves in steps of one length, and a step takes nothing from outside but its random numbers:
/// so a value depends on the run's key, the instrument's name and the number of the step, and never
/// on who has looked, or when.
public protocol FundamentalProcess: Sendable {
  /// Another instrument whose value its own builds on; nil for none.
  var base: InstrumentIndex? { get }

  /// Learns the length of a step, once, before the first.
  mutating func prepare(step: SimDuration)

  /// Moves on by one step.
  ///
  /// - Parameters:
  ///   - normal: The step's standard normal number, with the share that is common to others.
  ///   - stream: The step's further random numbers.
  mutating func move(_ normal: Double, _ stream: inout RandomStream)

  /// Learns the conditions of the steps that follow, as factors of its own volatility and
  /// reversion; both are 1 at first.
  mutating func adapt(volatility: Double, reversion: Double)

  /// Moves by a jump, ticks.
  mutating func jump(_ ticks: Double)

  /// The value, ticks, not rounded.
  ///
  /// - Parameters:
  ///   - time: The moment; no step is due before it.
  ///   - base: The value that it builds on, ticks; 0 for none.
  func value(at time: SimTime, base: Double) -> Double
}

extension FundamentalProcess {
  public var base: InstrumentIndex? { nil }
}
