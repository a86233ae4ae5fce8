import Agents
import Scenarios
import SimKernel
import TestSupport
import Testing

struct VenuePlanTests {
  private static let scenario = """
    clock: {start: "09:30:00", end: "09:31:00"}
    instruments:
      - {symbol: ABM, tick: 0.01, currency: USD, open_price: 10.00}
    venues:
      - {name: XLIT, tick_size: 5, lot_size: 100}
    agents:
      - name: story
        type: scripted
        latency: colo
        script: |
          at 09:30:01 buy B1 150 @ 1000
          at 09:30:02 buy B2 200 @ 1001
          at 09:30:03 buy B3 200 @ 1000
    """

  @Test func `a venue of a scenario refuses what lies between its ticks and lots`() throws {
    let reader = ScenarioReader(agentTypes: AgentCatalog.standard.map(\.declaration))
    let scenario = try reader.read(Array(VenuePlanTests.scenario.utf8), file: "s.yaml")
    let outcomes = try PlanRun(SimulationPlan(scenario)).lines.filter { $0.kind == .outcome }
    #expect(
      outcomes.map { MatchingOutcome.Kind(rawValue: $0.detail) }
        == [.rejected, .rejected, .accepted])
    #expect(
      outcomes.map { RejectReason(rawValue: $0.second) } == [.lotSize, .tickSize, nil])
  }
}
