/// A model of the literature with values that can be computed, not simulated.
///
/// A model is one file, with its parameters, their ranges and words in one table, and one line in
/// `TheoryCatalog`; the command `theory NAME`, its help and its JSON follow from it. Values are of
/// the analytic class: they use the C library's functions and never reach an event.
public protocol TheoryModel: Sendable {
  associatedtype Solution: TheorySolution

  /// As the command calls it: `almgren-chriss`.
  static var name: String { get }
  /// One sentence, without a full stop.
  static var summary: String { get }
  /// The paper.
  static var source: String { get }
  static var parameters: [TheoryParameter<Self>] { get }

  /// With the published parameters.
  init()

  /// Computes the figures of parameters that are in their ranges; `solve()` checks that they are.
  func derive() throws(TheoryFault) -> Solution
}

extension TheoryModel {
  /// The figures of these parameters.
  ///
  /// - Throws: `TheoryFault` for a parameter outside its range, for parameters that do not go
  ///   together, and for figures beyond what numbers of 64 bits hold.
  public func solve() throws(TheoryFault) -> Solution {
    for parameter in Self.parameters { try parameter.check(self) }
    let solution = try derive()
    try solution.checkFinite()
    return solution
  }
}
