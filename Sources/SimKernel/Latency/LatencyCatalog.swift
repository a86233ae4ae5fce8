/// The latency models that a scenario may name; one line for each.
///
/// A package of its own adds to it by value: `LatencyCatalog.standard + [.mine]`. The first is what
/// a profile without `distribution` means.
public enum LatencyCatalog {
  public static var standard: [LatencyModelDeclaration] {
    [
      .shiftedGamma,
      .constant,
      .shiftedLognormal,
      .truncatedNormal,
      .logUniform,
      .empirical,
      .line,
    ]
  }
}
