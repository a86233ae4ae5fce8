import SimKernel

extension AgentContext {
  /// A drawn waiting time, rounded to whole nanoseconds and at most 73 years; nil for what is not a
  /// number, which is noted as a fault of the agent.
  func delay(nanoseconds: Double, atLeast least: SimDuration = .zero) -> SimDuration? {
    let delay = Quantiser.duration(nanoseconds: nanoseconds, in: least.nanoseconds...(1 << 61))
    if delay == nil { noteNotANumber() }
    return delay
  }
}
