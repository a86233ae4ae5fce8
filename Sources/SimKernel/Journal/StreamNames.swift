extension SimulationPlan {
  /// The purposes of each agent's random streams, in the order in which the journal counts streams:
  /// the first agent's, then the second's, and so on.
  public var streamPurposes: [[String]] {
    var agents = participants.map(\.agent)
    return Simulation.prepare(&agents, self).map(Kernel.purposes)
  }
}
