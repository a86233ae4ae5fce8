/// One statistic of a market, with its name in JSON and its title for people.
public struct FactRow: Hashable, Sendable {
  /// Member of the JSON object.
  public var key: String
  /// Member of the key's own object: a lag, an interval, a side; nil where the key has one number.
  public var member: String?
  /// With the unit.
  public var title: String
  public var estimate: Estimate

  /// `excess_kurtosis.1s`.
  public var path: String { key + (member.map { "." + $0 } ?? "") }
}

/// A statistic at many places, for pictures and for other programs.
public struct FactCurve: Hashable, Sendable {
  /// Member of `curves` in JSON.
  public var key: String
  /// Names of the columns, the horizontal one first.
  public var columns: [String]
  /// One number a column; nil where there is none.
  public var rows: [[Double?]]
}
