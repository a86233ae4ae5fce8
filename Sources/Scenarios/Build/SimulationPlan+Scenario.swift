import Agents
import SimKernel

extension SimulationPlan {
  /// The plan that a checked scenario describes.
  ///
  /// - Parameters:
  ///   - scenario: Read with the declarations of the same catalogs.
  ///   - agentTypes: Where its agents are made.
  ///   - latencyModels: Where its latencies are made.
  ///   - fundamentals: Where its fundamental values are made.
  public init(
    _ scenario: Scenario, agentTypes: [AgentType] = AgentCatalog.standard,
    latencyModels: [LatencyModelDeclaration] = LatencyCatalog.standard,
    fundamentals: [FundamentalDeclaration] = FundamentalCatalog.standard
  ) {
    self.init(
      seed: scenario.seed, start: scenario.clock.start, end: scenario.clock.end,
      instruments: scenario.instruments.map(Instrument.init),
      venues: scenario.venues.map(VenueDescription.init),
      participants: scenario.agents.flatMap {
        scenario.participants(of: $0, agentTypes, latencyModels)
      },
      fundamentals: scenario.fundamentalPlan(fundamentals), regimes: scenario.regimes,
      congestion: scenario.congestion,
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
      selfTradePrevention: venue.selfTradePrevention, tickSize: venue.tickSize,
      lotSize: venue.lotSize)
    cancelsOnDisconnect = venue.cancelsOnDisconnect
  }
}

extension Scenario {
  fileprivate func fundamentalPlan(_ catalog: [FundamentalDeclaration]) -> FundamentalPlan {
    FundamentalPlan(
      step: fundamentals.step,
      descriptions: fundamentals.processes.map { value in
        guard let declaration = catalog.first(where: { $0.name == value.process }) else {
          preconditionFailure("process '\(value.process)' is not in the catalog of the plan")
        }
        let assignment = FundamentalDeclaration.Assignment(
          openPrice: instruments[Int(value.instrument.value)].openPrice,
          parameters: value.parameters, rows: value.rows)
        return FundamentalDescription(
          instrument: value.instrument, process: declaration.make(assignment),
          shocks: value.shocks, randomShocks: value.randomShocks, factor: value.factor)
      })
  }

  /// The agents of one group, each with its stable name.
  fileprivate func participants(
    of group: AgentGroup, _ agentTypes: [AgentType], _ latencyModels: [LatencyModelDeclaration]
  ) -> [SimulationPlan.Participant] {
    guard let type = agentTypes.first(where: { $0.declaration.name == group.type }) else {
      preconditionFailure("agent type '\(group.type)' is not in the catalog that made the plan")
    }
    let assignment = AgentType.Assignment(
      venue: group.venue, instrument: group.instrument,
      openPrice: instruments[Int(group.instrument.value)].openPrice, parameters: group.parameters)
    let latency = latency(of: latencyProfiles[group.latencyProfile], latencyModels)
    let limits = RiskLimits(
      orderQuantity: limits.orderQuantity.lots, openOrders: Int(limits.openOrders),
      position: limits.position)
    // Agents are values, so that one is made, be its script ever so long, and copied.
    let agent = type.make(assignment)
    return (0..<group.count).map { index in
      var participant = SimulationPlan.Participant(
        name: group.stableName(index), type: group.type, agent: agent,
        latency: latency, decisionLatency: group.decisionLatency, limits: limits,
        isExternal: type.isExternal)
      participant.feed = group.feed
      return participant
    }
  }

  /// The latencies that one of the scenario's profiles describes.
  ///
  /// - Parameter latencyModels: The catalog with which the scenario was read.
  public func latency(
    of profile: LatencyProfile, _ latencyModels: [LatencyModelDeclaration]
  ) -> SimKernel.LatencyProfile {
    SimKernel.LatencyProfile(congestion: profile.congestion) { way in
      let pieces = profile[way].pieces.map { piece in
        LatencyPiece(from: piece.from, model: latencyModel(of: piece, latencyModels))
      }
      return pieces.count == 1 ? pieces[0].model : .piecewise(pieces)
    }
  }

  private func latencyModel(
    of piece: Latency.Piece, _ latencyModels: [LatencyModelDeclaration]
  ) -> LatencyModel {
    guard let model = latencyModels.first(where: { $0.name == piece.model }) else {
      preconditionFailure("latency model '\(piece.model)' is not in the catalog of the plan")
    }
    return model.make(piece.parameters)
  }
}
