import SimKernel

/// The times at which the hidden value of a Glosten-Milgrom market is drawn anew: at the start of
/// the run and, where a length is given, after every such length. Makers and traders know them.
struct ValueSessions: Hashable, Sendable {
  /// Nil for one session of the whole run.
  let length: SimDuration?
  /// When the present session began.
  private(set) var start = SimTime.zero
  /// Sessions begun.
  private(set) var count: UInt64 = 0

  /// How the wake-up of a new session is told from others.
  static let tag: UInt32 = 1

  init(_ values: ParameterValues) {
    length = values.has("value_every") ? values.duration("value_every") : nil
  }

  /// Begins a session and asks to be woken for the next one.
  mutating func begin(_ context: inout AgentContext) {
    start = context.now
    count += 1
    if let length { context.wake(at: context.now + length, tag: ValueSessions.tag) }
  }

  /// What both sides of the market must be told alike.
  static var parameters: [Parameter] {
    [
      Parameter(
        "informed", .number(0...0.999), "chance that a trader knows the value",
        default: .number(0.2)),
      Parameter(
        "uninformed_buys", .number(0.01...0.99), "chance that a trader who does not buys",
        default: .number(0.5)),
      Parameter(
        "high_chance", .number(0.001...0.999), "chance that the value is the high one",
        default: .number(0.5)),
      Parameter(
        "value_range", .integer(1...1_000_000),
        "ticks of the high value above the opening price, and of the low one below",
        default: .integer(50)),
      Parameter(
        "value_every", .duration(.milliseconds(1) ... .hours(24)),
        "time after which the value is drawn anew, known to all; once a run if left out",
        default: .absent),
    ]
  }
}
