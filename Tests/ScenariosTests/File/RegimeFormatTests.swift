import SimKernel
import Testing

@testable import Agents
@testable import Scenarios

/// What a scenario says of regimes and of the day is checked, and makes the plan it says.
struct RegimeFormatTests {
  private static func text(_ sections: String) -> String {
    """
    clock: {start: "09:30:00", end: "09:40:00"}
    instruments:
      - {symbol: ABM, tick: 0.01, currency: USD, open_price: 100.00}
    venues: [{name: X}]
    agents: []
    \(sections)
    """
  }

  private static func read(_ sections: String) throws(ScenarioError) -> Scenario {
    try ScenarioReader(agentTypes: AgentCatalog.standard.map(\.declaration))
      .read(Array(text(sections).utf8), file: "s.yaml")
  }

  private static func faults(_ sections: String) -> [String] {
    do throws(ScenarioError) {
      _ = try read(sections)
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  @Test func `a schedule names built-in regimes and the file's own`() throws {
    let scenario = try Self.read(
      """
      regimes:
        own:
          fearful: {activity: 3, size: 0.5, volatility: 4, reversion: 2, drift: -1.5}
          calm: {activity: 0.1}
        schedule:
          - {from: "09:30:00", regime: fearful}
          - {from: "09:35:00", regime: calm}
      seasonality:
        steps: [{from: "09:30:00", activity: 2}, {from: "09:31:00", volatility: 0.5}]
      """)
    let plan = SimulationPlan(scenario).regimes
    #expect(plan.regimes.map(\.name) == RegimeCatalog.standard.map(\.name) + ["fearful"])
    #expect(
      plan.regimes[6].conditions
        == MarketConditions(activity: 3, size: 0.5, volatility: 4, reversion: 2, drift: -1.5))
    #expect(plan.regimes[0].conditions == MarketConditions(activity: 0.1))
    let start = SimTime.zero + .seconds(34_200)
    #expect(
      plan.order
        == .schedule([
          RegimePlan.Step(time: start, regime: 6),
          RegimePlan.Step(time: start + .seconds(300), regime: 0),
        ]))
    #expect(
      plan.season == [
        RegimePlan.SeasonStep(time: start, activity: 2, volatility: 1),
        RegimePlan.SeasonStep(time: start + .seconds(60), activity: 1, volatility: 0.5),
      ])
  }

  @Test func `a market switches between regimes, and a U spans its clock`() throws {
    let scenario = try Self.read(
      """
      regimes:
        switching: [{regime: stressed, mean: 90 s}, {regime: calm, mean: 5 min}]
      seasonality:
        u: {activity_ends: 4, to: "09:35:00"}
      """)
    let plan = SimulationPlan(scenario).regimes
    #expect(
      plan.order
        == .switching([
          RegimePlan.Sojourn(regime: 5, mean: .seconds(90)),
          RegimePlan.Sojourn(regime: 0, mean: .seconds(300)),
        ]))
    let start = SimTime.zero + .seconds(34_200)
    #expect(
      plan.season
        == RegimePlan.seasonU(
          from: start, to: start + .seconds(300), activity: (4, 0.5), volatility: (1.5, 0.75)))
  }

  @Test func `a scenario without them has the usual market`() throws {
    #expect(SimulationPlan(try Self.read("seed: 1")).regimes == .none)
  }

  private static let cases: [(String, String)] = [
    (
      "regimes: {schedule: [{from: \"09:30:00\", regime: clam}]}",
      "s.yaml:6:49: regime is 'clam', allowed is one of calm, volatile, trending, "
        + "mean_reverting, illiquid, stressed, did you mean 'calm'?"
    ),
    (
      "regimes: {own: {a: {activity: -1}}, schedule: [{from: \"09:30:00\", regime: a}]}",
      "s.yaml:6:31: activity is '-1', allowed is a number from 0.0 to 1000.0"
    ),
    (
      "regimes: {own: {a: {}}}",
      "s.yaml:6:10: regimes has no key 'schedule' or 'switching', allowed is one of the two"
    ),
    (
      "regimes: {schedule: [{from: \"09:30:00\", regime: calm}], "
        + "switching: [{regime: calm, mean: 2 s}]}",
      "s.yaml:6:10: regimes has schedule and switching, allowed is one of the two"
    ),
    (
      "regimes: {schedule: [{from: \"09:31:00\", regime: calm}, "
        + "{from: \"09:30:00\", regime: calm}]}",
      "s.yaml:6:63: from is 09:30:00, allowed is a time after the one before, 09:31:00"
    ),
    (
      "regimes: {switching: [{regime: calm, mean: 2 s}, {regime: calm, mean: 3 s}]}",
      "s.yaml:6:50: 'calm' is named twice, allowed is once"
    ),
    (
      "regimes: {switching: [{regime: calm, mean: 2 ms}]}",
      "s.yaml:6:44: mean is '2 ms', allowed is a duration from 1 s to 24 h, such as 1 s"
    ),
    (
      "seasonality: {shape: u}",
      "s.yaml:6:15: unknown key 'shape' in seasonality, allowed are u, steps"
    ),
    (
      "seasonality: {}",
      "s.yaml:6:14: seasonality has no key 'u' or 'steps', allowed is one of the two"
    ),
    (
      "seasonality: {u: {from: \"09:39:00\", to: \"09:38:00\"}}",
      "s.yaml:6:41: to is 09:38:00, allowed is a time after from, 09:39:00"
    ),
  ]

  @Test(arguments: cases.indices)
  func `what is wrong is a fault with its place`(_ place: Int) {
    let (text, message) = Self.cases[place]
    #expect(Self.faults(text).first == message)
  }
}
