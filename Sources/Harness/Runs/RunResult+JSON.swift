import Scenarios
import SimKernel

extension RunResult {
  /// The result for other programs.
  public var json: JSONValue {
    .object(figures.merging(measurements) { first, _ in first })
  }

  /// The part that is the same every time.
  public var figures: [String: JSONValue] {
    [
      "scenario": .string(setup.path),
      "seed": JSONValue(setup.seed),
      "digest": .string("\(digest)"),
      "events": JSONValue(events),
      "deliveries": JSONValue(deliveries),
      "trades": JSONValue(trades),
      "counts": .object([
        "limit_orders": JSONValue(counts.rested), "executions": JSONValue(counts.executions),
        "cancels": JSONValue(counts.cancels), "value_wakes": JSONValue(valueWakes),
      ]),
      "never_acted": .array(neverActed.map(JSONValue.string)),
      "simulated_seconds": JSONValue(simulatedSeconds),
      "regimes": .array(
        regimes.map {
          ["from": .string($0.from.timeOfDayText), "regime": .string($0.regime.name)]
        }),
      "agents": .array(agents.map(\.json)),
      "fees": .object(
        Dictionary(uniqueKeysWithValues: fees.map { ($0.venue, Self.json($0.taken)) })),
    ]
  }

  /// Amounts by currency; null where one exceeds 127 bits.
  fileprivate static func json(
    _ amounts: [(currency: String, amount: CurrencyAmount?)]
  ) -> JSONValue {
    let members = amounts.map { ($0.currency, $0.amount.map(JSONValue.amount) ?? .null) }
    return .object(Dictionary(uniqueKeysWithValues: members))
  }

  private var measurements: [String: JSONValue] {
    [
      "wall_seconds": JSONValue(wallSeconds),
      "event_loop_seconds": JSONValue(eventLoopSeconds),
      "peak_rss_bytes": JSONValue(peakMemoryBytes),
    ]
  }
}

extension RunResult.Agent {
  fileprivate var json: JSONValue {
    let positions = positions.map { ($0.symbol, JSONValue($0.lots)) }
    let counted = tallies.map { ($0.name, JSONValue($0.count)) }
    var members: [String: JSONValue] = [
      "name": .string(name), "type": .string(type),
      "positions": .object(Dictionary(uniqueKeysWithValues: positions)),
      "cash": RunResult.json(cash), "orders": JSONValue(orders), "rejected": JSONValue(rejected),
      "fills": JSONValue(fills),
      "faults": faults.json, "feed_messages_lost": JSONValue(feedLosses),
      "order_entry_latency_ns": orderEntryLatency.map(\.json) ?? .null,
    ]
    if !counted.isEmpty {
      members["tallies"] = .object(Dictionary(uniqueKeysWithValues: counted))
    }
    return .object(members)
  }
}

extension LatencyQuantiles {
  fileprivate var json: JSONValue {
    ["p50": JSONValue(p50), "p99": JSONValue(p99), "max": JSONValue(max)]
  }
}
