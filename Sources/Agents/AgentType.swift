import SimKernel

/// An entry of the catalog of agents: what a scenario may say about it, and how one is made.
public struct AgentType: Sendable {
  /// Where an agent trades and what its scenario says of it.
  public struct Assignment: Sendable {
    public var venue: VenueIndex
    public var instrument: InstrumentIndex
    /// Where the instrument opens.
    public var openPrice: Price
    public var parameters: ParameterValues

    public init(
      venue: VenueIndex, instrument: InstrumentIndex, openPrice: Price, parameters: ParameterValues
    ) {
      self.venue = venue
      self.instrument = instrument
      self.openPrice = openPrice
      self.parameters = parameters
    }
  }

  public var declaration: AgentTypeDeclaration
  /// Whether the simulation stops where the agent would decide.
  public var isExternal: Bool
  public var make: @Sendable (Assignment) -> any Agent

  public init(
    _ declaration: AgentTypeDeclaration, isExternal: Bool = false,
    make: @escaping @Sendable (Assignment) -> any Agent
  ) {
    self.declaration = declaration
    self.isExternal = isExternal
    self.make = make
  }
}
