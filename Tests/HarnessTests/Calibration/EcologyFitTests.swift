import Foundation
import SimKernel
import Testing

@testable import Harness

/// An ecology fitted to a simulated market, of which everything is known.
struct EcologyFitTests {
  private static let start: Int64 = 34_200_000_000_000
  private static let minute: Int64 = 60_000_000_000

  /// Twelve minutes of a market with both hidden and displayed trades.
  private static let text = CalibratedScenario(
    frame: CalibratedScenario.Frame(
      start: start, end: start + 12 * minute, tick: 100, openTicks: 10_000,
      seedDistances: [0, 1, 2, 3, 5, 8], source: "a test"),
    description: "a test",
    agents: [
      [
        ("name", "flow"), ("type", "marked_flow"), ("latency", "beside"),
        ("hidden_chance", "0.3"), ("baseline", "\"1 0.8 0.3\""), ("add_sizes", "\"1 2 3\""),
      ]
    ]
  ).text()

  private static let view = MarketView(messageDepth: 10, bookDepth: 10)

  private static func market(seed: UInt64) throws -> MarketRecording {
    try MarketRecording.simulating(
      RunSetup(text: text, name: "market", seed: seed), named: "market", view)
  }

  private func fit(_ market: MarketRecording, _ plan: WindowPlan) throws -> MarketCalibration {
    try MarketCalibration(
      .ecology, market, windows: plan.windows(.calibration),
      span: Self.start..<Self.start + 4 * Self.minute, view: Self.view,
      effort: MarketCalibration.Effort(evaluations: 12), progress: { _ in })
  }

  @Test func `a search never ends above its start, and repeats exactly`() throws {
    let market = try Self.market(seed: 3).part(Self.start..<Self.start + 4 * Self.minute)
    let plan = WindowPlan(market.tape, seconds: 20)
    #expect(plan.count == 12)
    let found = try fit(market, plan)
    let search = try #require(found.search)
    #expect(search.value <= search.startValue)
    #expect(search.evaluations == 12)
    #expect(found.scenarioText == (try fit(market, plan)).scenarioText)
    #expect(found.parameters.count == EcologyModel.Tuning.names.count)
    #expect(found.directions.singularValues.count == found.parameters.count)
    #expect(search.profile == nil && found.parameters.allSatisfy { $0.profile == nil })
  }

  @Test func `profiles are asked for, and chances stay below one`() throws {
    let market = try Self.market(seed: 3).part(Self.start..<Self.start + 4 * Self.minute)
    let plan = WindowPlan(market.tape, seconds: 20)
    let found = try MarketCalibration(
      .ecology, market, windows: plan.windows(.calibration),
      span: Self.start..<Self.start + 2 * Self.minute, view: Self.view,
      effort: MarketCalibration.Effort(evaluations: 44, profile: 2), progress: { _ in })
    #expect(found.parameters.allSatisfy { $0.profile != nil })
    #expect(try #require(found.search?.profile).evaluations >= 40)
    #expect(found.notFixed == found.parameters.filter { !$0.profile!.isClosed }.map(\.name))
    for parameter in found.parameters where parameter.isChance {
      #expect((parameter.interval?.upperBound ?? 0) < 1 && (parameter.profile?.upper ?? 0) < 1)
    }
    #expect(found.text.contains("profiles took"))
  }

  @Test func `the scenario reads as one and trades, hidden orders too`() throws {
    let market = try Self.market(seed: 3).part(Self.start..<Self.start + 4 * Self.minute)
    let found = try fit(market, WindowPlan(market.tape, seconds: 20))
    let again = try MarketRecording.simulating(
      RunSetup(text: found.scenarioText, name: "again", seed: 5), named: "again", Self.view)
    let kinds = Set(again.tape.messages.map(\.kind))
    #expect(kinds.contains(.execution) && kinds.contains(.hiddenExecution))
  }

  @Test func `windows without orders are refused with what was found`() throws {
    let market = try Self.market(seed: 3)
    let nothing = Self.start - Self.minute..<Self.start
    #expect(throws: CalibrationMistake.self) {
      try MarketCalibration(
        .cst, market, windows: [nothing], span: nothing, view: Self.view, progress: { _ in })
    }
  }

  @Test func `coordinates of a search and its parameters are one another's inverse`() {
    let tuning = EcologyModel.Tuning(
      deepAdds: 0.3, deepReach: 4, deepCancels: 0.02, improvement: 1.2, youngest: 0.4,
      metaorders: 0.1, hidden: 0.9, cancels: 1.1, crossing: 0.8, follow: 0.7)
    let again = EcologyModel.Tuning(coordinates: tuning.coordinates)
    for (value, expected) in zip(again.values, tuning.values) {
      #expect(abs(value - expected) < 1e-12 * max(1, expected))
    }
  }

  @Test func `shuffled windows keep what has no order and lose what has`() throws {
    let market = try Self.market(seed: 4)
    let windows = WindowPlan(market.tape, seconds: 60).windows(.calibration)
    let tapes = windows.map(market.tape.part)
    let facts = WindowFacts(tapes)
    let shuffled = ShuffledFacts.means(tapes, seed: 1)
    #expect(shuffled[.spread] == facts.mean(.spread))
    #expect(shuffled[.hiddenShare] == facts.mean(.hiddenShare))
    let before = try #require(facts.mean(.imbalanceFit))
    let after = try #require(shuffled[.imbalanceFit])
    #expect(after < before)
  }

  @Test func `a report judges the recorded market, the models and the shuffled one`() throws {
    let market = try Self.market(seed: 6)
    let plan = WindowPlan(market.tape, seconds: 60)
    let span = Self.start..<Self.start + 12 * Self.minute
    let baselines = try RealismReport.baselines(
      market, windows: plan.windows(.calibration), span: span, view: Self.view)
    let report = try RealismReport(
      market, plan, Self.view,
      [RealismReport.Entry(name: "ecology", text: Self.text)] + baselines, seeds: [21],
      progress: { _ in })
    #expect(report.candidates.map(\.name) == ["real", "ecology", "cst", "santa_fe", "shuffled"])
    let ecology = try #require(report.candidate("ecology"))
    let cst = try #require(report.candidate("cst"))
    #expect(ecology.insideBySeed.count == 1)
    // Bands from four windows of a minute are wide; what tells the market itself, under another
    // seed, from a model surely are the trades with hidden orders and the order flow.
    #expect(ecology.inside.contains(.hiddenShare) && !cst.inside.contains(.hiddenShare))
    #expect(try #require(ecology.meanScore) < #require(cst.meanScore))
    #expect(report.text.contains("in their bands"))
  }
}
