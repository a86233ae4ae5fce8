import SimKernel
import Testing

@testable import Scenarios

struct DecisionFormatTests {
  private static func maker(_ keys: String) -> String { sample("decision_latency: 2 us", keys) }

  @Test func `the parts of a decision sum to its latency`() throws {
    let parts = "decision: {feed_parse: 10 us, encoder: 20 us, send: 500 ns}"
    let group = try read(DecisionFormatTests.maker(parts)).agents[1]
    #expect(group.decisionLatency == .nanoseconds(30_500))
    let decision = try #require(group.decision)
    #expect(
      decision.entries.map(\.name) == [
        "feed_parse", "features", "encoder", "dynamics", "controller", "signal", "risk", "send",
      ])
    #expect(decision.duration("encoder") == .microseconds(20))
    #expect(decision.duration("risk") == .zero)
  }

  static let cases = [
    (
      "decision_latency: 2 us, decision: {risk: 1 us}",
      "s.yaml:15:91: agent 'maker' has decision_latency and decision, allowed is one of them"
    ),
    (
      "decision: {thinking: 1 us}",
      "s.yaml:15:84: unknown key 'thinking' in the decision of agent 'maker', allowed are "
        + "feed_parse, features, encoder, dynamics, controller, signal, risk, send"
    ),
    (
      "decision: {encoder: 40 min, dynamics: 30 min}",
      "s.yaml:15:83: the decision of agent 'maker' takes 70 min, allowed is at most 1 h"
    ),
  ]

  @Test(arguments: cases)
  func `a wrong decision is a fault with its place`(keys: String, message: String) {
    #expect(faults(DecisionFormatTests.maker(keys)) == [message])
  }
}
