/// The fundamental values that a scenario may name; one line for each.
///
/// A package of its own adds to it by value: `FundamentalCatalog.standard + [.mine]`.
public enum FundamentalCatalog {
  public static var standard: [FundamentalDeclaration] {
    [
      .cointegrated,
      .heston,
      .ornsteinUhlenbeck,
      .series,
    ]
  }
}
