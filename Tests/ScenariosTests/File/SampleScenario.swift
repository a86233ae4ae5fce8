import SimKernel

@testable import Scenarios

/// A scenario that uses every section, for tests that change one thing in it.
let sampleScenario = """
  description: A quiet half hour with two market makers and one buyer
  seed: 42
  clock: {start: "09:30:00", end: "10:00:00"}
  instruments:
    - {symbol: ABM, tick: 0.01, lot: 1, currency: USD, open_price: 1000.00}
    - {symbol: BRK.B, tick: 0.05, currency: USD, open_price: 412.35}
  venues:
    - {name: XLIT, kind: lit, processing: 500 ns, fees: {maker: -0.20 bps, taker: 0.30 bps}}
    - {name: YLIT, self_trade_prevention: cancel_oldest}
  latency:
    desk: {one_way: 120 us, jitter: 15 us, distribution: shifted_gamma}
    wire: {one_way: 90us, distribution: constant}
  agents:
    - {name: noise, type: noise, count: 1000, latency: retail}
    - {name: maker, type: adaptive_market_maker, count: 2, latency: colo, decision_latency: 2 us}
    - name: buyer
      type: twap
      side: buy
      quantity: 20_000
      from: "09:35:00"
      to: "09:55:00"
      limit: 1001.50
      latency: desk
    - {name: bridge, type: arbitrage, other_venue: YLIT, other_instrument: BRK.B, latency: wire}
    - name: story
      type: scripted
      instrument: BRK.B
      latency: proximity
      script: |
        buy 10
        sell 5
  limits: {order_quantity: 100_000, open_orders: 50, events: 1_000_000}
  record: {trades: true, deliveries: all}

  """

/// Agents that do nothing, declared as real ones are, with a parameter of every kind.
let testAgentTypes: [AgentTypeDeclaration] = [
  AgentTypeDeclaration(
    name: "noise", summary: "trades at random",
    parameters: [
      Parameter(
        "wake_every", .duration(.microseconds(1) ... .hours(24)), "mean time between wake-ups",
        default: .duration(.seconds(1))),
      Parameter("size", .quantity, "lots of one order", default: .quantity(Quantity(lots: 100))),
      Parameter(
        "market_share", .probability, "share of market orders", default: .probability(0.1)),
    ]),
  AgentTypeDeclaration(
    name: "adaptive_market_maker", summary: "quotes both sides",
    parameters: [
      Parameter("levels", .integer(1...20), "prices on each side", default: .integer(5)),
      Parameter("risk_aversion", .number(0...100), "pull to a flat book", default: .number(0.5)),
      Parameter(
        "edge", .basisPoints, "distance from the middle",
        default: .basisPoints(BasisPoints(tenThousandths: 5_000))),
      Parameter("flattens", .flag, "whether it ends flat", default: .flag(false)),
      Parameter(
        "mode", .choice(["passive", "aggressive"]), "how it leaves", default: .choice("passive")),
    ]),
  AgentTypeDeclaration(
    name: "twap", summary: "trades evenly over time",
    parameters: [
      Parameter("side", .side, "buy or sell"),
      Parameter("quantity", .quantity, "lots in all"),
      Parameter("from", .timeOfDay, "when it starts"),
      Parameter("to", .timeOfDay, "when it is done"),
      Parameter("limit", .price, "the worst price", default: .absent),
      Parameter("note", .text, "a remark", default: .text("")),
    ],
    check: { values, _ in
      guard values.timeOfDay("to") <= values.timeOfDay("from") else { return [] }
      return [ParameterFault(parameter: "to", message: "to is not after from")]
    }),
  AgentTypeDeclaration(
    name: "arbitrage", summary: "trades two markets against each other",
    parameters: [
      Parameter("other_venue", .venue, "the second venue"),
      Parameter("other_instrument", .instrument, "the second instrument"),
    ]),
  AgentTypeDeclaration(
    name: "scripted", summary: "sends orders at given times",
    parameters: [Parameter("script", .script, "one order a line")],
    check: { values, _ in
      let lines = values.script("script").split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated()
        .filter { !$1.isEmpty && !$1.hasPrefix("buy ") && !$1.hasPrefix("sell ") }
        .map { index, line in
          ParameterFault(
            parameter: "script", line: index + 1,
            message: "'\(line)', allowed is buy or sell and a quantity")
        }
    }),
]

let testReader = ScenarioReader(agentTypes: testAgentTypes)

/// The scenario in a text under the name `s.yaml`, with included files by path.
func read(
  _ text: String, set assignments: [String] = [], files: [String: String] = [:]
) throws(ScenarioError) -> Scenario {
  var overrides: [ScenarioOverride] = []
  for assignment in assignments { overrides.append(try ScenarioOverride(assignment)) }
  return try testReader.read(Array(text.utf8), file: "s.yaml", overrides: overrides) { path in
    guard let text = files[path] else { throw NoSuchFile() }
    return Array(text.utf8)
  }
}

struct NoSuchFile: Error, CustomStringConvertible {
  var description: String { "no such file" }
}

/// The messages of everything wrong with a text; none where it is a scenario.
func faults(
  _ text: String, set assignments: [String] = [], files: [String: String] = [:]
) -> [String] {
  do throws(ScenarioError) {
    _ = try read(text, set: assignments, files: files)
    return []
  } catch {
    return error.faults.map(\.description)
  }
}

/// The sample with one piece of text replaced, which must be in it exactly once.
func sample(_ old: String, _ new: String) -> String {
  let parts = sampleScenario.split(separator: old, omittingEmptySubsequences: false)
  precondition(parts.count == 2, "'\(old)' is \(parts.count - 1) times in the sample")
  return parts[0] + new + parts[1]
}
