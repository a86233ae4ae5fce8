import SimKernel
import TestSupport
import Testing

/// An onlooker changes nothing for anybody, and neither does the order in which agents are listed.
struct InertAgentTests {
  private static let seeds = Array(UInt64(0)..<(isFullScale ? 200 : 5))

  private static func names(_ plan: SimulationPlan) -> [String] { plan.participants.map(\.name) }

  /// The plan with an onlooker at a place that depends on the seed.
  private static func adding(
    _ onlooker: InertAgent, to plan: SimulationPlan, decisionLatency: SimDuration = .zero
  ) -> SimulationPlan {
    var plan = plan
    let place = Int(plan.seed % UInt64(plan.participants.count + 1))
    plan.participants.insert(
      SimulationPlan.Participant(
        name: "inert/0", type: "inert", agent: onlooker,
        latency: .shiftedGamma(shift: .microseconds(10), scaleNanoseconds: 5_000),
        decisionLatency: decisionLatency), at: place)
    return plan
  }

  private static func expectSameStory(
    _ plan: SimulationPlan, _ other: SimulationPlan, _ what: String
  ) throws {
    let first = JournalLine.story(try PlanRun(plan).lines, names: names(plan))
    let second = JournalLine.story(
      try PlanRun(other).lines, names: names(other), without: "inert/0")
    let place = zip(first, second).enumerated().first { $1.0 != $1.1 }?.offset
    #expect(
      place == nil && first.count == second.count,
      "seed \(plan.seed), \(what): record \(place ?? -1) of \(first.count), \(second.count)")
  }

  @Test(arguments: seeds)
  func `an agent without subscriptions changes nothing for the others`(seed: UInt64) throws {
    let plan = RandomPlan.make(seed: seed)
    let other = InertAgentTests.adding(InertAgent(venueCount: 0, instrumentCount: 0), to: plan)
    try InertAgentTests.expectSameStory(plan, other, "no subscription")
  }

  @Test(arguments: seeds)
  func `an agent subscribed to everything changes nothing for the others`(seed: UInt64) throws {
    let plan = RandomPlan.make(seed: seed)
    let onlooker = InertAgent(
      venueCount: plan.venues.count, instrumentCount: plan.instruments.count)
    try InertAgentTests.expectSameStory(
      plan, InertAgentTests.adding(onlooker, to: plan), "all subscriptions")
    try InertAgentTests.expectSameStory(
      plan, InertAgentTests.adding(onlooker, to: plan, decisionLatency: .milliseconds(2)),
      "all subscriptions and a slow onlooker")
  }

  @Test(arguments: seeds)
  func `the listing order of agents changes nothing for anybody`(seed: UInt64) throws {
    let plan = RandomPlan.make(seed: seed)
    var other = plan
    var random = SplitMix64(seed: seed)
    other.participants.shuffle(using: &random)
    try InertAgentTests.expectSameStory(plan, other, "another order")
  }

  @Test func `the comparison sees an agent that does trade`() throws {
    let plan = RandomPlan.make(seed: 1)
    var other = plan
    other.participants[0].latency = LatencyProfile(.constant(.microseconds(123)))
    let first = JournalLine.story(try PlanRun(plan).lines, names: InertAgentTests.names(plan))
    let second = JournalLine.story(try PlanRun(other).lines, names: InertAgentTests.names(plan))
    #expect(first != second)
  }
}
