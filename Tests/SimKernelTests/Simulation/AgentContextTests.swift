import TestSupport
import Testing

@testable import SimKernel

/// What an agent cannot reach through its context.
struct AgentContextTests {
  /// An agent that draws once from whatever handle it was given.
  struct DrawingAgent: Agent {
    var own = StreamHandle.unassigned
    let given: StreamHandle?

    mutating func prepare(_ setup: inout AgentSetup) { own = setup.stream("own") }

    mutating func start(_ context: inout AgentContext) {
      _ = context[stream: given ?? own].uniform()
      _ = context[stream: given ?? own, decision: 7].uniform()
    }

    mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {}
  }

  /// Two agents with one stream of their own each: the places 0 and 1.
  static func run(_ given: StreamHandle?) throws {
    let agents = [DrawingAgent(given: nil), DrawingAgent(given: given)]
    let participants = agents.enumerated().map { place, agent in
      SimulationPlan.Participant(name: "drawing/\(place)", type: "drawing", agent: agent)
    }
    _ = try PlanRun(ProbeMarket.plan(participants))
  }

  @Test func `an agent draws from its own streams`() throws {
    try AgentContextTests.run(nil)
    try AgentContextTests.run(StreamHandle(index: 1))
  }

  @Test func `another agent's stream handle ends the process with the places`() async {
    let end = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      try AgentContextTests.run(StreamHandle(index: 0))
    }
    AgentContextTests.expectMessage("agent 1 draws from stream 0, its own are 1..<2", end)
  }

  @Test func `a handle that was never assigned ends the process with the places`() async {
    let end = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      try AgentContextTests.run(.unassigned)
    }
    AgentContextTests.expectMessage(
      "agent 1 draws from stream 4294967295, its own are 1..<2", end)
  }

  /// Optimised builds end without the text.
  private static func expectMessage(_ text: String, _ end: ExitTest.Result?) {
    #if DEBUG
      let found = String(decoding: end?.standardErrorContent ?? [], as: UTF8.self)
      #expect(found.contains(text))
    #endif
  }
}
