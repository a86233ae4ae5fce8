import SimKernel

/// Wake-ups of a Poisson process: exponential times of activity between them, each a decision of
/// its own.
struct RandomMoments: Hashable, Sendable {
  let mean: SimDuration
  private var gaps = StreamHandle.unassigned
  /// Wake-ups asked for.
  private(set) var count: UInt64 = 0

  init(meanGap: SimDuration) { mean = meanGap }

  mutating func prepare(_ setup: inout AgentSetup) { gaps = setup.stream("wakes") }

  mutating func next(_ context: inout AgentContext) {
    count += 1
    let mean = Double(mean.nanoseconds)
    let gap = context[stream: gaps, decision: count].exponential(mean: mean)
    guard let delay = context.delay(nanoseconds: gap, atLeast: .nanoseconds(1)) else { return }
    context.wake(afterActivity: delay)
  }

  /// The parameter that sets the mean.
  static func parameter(_ summary: String, default mean: SimDuration) -> Parameter {
    Parameter(
      "wake_every", .duration(.microseconds(1) ... .hours(24)), summary, default: .duration(mean))
  }
}
