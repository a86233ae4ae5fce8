import Foundation
import Scenarios
import SimKernel

// MARK: - JSON

extension LatencyReport {
  /// One object: the question, `profiles[]` and `differences[]`.
  public var json: JSONValue {
    [
      "scenario": JSONValue(heading.scenario), "seed": JSONValue(heading.seed),
      "agent": JSONValue(heading.agent), "venue": JSONValue(heading.venue),
      "instrument": JSONValue(heading.symbol), "at": JSONValue(heading.time.timeOfDayText),
      "order": JSONValue(heading.order), "futures": JSONValue(heading.futures),
      "horizon_ns": JSONValue(heading.horizon.nanoseconds),
      "mid_ticks": heading.mid.map { .number($0) } ?? .null,
      "profiles": JSONValue(rows.map(LatencyReport.json)),
      "differences": JSONValue(differences.map(LatencyReport.json)),
    ]
  }

  private static func json(_ row: Row) -> JSONValue {
    var members = means(row.means)
    members["name"] = JSONValue(row.profile)
    members["refused"] = JSONValue(row.refused)
    members["time_to_fill_quantiles_ms"] = .object(
      Dictionary(
        uniqueKeysWithValues: quantiles.map { share in
          ("p\(Int(share * 100))", row.timeToFill(share).map { .number($0) } ?? .null)
        }))
    return .object(members)
  }

  private static func json(_ difference: Difference) -> JSONValue {
    var members = means(difference.means)
    members["from"] = JSONValue(difference.from)
    members["to"] = JSONValue(difference.to)
    return .object(members)
  }

  private static func means(_ means: [BranchMean]) -> [String: JSONValue] {
    Dictionary(
      uniqueKeysWithValues: zip(ExecutionMetric.all, means).map { metric, mean in
        (
          metric.key,
          [
            "mean": mean.mean.map { .number($0) } ?? .null,
            "standard_error": mean.standardError.map { .number($0) } ?? .null,
            "branches": JSONValue(mean.count),
          ]
        )
      })
  }

  fileprivate static let quantiles = [0.1, 0.5, 0.9]
}

extension LatencyReport.Row {
  /// Milliseconds by which a share of the filled orders was filled; nil where none was.
  func timeToFill(_ share: Double) -> Double? {
    timesToFill.isEmpty ? nil : Quantile.linear(sorted: timesToFill, share)
  }
}

// MARK: - Text

extension LatencyReport {
  /// The question, a table of the profiles, and one of the differences.
  public var text: String {
    let mid = heading.midText.map { "mid \($0)" } ?? "no mid, a side of the book is empty"
    let question =
      "\(heading.order) by \(heading.agent) in \(heading.symbol) at \(heading.venue), "
      + "\(heading.time.timeOfDayText), \(mid)\n"
      + "\(heading.futures) futures, the same for each profile; trades count for "
      + "\(heading.horizon.text)\n\n"
    return question + table + (differences.isEmpty ? "" : "\n" + differenceTable) + "\n" + legend
  }

  private var table: String {
    var table = Table(["mean ± standard error"] + rows.map(\.profile))
    for (place, metric) in ExecutionMetric.all.enumerated() {
      table.append(
        [metric.title] + rows.map { Self.text($0.means[place], metric, of: heading.futures) })
      if metric.key == "time_to_fill_ms" {
        for share in Self.quantiles {
          table.append(
            ["  quantile \(share)"]
              + rows.map { $0.timeToFill(share).map { String(format: "%.3f", $0) } ?? "-" })
        }
      }
    }
    if rows.contains(where: { $0.refused > 0 }) {
      table.append(["orders refused"] + rows.map { "\($0.refused)" })
    }
    return table.text
  }

  private var differenceTable: String {
    var table = Table(["paired difference"] + differences.map { "\($0.to) - \($0.from)" })
    for (place, metric) in ExecutionMetric.all.enumerated() {
      table.append(
        [metric.title]
          + differences.map { Self.text($0.means[place], metric, of: heading.futures) })
    }
    return table.text
  }

  /// A number of branches in brackets says that the others have no such figure.
  private static func text(
    _ mean: BranchMean, _ metric: ExecutionMetric, of futures: Int
  ) -> String {
    guard let value = mean.mean else { return "-" }
    var text = String(format: "%.\(metric.decimals)f", value)
    if let error = mean.standardError {
      text += " ± " + String(format: "%.\(metric.decimals)f", error)
    }
    return mean.count == futures ? text : text + " (\(mean.count))"
  }

  private var legend: String {
    "Slippage is against the mid at the sending, adverse selection is how far the mid has moved\n"
      + "against the order's side since just before its trade: above 0, the order has paid.\n"
      + "In brackets: in how many futures there is the figure, where not in all.\n"
  }
}
