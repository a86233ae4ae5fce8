import Agents
import Foundation
import Harness
import SimKernel
import TestSupport
import Testing

@testable import Scenarios

/// Whatever a mutated scenario still says, it is refused with a place or it runs and holds.
struct MutatedScenarioRunTests {
  private static let seeds = 0..<(isFullScale ? UInt64(100_000) : 1_000)
  /// Events of one run at the most: the bound in time.
  private static let eventLimit = 1_000
  /// Agents of one run at the most: the bound in memory.
  private static let agentLimit = 2_000

  private static let values = [
    "colo", "retail", "noise", "market_maker", "observer", "XLIT", "ABM", "0.01", "5", "100",
    "500 ns", "2 ms", "1 bps", "-0.20 bps", "\"09:45:00\"", "constant", "cancel_both", "false",
  ]

  private static let text = """
    # One stock at one venue for a minute: a dozen noise traders far away and a maker next to it.
    # Comments are part of a scenario as people write it, and mutations meet them as well.
    description: A market to be mutated, with a maker that thinks for twenty microseconds
    seed: 42
    # The minute after the opening.
    clock: {start: "09:30:00", end: "09:31:00"}
    instruments:
      - {symbol: ABM, tick: 0.01, lot: 1, currency: USD, open_price: 100.00}
    venues:
      - {name: XLIT, kind: lit, processing: 500 ns, fees: {maker: -0.20 bps, taker: 0.30 bps}}
    # The profiles retail and colo are built in; this one is for whoever tells a story.
    latency:
      desk: {one_way: 120 us, jitter: 15 us, distribution: shifted_gamma}
    agents:
      - {name: noise, type: noise, count: 12, latency: retail, wake_every: 200 ms}
      - {name: maker, type: market_maker, latency: colo, decision_latency: 20 us}
    """

  /// What every other scenario has besides.
  private static let story = """

      - name: story
        type: scripted
        latency: desk
        script: |
          at 09:30:01 buy B1 10 @ 9990 iceberg 3
          at 09:30:02 sell S1 5 @ 9995 post
          at 09:30:03 buy B2 4 market stop 10010 day
    """

  @Test func `a mutated scenario is refused with a place or runs without a broken invariant`()
    throws
  {
    var (parsed, finished, bounded, refused, large) = (0, 0, 0, 0, 0)
    for seed in MutatedScenarioRunTests.seeds {
      var mutator = TextMutator(seed: seed, values: MutatedScenarioRunTests.values)
      let story = seed % 2 == 0 ? "" : MutatedScenarioRunTests.story
      let bytes = mutator.mutated(MutatedScenarioRunTests.text + story)
      var log = FaultLog()
      if YAMLDocument.parse(bytes, at: .file("s.yaml"), log: &log) != nil { parsed += 1 }
      do throws(ScenarioError) {
        let scenario = try ScenarioReader.standard.read(bytes, file: "s.yaml")
        let count = scenario.agents.reduce(0) { $0 + $1.count }
        guard count <= MutatedScenarioRunTests.agentLimit else {
          large += 1
          continue
        }
        switch run(scenario) {
        case .finished: finished += 1
        case .fault: bounded += 1
        case nil: refused += 1
        case let reason?: Issue.record("seed \(seed): \(reason) at the end")
        }
      } catch {
        #expect(!error.faults.isEmpty, "seed \(seed)")
      }
    }
    let count = MutatedScenarioRunTests.seeds.count
    print(
      "\(count) mutated scenarios: \(parsed) parse as YAML, \(finished) ran to their end, "
        + "\(bounded) to a limit, \(refused) plans were refused, \(large) too large to run here")
    #expect(parsed * 100 >= count * 30)
    #expect((finished + bounded) * 100 >= count * 5)
  }

  /// Runs a scenario for a bounded number of events; nil if its plan is refused by name.
  private func run(_ scenario: Scenario) -> StopReason? {
    var plan = SimulationPlan(scenario)
    plan.eventLimit = min(plan.eventLimit, MutatedScenarioRunTests.eventLimit)
    do throws(PlanError) {
      var simulation = try Simulation(plan)
      let reason = simulation.advance(until: .end)
      simulation.checkInvariants()
      return reason
    } catch {
      return nil
    }
  }
}
