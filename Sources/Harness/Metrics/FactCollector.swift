/// Gathers the rows of a report, each with its interval.
struct FactCollector {
  let bootstrap: BlockBootstrap
  private(set) var rows: [FactRow] = []
  private(set) var curves: [FactCurve] = []

  init(_ bootstrap: BlockBootstrap) { self.bootstrap = bootstrap }

  /// Adds a statistic with an interval.
  mutating func add(
    _ key: String, _ title: String, _ statistic: () throws(Undefined) -> ResampledStatistic
  ) {
    addEstimate(key, nil, title, statistic)
  }

  /// Adds one of several statistics of a key.
  mutating func add(
    _ key: String, _ member: String, _ title: String,
    _ statistic: () throws(Undefined) -> ResampledStatistic
  ) {
    addEstimate(key, member, title, statistic)
  }

  /// Adds a number without an interval.
  mutating func addNumber(
    _ key: String, _ member: String, _ title: String, _ number: () throws(Undefined) -> Double
  ) {
    do throws(Undefined) {
      addRow(key, member, title, .value(try number(), nil))
    } catch {
      addRow(key, member, title, .undefined(reason: error.reason))
    }
  }

  mutating func addCurve(_ key: String, _ columns: [String], _ rows: [[Double?]]) {
    curves.append(FactCurve(key: key, columns: columns, rows: rows))
  }

  /// The estimate of a row that was added.
  func estimate(_ key: String, _ member: String) -> Estimate? {
    rows.first { $0.key == key && $0.member == member }?.estimate
  }

  private mutating func addEstimate(
    _ key: String, _ member: String?, _ title: String,
    _ statistic: () throws(Undefined) -> ResampledStatistic
  ) {
    do throws(Undefined) {
      let name = key + (member.map { "." + $0 } ?? "")
      addRow(key, member, title, bootstrap.estimate(name, try statistic()))
    } catch {
      addRow(key, member, title, .undefined(reason: error.reason))
    }
  }

  private mutating func addRow(
    _ key: String, _ member: String?, _ title: String, _ estimate: Estimate
  ) {
    rows.append(FactRow(key: key, member: member, title: title, estimate: estimate))
  }
}
