import Foundation
import Scenarios

// MARK: - JSON

extension MarketFacts {
  /// One object: a member for each key of the rows, then `intervals`, `reasons`, `curves` and what
  /// the data are.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "name": JSONValue(name), "messages": JSONValue(messages), "seconds": JSONValue(seconds),
      "tick": JSONValue(tick), "depth_levels": JSONValue(depthLevels),
      "bootstrap": [
        "method": "circular blocks", "replicates": JSONValue(bootstrap.replicates),
        "seed": JSONValue(bootstrap.seed), "confidence": JSONValue(BlockBootstrap.confidence),
      ],
      "reasons": .object(reasons),
      "intervals": nested(rows.filter { $0.estimate.interval != nil }) {
        $0.interval.map(MarketFacts.json) ?? .null
      },
      "curves": .object(
        Dictionary(uniqueKeysWithValues: curves.map { ($0.key, MarketFacts.json($0)) })),
    ]
    guard case .object(let values) = nested(rows, { $0.value.map { .number($0) } ?? .null }) else {
      preconditionFailure("the rows of facts are not an object")
    }
    members.merge(values) { own, _ in own }
    return .object(members)
  }

  private var reasons: [String: JSONValue] {
    var reasons: [String: JSONValue] = [:]
    for row in rows { if let reason = row.estimate.reason { reasons[row.path] = .string(reason) } }
    return reasons
  }

  private func nested(_ rows: [FactRow], _ json: (Estimate) -> JSONValue) -> JSONValue {
    var plain: [String: JSONValue] = [:]
    var groups: [String: [String: JSONValue]] = [:]
    for row in rows {
      if let member = row.member {
        groups[row.key, default: [:]][member] = json(row.estimate)
      } else {
        plain[row.key] = json(row.estimate)
      }
    }
    for (key, members) in groups { plain[key] = .object(members) }
    return .object(plain)
  }

  private static func json(_ interval: ConfidenceInterval) -> JSONValue {
    [
      "low": .number(interval.low), "high": .number(interval.high),
      "block_length": JSONValue(interval.blockLength),
    ]
  }

  private static func json(_ curve: FactCurve) -> JSONValue {
    .array(
      curve.rows.map { row in
        let members = zip(curve.columns, row).map { ($0, $1.map { JSONValue.number($0) } ?? .null) }
        return .object(Dictionary(uniqueKeysWithValues: members))
      })
  }
}

// MARK: - Text

extension MarketFacts {
  /// A table for people, one statistic a line, and below it why others have no value.
  public var text: String {
    var table = Table(["statistic", "value", "95 % from", "to"])
    for row in rows {
      table.append([row.title] + MarketFacts.cells(row.estimate))
    }
    let missing = rows.compactMap { row in row.estimate.reason.map { "no \(row.title): \($0)\n" } }
    return heading + "\n\n" + table.text
      + (missing.isEmpty ? "" : "\n" + missing.joined())
  }

  /// What the data are, in a line.
  var heading: String {
    let hours = String(format: "%.2f", seconds / 3_600)
    return "\(name): \(messages) messages, \(hours) hours"
  }

  /// Value and interval of an estimate.
  static func cells(_ estimate: Estimate) -> [String] {
    [estimate.value, estimate.interval?.low, estimate.interval?.high].map(text)
  }

  /// Four significant digits; a dash for what is not there.
  static func text(_ value: Double?) -> String {
    value.map { String(format: "%.4g", $0) } ?? "-"
  }
}
