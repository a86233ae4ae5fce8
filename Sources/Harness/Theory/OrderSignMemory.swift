/// The long memory of order signs that splitting of large orders leaves.
///
/// Metaorders whose sizes have the tail exponent a make signs whose autocorrelation falls with the
/// exponent a - 1.
///
/// Source: Lillo, Mike and Farmer, Theory for long memory in supply and demand, Physical Review E
/// 71 (2005).
public enum OrderSignMemory {
  /// The exponent of the autocorrelation; nil for a tail exponent of at most 1, whose metaorders
  /// have no mean size and whose signs no stationary state.
  public static func correlationExponent(sizeTailExponent: Double) -> Double? {
    sizeTailExponent > 1 ? sizeTailExponent - 1 : nil
  }

  /// The other way round; nil for an exponent of at most 0.
  public static func sizeTailExponent(correlationExponent: Double) -> Double? {
    correlationExponent > 0 ? correlationExponent + 1 : nil
  }
}
