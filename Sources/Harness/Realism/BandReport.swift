import Foundation
import Scenarios

/// The bands of a recorded market, with the means over the windows of each part.
public struct BandReport: Sendable {
  public let name: String
  public let plan: WindowPlan
  public let bands: FactBands
  /// Over the windows that make the bands.
  public let source: WindowFacts
  /// Over the windows that nothing was fitted to or made from.
  public let evaluation: WindowFacts

  public init(_ recording: MarketRecording, _ plan: WindowPlan) {
    name = recording.name
    self.plan = plan
    bands = FactBands(recording.tape, plan)
    source = WindowFacts(plan.windows(.bands).map(recording.tape.part))
    evaluation = WindowFacts(plan.windows(.evaluation).map(recording.tape.part))
  }

  /// Statistics of the evaluation windows that lie in their bands.
  public var insideCount: Int {
    ComparedFact.allCases.count { bands.holds($0, evaluation.mean($0)) }
  }

  /// `bands` with `low`, `high`, `mean` and `evaluation` for each statistic, `windows` and
  /// `inside`.
  public var json: JSONValue {
    var members: [String: JSONValue] = [:]
    for fact in ComparedFact.allCases {
      members[fact.rawValue] = [
        "low": Self.number(bands[fact]?.low), "high": Self.number(bands[fact]?.high),
        "mean": Self.number(source.mean(fact)), "evaluation": Self.number(evaluation.mean(fact)),
      ]
    }
    return [
      "name": .string(name), "bands": .object(members), "inside": JSONValue(insideCount),
      "windows": [
        "seconds": JSONValue(plan.length / 1_000_000_000), "count": JSONValue(plan.count),
        "start_second": JSONValue(plan.start / 1_000_000_000),
        "rotation": JSONValue(plan.rotation),
      ],
    ]
  }

  /// A table for people.
  public var text: String {
    var table = Table(["statistic", "band from", "to", "its mean", "evaluation", ""])
    for fact in ComparedFact.allCases {
      let value = evaluation.mean(fact)
      let cells = [bands[fact]?.low, bands[fact]?.high, source.mean(fact), value]
      table.append(
        [fact.rawValue] + cells.map(MarketFacts.text) + [bands.holds(fact, value) ? "in" : "out"])
    }
    let seconds = plan.length / 1_000_000_000
    return "\(name)\(plan.rotationText): \(plan.count) windows of \(seconds) s; the bands are made "
      + "from \(plan.windows(.bands).count), and \(plan.windows(.evaluation).count) are judged\n\n"
      + table.text + "\n\(insideCount) of \(ComparedFact.allCases.count) in their bands\n"
  }

  static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
}
