/// Why a statistic has no value on some data: what was found, and what it needs.
struct Undefined: Error, Hashable {
  var reason: String

  init(_ reason: String) { self.reason = reason }

  /// Demands a number of items.
  static func require(
    _ count: Int, atLeast least: Int, _ items: String
  ) throws(Undefined) {
    guard count >= least else { throw Undefined("\(count) \(items); needs \(least) at least") }
  }
}
