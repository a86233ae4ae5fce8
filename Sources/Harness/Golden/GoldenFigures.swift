import Scenarios
import SimKernel

/// What a golden run came to, in numbers that are exact: `digest.json`.
struct GoldenFigures: Hashable, Sendable {
  /// Seed, counts, and each group's orders, rejected ones, fills, positions and cash.
  var members: [String: JSONValue]
  var digest: String
  var checkpoints: [GoldenCheckpoint]

  private static let digestKey = "digest"
  private static let checkpointsKey = "checkpoints"

  init(_ result: RunResult, _ checkpoints: [GoldenCheckpoint]) {
    members = [
      "golden_domain": .string(JournalFormat.goldenDomain), "seed": JSONValue(result.setup.seed),
      "events": JSONValue(result.events), "deliveries": JSONValue(result.deliveries),
      "trades": JSONValue(result.trades), "groups": Self.groups(result.agents),
    ]
    digest = "\(result.digest)"
    self.checkpoints = checkpoints
  }

  /// Reads the file's text.
  ///
  /// - Returns: nil where it is not what `text` writes.
  init?(_ text: String) {
    guard let json = try? JSONValue(parsing: text), case .object(var members) = json,
      let digest = members.removeValue(forKey: Self.digestKey)?.text,
      let lines = members.removeValue(forKey: Self.checkpointsKey)?.texts
    else { return nil }
    let checkpoints = lines.compactMap { GoldenCheckpoint($0) }
    guard checkpoints.count == lines.count else { return nil }
    self.members = members
    self.digest = digest
    self.checkpoints = checkpoints
  }

  /// The file: numbers first as JSON sorts them, one checkpoint a line.
  var text: String {
    var all = members
    all[Self.digestKey] = .string(digest)
    all[Self.checkpointsKey] = .array([])
    let list = checkpoints.map { "    " + JSONValue.string($0.text).text(.compact) }
    let lines = "[\n" + list.joined(separator: ",\n") + "\n  ]"
    let key = "\"\(Self.checkpointsKey)\": "
    return JSONValue.object(all).text().replacing(key + "[]", with: key + lines, maxReplacements: 1)
      + "\n"
  }

  private static func groups(_ agents: [RunResult.Agent]) -> JSONValue {
    var order: [String] = []
    var members: [String: [RunResult.Agent]] = [:]
    for agent in agents {
      let group = String(agent.name.prefix { $0 != "/" })
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(agent)
    }
    return .object(
      Dictionary(uniqueKeysWithValues: order.map { ($0, figures(members[$0] ?? [])) }))
  }

  private static func figures(_ agents: [RunResult.Agent]) -> JSONValue {
    guard let first = agents.first else { return .null }
    let positions = first.positions.indices.map { place in
      (
        first.positions[place].symbol,
        JSONValue(agents.reduce(Int64(0)) { $0 + $1.positions[place].lots })
      )
    }
    let cash = first.cash.indices.map { place in
      let sum = agents.reduce(CurrencyAmount.zero as CurrencyAmount?) {
        CurrencyAmount.sum($0, $1.cash[place].amount)
      }
      // As text, which reads back with all its digits.
      return (
        first.cash[place].currency, sum.map { JSONValue.string($0.text(leastDecimals: 0)) } ?? .null
      )
    }
    return [
      "type": .string(first.type), "agents": JSONValue(agents.count),
      "orders": JSONValue(agents.reduce(UInt64(0)) { $0 + $1.orders }),
      "rejected": JSONValue(agents.reduce(UInt64(0)) { $0 + $1.rejected }),
      "fills": JSONValue(agents.reduce(UInt64(0)) { $0 + $1.fills }),
      "faults": agents.reduce(AgentFaultCounts()) { $0 + $1.faults }.json,
      "positions": .object(Dictionary(uniqueKeysWithValues: positions)),
      "cash": .object(Dictionary(uniqueKeysWithValues: cash)),
    ]
  }
}
