import SimKernel

/// Wake-ups at a fixed period, from a moment of the agent's own on, so that agents of one kind do
/// not move together.
struct Cadence: Hashable, Sendable {
  let period: SimDuration
  private var offsets = StreamHandle.unassigned

  init(every period: SimDuration) { self.period = period }

  mutating func prepare(_ setup: inout AgentSetup) { offsets = setup.stream("offset") }

  func start(_ context: inout AgentContext) {
    let offset = context[stream: offsets].uniform(below: UInt64(period.nanoseconds))
    context.wake(at: context.now + .nanoseconds(Int64(offset)))
  }

  func next(_ context: inout AgentContext) { context.wake(at: context.now + period) }

  /// The parameter that sets the period.
  static func parameter(_ summary: String, default period: SimDuration) -> Parameter {
    Parameter(
      "wake_every", .duration(.microseconds(1) ... .hours(24)), summary, default: .duration(period))
  }
}
