// What makes a branch differ from its original, done from outside between two events.

extension Simulation {
  /// Gives an agent other latencies from its next message on.
  ///
  /// What is under way arrives as it would have, and no later message of a session overtakes it.
  /// The agent's random streams go on where they stand: its next messages are drawn from the same
  /// words under every profile, and all other agents' draws are as before.
  ///
  /// - Precondition: The profile's congestion is a place in the plan's list.
  public mutating func setLatency(of agent: AgentIndex, to profile: LatencyProfile) {
    precondition(
      Int(agent.value) < agents.count, "agent \(agent.value) of \(agents.count)")
    kernel.pointee.setLatency(of: agent.value, to: profile)
  }

  /// Lets an agent send messages now, beside what it decides by itself.
  ///
  /// They leave one decision latency of the agent after now, are journalled as what it sends at the
  /// start is, and their reports reach the agent as those of its own orders do.
  ///
  /// - Precondition: No external agent's decision is pending.
  public mutating func act<Result>(
    as agent: AgentIndex, _ body: (inout AgentContext) throws -> Result
  ) rethrows -> Result {
    precondition(
      Int(agent.value) < agents.count, "agent \(agent.value) of \(agents.count)")
    precondition(kernel.pointee.decider == nil, "an external agent is to decide first")
    kernel.pointee.announce(agent.value)
    var context = AgentContext(kernel: kernel, agent: agent.value)
    return try body(&context)
  }
}

extension Kernel {
  /// Notes in the journal that an agent acts without having received anything.
  mutating func announce(_ agent: UInt32) {
    mark(agent)
    journal.holdEvent(
      RecordHead.word(.event, words: 4, 0, agent: agent), UInt64(bitPattern: now), 0, 0)
  }
}
