/// Until when a simulation is advanced.
///
/// Every limit also ends where the journal's buffer wants to be drained, where the run is over, and
/// where it cannot go on. `.end`, `.time` and `.events` end at each decision of any external agent.
public enum AdvanceLimit: Hashable, Sendable {
  /// To the end of the run.
  case end
  /// Through every event up to and including a moment.
  case time(SimTime)
  /// Through a number of events more.
  case events(Int)
  /// To the next decision of one external agent. What reaches the others on the way is left to
  /// their own `receive`, and nobody is asked for it later.
  case decision(of: AgentIndex)
}

/// Why `advance` returned.
public enum StopReason: Hashable, Sendable {
  /// The limit was reached.
  case reached
  /// The run is over: no event is left up to its end.
  case finished
  /// An external agent is to decide: read `pendingMessages`, then call `decide`.
  case decision(AgentIndex)
  /// The journal's buffer wants to be drained; then go on.
  case journalFull
  /// A limit of the scenario was broken; the run cannot go on.
  case fault(SimulationFault)
}
