import SimKernel

/// The seat of an agent that is driven from outside the simulation: it subscribes, and whatever
/// reaches it stops the simulation for its driver to decide.
public struct External: Agent {
  let venue: VenueIndex
  let instrument: InstrumentIndex
  /// Time between wake-ups; nil for an agent that only reacts.
  let wakeEvery: SimDuration?

  public init(venue: VenueIndex, instrument: InstrumentIndex, wakeEvery: SimDuration?) {
    self.venue = venue
    self.instrument = instrument
    self.wakeEvery = wakeEvery
  }

  public mutating func start(_ context: inout AgentContext) {
    guard let wakeEvery else { return context.subscribe(venue, instrument) }
    var time = context.now + wakeEvery
    while time <= context.end {
      context.wake(at: time)
      time = time + wakeEvery
    }
  }

  /// The driver receives instead.
  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {}
}

extension AgentType {
  static var external: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "external", summary: "is driven by a program outside; alone it only listens",
        parameters: [
          Parameter(
            "wake_every", .duration(.milliseconds(1) ... .hours(24)),
            "time between decisions; without it, every quote asks for one", default: .absent)
        ]),
      isExternal: true,
      make: {
        External(
          venue: $0.venue, instrument: $0.instrument,
          wakeEvery: $0.parameters.has("wake_every") ? $0.parameters.duration("wake_every") : nil)
      })
  }
}
