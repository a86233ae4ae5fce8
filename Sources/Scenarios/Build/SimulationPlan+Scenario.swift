import Agents
import SimKernel

extension SimulationPlan {
  /// The plan that a checked scenario describes.
  ///
  /// - Parameters:
  ///   - scenario: Read with the declarations of the same catalog.
  ///   - agentTypes: Where its agents are made.
  public init(_ scenario: Scenario, agentTypes: [AgentType] = AgentCatalog.standard) {
    self.init(
      seed: scenario.seed, start: scenario.clock.start, end: scenario.clock.end,
      instruments: scenario.instruments.map(Instrument.init),
      venues: scenario.venues.map(VenueDescription.init),
      participants: scenario.agents.flatMap { scenario.participants(of: $0, agentTypes) },
      eventLimit: Int(scenario.limits.events),
      pendingEventLimit: Int(scenario.limits.pendingEvents),
      inboxLimit: Int(scenario.limits.inbox), recordsDeliveries: scenario.record.allDeliveries)
  }
}

extension Instrument {
  init(_ instrument: Scenario.Instrument) {
    self.init(
      symbol: instrument.symbol, tickDigits: instrument.tick.digits,
      tickDecimals: instrument.tick.decimals, lotUnits: instrument.lot,
      currency: instrument.currency, openPrice: instrument.openPrice)
  }
}

extension VenueDescription {
  init(_ venue: Scenario.Venue) {
    self.init(
      name: venue.name, processing: venue.processing,
      fees: FeeSchedule(maker: venue.makerFee, taker: venue.takerFee),
      selfTradePrevention: venue.selfTradePrevention)
  }
}

extension Scenario {
  /// The agents of one group, each with its stable name.
  fileprivate func participants(
    of group: AgentGroup, _ agentTypes: [AgentType]
  ) -> [SimulationPlan.Participant] {
    guard let type = agentTypes.first(where: { $0.declaration.name == group.type }) else {
      preconditionFailure("agent type '\(group.type)' is not in the catalog that made the plan")
    }
    let assignment = AgentType.Assignment(
      venue: group.venue, instrument: group.instrument,
      openPrice: instruments[Int(group.instrument.value)].openPrice, parameters: group.parameters)
    let profile = latencyProfiles[group.latencyProfile]
    let latency = LatencyLaw(model: profile.model, profile.parameters)
    let limits = RiskLimits(
      orderQuantity: limits.orderQuantity.lots, openOrders: Int(limits.openOrders),
      position: limits.position)
    // Agents are values, so that one is made, be its script ever so long, and copied.
    let agent = type.make(assignment)
    return (0..<group.count).map { index in
      SimulationPlan.Participant(
        name: group.stableName(index), type: group.type, agent: agent,
        latency: latency, decisionLatency: group.decisionLatency, limits: limits,
        isExternal: type.isExternal)
    }
  }
}
