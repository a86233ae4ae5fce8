import Agents
import Scenarios
import SimKernel
import TestSupport
import Testing

/// A latency model of a package's own: adding it takes its declaration and nothing else.
private let lognormal = LatencyModelDeclaration(
  name: "lognormal", summary: "a least time and a lognormal on top",
  parameters: [
    Parameter("least", .duration(.zero ... .hours(1)), "what every message takes"),
    Parameter("sigma", .number(0...2), "standard deviation of the logarithm"),
  ],
  make: { values in
    LatencyModel(
      Lognormal(
        least: Double(values.duration("least").nanoseconds), sigma: values.number("sigma")))
  })

private struct Lognormal: LatencyLaw {
  var least: Double
  var sigma: Double

  func nanoseconds(_ trip: LatencyTrip, from stream: inout RandomStream) -> Double {
    least + 1_000 * stream.lognormal(logMean: 0, logStandardDeviation: sigma)
  }
}

struct LatencyCatalogTests {
  private static let scenario = """
    seed: 1
    clock: {start: "09:30:00", end: "09:31:00"}
    instruments:
      - {symbol: ABM, tick: 0.01, currency: USD, open_price: 10.00}
    venues:
      - {name: XLIT}
    latency:
      mine: {distribution: lognormal, least: 5 us, sigma: 0.5}
    agents:
      - {name: watcher, type: observer, latency: mine}
    """

  @Test func `a latency model of one's own is one entry of the catalog`() throws {
    let models = LatencyCatalog.standard + [lognormal]
    let reader = ScenarioReader(
      agentTypes: AgentCatalog.standard.map(\.declaration), latencyModels: models)
    let scenario = try reader.read(Array(LatencyCatalogTests.scenario.utf8), file: "s.yaml")
    let plan = SimulationPlan(scenario, latencyModels: models)
    let run = try PlanRun(plan)
    let arrival = try #require(run.lines.first { $0.kind == .sent })
    // The subscription leaves at the start: 5 us and an excess with the median 1 us.
    let excess = arrival.signed(2) - plan.start.nanoseconds - 5_000
    #expect(excess > 100 && excess < 10_000, "\(excess) ns")
  }
}
