import SimKernel

/// Watches and never trades: for recording what a subscriber would have seen, and for tests that an
/// onlooker changes nothing.
public struct Observer: Agent {
  let venue: VenueIndex
  let instrument: InstrumentIndex
  let subscribes: Bool
  /// Quotes received.
  public private(set) var quotes = 0

  public init(venue: VenueIndex, instrument: InstrumentIndex, subscribes: Bool) {
    self.venue = venue
    self.instrument = instrument
    self.subscribes = subscribes
  }

  public mutating func start(_ context: inout AgentContext) {
    if subscribes { context.subscribe(venue, instrument) }
  }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    if case .quote = message { quotes += 1 }
  }
}

extension AgentType {
  static var observer: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "observer", summary: "watches quotes and never trades",
        parameters: [
          Parameter(
            "subscribes", .flag, "whether it subscribes to quotes at the start",
            default: .flag(true))
        ]),
      make: {
        Observer(
          venue: $0.venue, instrument: $0.instrument,
          subscribes: $0.parameters.flag("subscribes"))
      })
  }
}
