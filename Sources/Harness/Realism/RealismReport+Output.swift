import Scenarios

extension RealismReport {
  /// `bands`, `rotation`, and for each candidate `values`, `inside`, `inside_by_seed`, `lob_bench`
  /// and `mean_lob_bench`.
  public var json: JSONValue {
    var bandMembers: [String: JSONValue] = [:]
    for fact in ComparedFact.allCases {
      bandMembers[fact.rawValue] = bands[fact].map { [.number($0.low), .number($0.high)] } ?? .null
    }
    let members = candidates.map { ($0.name, $0.json) }
    return [
      "name": .string(name), "bands": .object(bandMembers),
      "rotation": JSONValue(plan.rotation),
      "candidates": .object(Dictionary(uniqueKeysWithValues: members)),
    ]
  }

  /// Tables for people: a star marks what lies outside its band.
  public var text: String {
    "\(name)\(plan.rotationText): the \(plan.windows(.evaluation).count) windows that nothing was "
      + "fitted to; "
      + "* is outside its band\n\n" + factTable.text + "\n" + scoreText
  }

  private var factTable: Table {
    var table = Table(["statistic", "band from", "to"] + candidates.map(\.name))
    for fact in ComparedFact.allCases {
      let cells = candidates.map { candidate in
        MarketFacts.text(candidate.values[fact]) + (candidate.inside.contains(fact) ? "" : "*")
      }
      table.append(
        [fact.rawValue, MarketFacts.text(bands[fact]?.low), MarketFacts.text(bands[fact]?.high)]
          + cells)
    }
    table.append(["in their bands", "", ""] + candidates.map { "\($0.inside.count)" })
    table.append(
      ["by seed", "", ""]
        + candidates.map { $0.insideBySeed.map(String.init).joined(separator: ",") })
    return table
  }

  private var scoreText: String {
    let flows = candidates.filter { $0.scores != nil }
    let names = Set(flows.flatMap { $0.scores!.keys }).sorted()
    guard !names.isEmpty else { return "" }
    var table = Table(["LOB-Bench, L1 to the recorded market"] + flows.map(\.name))
    for name in names {
      table.append([name] + flows.map { MarketFacts.text($0.scores![name]) })
    }
    table.append(["mean without conditions"] + flows.map { MarketFacts.text($0.meanScore) })
    return table.text + winsText
  }

  private var winsText: String {
    guard let (won, compared) = wins(of: "ecology", over: "cst") else { return "" }
    return "\necology is nearer than cst by \(won) of \(compared) scores\n"
  }
}

extension RealismReport.Candidate {
  var json: JSONValue {
    var values: [String: JSONValue] = [:]
    for fact in ComparedFact.allCases {
      values[fact.rawValue] = BandReport.number(self.values[fact])
    }
    var members: [String: JSONValue] = [
      "values": .object(values), "inside": JSONValue(inside.count),
      "outside": .array(
        ComparedFact.allCases.filter { !inside.contains($0) }.map { .string($0.rawValue) }),
      "inside_by_seed": .array(insideBySeed.map { JSONValue($0) }),
    ]
    if let scores {
      members["lob_bench"] = .object(scores.mapValues { .number($0) })
      members["mean_lob_bench"] = BandReport.number(meanScore)
    }
    return .object(members)
  }
}
