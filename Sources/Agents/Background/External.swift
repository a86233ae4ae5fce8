import SimKernel

/// The seat of an agent that is driven from outside the simulation.
///
/// Whatever reaches it stops the simulation for its driver to decide: wake-ups, quotes, and the
/// reports and snapshots that answer what its driver sent. Without a time between wake-ups it
/// subscribes to its book, so that every quote asks for a decision; with one it does not subscribe,
/// and is woken at whole multiples of that time after the start. Multiples that pass while it
/// thinks are left out.
public struct External: Agent {
  let venue: VenueIndex
  let instrument: InstrumentIndex
  /// Time between wake-ups; nil for an agent that only reacts.
  let wakeEvery: SimDuration?
  /// The wake-up that is asked for.
  private var nextWake = SimTime.zero

  /// - Precondition: `wakeEvery` is positive.
  public init(venue: VenueIndex, instrument: InstrumentIndex, wakeEvery: SimDuration?) {
    self.venue = venue
    self.instrument = instrument
    precondition(wakeEvery ?? .nanoseconds(1) > .zero, "a wake-up every \(wakeEvery!)")
    self.wakeEvery = wakeEvery
  }

  public mutating func start(_ context: inout AgentContext) {
    guard let wakeEvery else { return context.subscribe(venue, instrument) }
    nextWake = context.now
    scheduleWake(every: wakeEvery, &context)
  }

  /// Asks for the next wake-up; everything else is its driver's, wake-ups that the driver asked for
  /// included.
  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    guard case .wake = message, let wakeEvery, context.now >= nextWake else { return }
    scheduleWake(every: wakeEvery, &context)
  }

  private mutating func scheduleWake(every period: SimDuration, _ context: inout AgentContext) {
    let late = context.now.nanoseconds - nextWake.nanoseconds
    nextWake = nextWake + .nanoseconds((late / period.nanoseconds + 1) * period.nanoseconds)
    context.wake(at: nextWake)
  }
}

extension AgentType {
  static var external: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "external", summary: "is driven by a program outside; alone it only listens",
        parameters: [
          Parameter(
            "wake_every", .duration(.milliseconds(1) ... .hours(24)),
            "time between wake-ups that ask for a decision; without it, every quote does",
            default: .absent)
        ]),
      isExternal: true,
      make: {
        External(
          venue: $0.venue, instrument: $0.instrument,
          wakeEvery: $0.parameters.has("wake_every") ? $0.parameters.duration("wake_every") : nil)
      })
  }
}
