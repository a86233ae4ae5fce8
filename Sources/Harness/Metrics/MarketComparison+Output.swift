import Foundation
import Scenarios

extension MarketComparison {
  /// The members of the first market's facts, those of the other under `against`, and `lob_bench`.
  public var json: JSONValue {
    guard case .object(var members) = facts.json else {
      preconditionFailure("facts are not an object")
    }
    members["against"] = againstFacts.json
    members["lob_bench"] = scores.json
    return .object(members)
  }

  /// Both markets' facts in one table, and the scores in another.
  public var text: String {
    "\(facts.heading)\nagainst \(againstFacts.heading)\n\n" + factTable.text
      + "\nLOB-Bench, 0 for equal order flows\n\n" + scoreTable.text + reasons
  }

  private var factTable: Table {
    var table = Table([
      "statistic", "value", "95 % from", "to", "against", "95 % from", "to",
    ])
    for (own, other) in zip(facts.rows, againstFacts.rows) {
      table.append(
        [own.title] + MarketFacts.cells(own.estimate) + MarketFacts.cells(other.estimate))
    }
    return table
  }

  private var scoreTable: Table {
    var table = Table(["score", "L1", "95 % from", "to", "Wasserstein", "95 % from", "to"])
    for entry in scores.entries + scores.conditional {
      table.append(
        [entry.name]
          + Self.cells(entry.l1, entry.l1Interval)
          + Self.cells(entry.wasserstein, entry.wassersteinInterval))
    }
    table.append(
      ["mean of the unconditional"] + Self.cells(scores.meanL1?.mean, nil)
        + Self.cells(scores.meanWasserstein?.mean, nil))
    return table
  }

  private var reasons: String {
    let missing = (scores.entries + scores.conditional).compactMap { entry in
      entry.reason.map { "\(entry.name): \($0)\n" }
    }
    return missing.isEmpty ? "" : "\n" + missing.joined()
  }

  private static func cells(_ value: Double?, _ interval: ClosedRange<Double>?) -> [String] {
    [value, interval?.lowerBound, interval?.upperBound].map(MarketFacts.text)
  }
}
