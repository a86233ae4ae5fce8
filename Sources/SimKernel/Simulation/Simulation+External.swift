// Driving a simulation from outside: reinforcement learning, other languages, gateways.

extension Simulation {
  /// What the external agent that is to decide has received, in order; empty otherwise.
  public var pendingMessages: [AgentMessage] { kernel.pointee.externalBatch }

  /// Lets the external agent at which `advance` stopped send its messages.
  ///
  /// They leave when its decision latency has passed. Until then the agent is busy, and what comes
  /// for it waits.
  ///
  /// What it sends is journalled like any agent's.
  ///
  /// - Precondition: `advance` has returned `.decision`.
  public mutating func decide<Result>(_ body: (inout AgentContext) throws -> Result) rethrows
    -> Result
  {
    guard let decider = kernel.pointee.decider else {
      preconditionFailure("no external agent is to decide")
    }
    kernel.pointee.decider = nil
    kernel.pointee.externalBatch.removeAll(keepingCapacity: true)
    // A checkpoint since the delivery has forgotten that its streams may move.
    kernel.pointee.mark(decider.value)
    var context = AgentContext(kernel: kernel, agent: decider.value)
    return try body(&context)
  }

  /// The index of an agent by its stable name, or by its group's where that has one agent.
  public func agent(named name: String) -> AgentIndex? {
    let participants = kernel.pointee.plan.participants
    if let place = participants.firstIndex(where: { $0.name == name }) {
      return AgentIndex(UInt32(place))
    }
    let members = participants.indices.filter { participants[$0].name.hasPrefix(name + "/") }
    return members.count == 1 ? AgentIndex(UInt32(members[0])) : nil
  }
}
