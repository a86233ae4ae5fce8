/// News that an instrument's fundamental value has jumped.
public struct FundamentalNews: Hashable, Sendable, BitwiseCopyable {
  public var instrument: InstrumentIndex
  /// The value behind the jump, rounded to a whole tick, halves to even.
  public var value: Price
  /// By how much it jumped, ticks, rounded in the same way; negative for down.
  public var size: Int64
  /// When it jumped.
  public var time: SimTime
}
