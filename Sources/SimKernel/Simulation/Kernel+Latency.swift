// The latency of each message: its stream, its model, where its ends stand, and congestion.

extension Kernel {
  /// The stream of latencies on one of an agent's ways.
  @inline(__always)
  func latencyStream(_ agent: UInt32, _ way: LatencyWay) -> UnsafeMutablePointer<LatencyStream> {
    latencyStreams.base + (Int(agent) &* LatencyWay.count &+ way.rawValue)
  }

  /// The latency of the next message on one of an agent's ways, whose number is the decision.
  ///
  /// - Parameters:
  ///   - venue: Where the message goes or comes from.
  ///   - leaves: When it sets out, nanoseconds; not before now.
  @inline(__always)
  mutating func drawLatency(
    _ agent: UInt32, _ way: LatencyWay, venue: VenueIndex, leaves: Int64
  ) -> Int64 {
    let stream = latencyStream(agent, way)
    // One branch for the law of nearly every message, and the rest behind it.
    if stream.pointee.drawing != .batched {
      if stream.pointee.drawing == .constant {
        // Its number is gone, too: a later profile draws the next one's words.
        stream.pointee.position.decision &+= 1
        return stream.pointee.drawn[0]
      }
      return drawSingly(agent, way, venue: venue, leaves: leaves)
    }
    states.base[Int(agent)].drawnWays |= way.bit
    let sent = stream.pointee.position.decision
    if sent == .max { endDecisions(of: agent) }
    let place = sent % LatencyStream.batch
    if place == 0 { refill(stream, after: sent, agent, way) }
    stream.pointee.position = StreamPosition(decision: sent &+ 1, block: 1, word: 0)
    return withUnsafeBytes(of: &stream.pointee.drawn) {
      $0.load(fromByteOffset: Int(place) &* 8, as: Int64.self)
    }
  }

  /// Where an agent's model of a way stands.
  @inline(__always)
  private func modelPlace(_ agent: UInt32, _ way: LatencyWay) -> Int {
    Int(states.base[Int(agent)].firstLatencyModel) &+ way.rawValue
  }

  @inline(never)
  private func refill(
    _ stream: UnsafeMutablePointer<LatencyStream>, after sent: UInt32, _ agent: UInt32,
    _ way: LatencyWay
  ) {
    stream.pointee.drawn = latencyModels[modelPlace(agent, way)].drawFour(
      key: key, stream: stream.pointee.id, decision: sent &+ 1)
  }

  /// The same for a law that takes as many words as it likes, and under congestion.
  @inline(never)
  private mutating func drawSingly(
    _ agent: UInt32, _ way: LatencyWay, venue: VenueIndex, leaves: Int64
  ) -> Int64 {
    let kept = latencyStream(agent, way)
    states.base[Int(agent)].drawnWays |= way.bit
    if kept.pointee.position.decision == .max { endDecisions(of: agent) }
    var stream = RandomStream(
      key: key, stream: kept.pointee.id, decision: kept.pointee.position.decision &+ 1)
    let trip = LatencyTrip(
      leaves: SimTime(nanoseconds: leaves), separation: separation(agent, venue))
    let latency = latencyModels[modelPlace(agent, way)].draw(from: &stream, trip)
    kept.pointee.position = stream.position
    return underCongestion(latency, of: agent, leaves: leaves)
  }

  private func separation(_ agent: UInt32, _ venue: VenueIndex) -> Double {
    if agentPlaces.isEmpty { return 0 }
    return abs(agentPlaces[Int(agent)] - venuePlaces[Int(venue.value)])
  }

  private mutating func underCongestion(
    _ latency: Int64, of agent: UInt32, leaves: Int64
  ) -> Int64 {
    let place = Int(states.base[Int(agent)].congestion)
    if place < 0 || !congestion[place].isCongested(at: leaves, now: now, key: key) {
      return latency
    }
    return congestion[place].process.slowed(latency)
  }
}

// MARK: - Start and fork

extension Kernel {
  /// Takes in an agent's models, unless the agent before it has the same ones.
  ///
  /// - Returns: The place of the first.
  mutating func addLatencyModels(of agent: Int) -> UInt32 {
    let profile = plan.participants[agent].latency
    let isShared = agent > 0 && plan.participants[agent - 1].latency.isSame(as: profile)
    if !isShared { latencyModels += profile.models }
    return UInt32(latencyModels.count - LatencyWay.count)
  }

  /// Where agents and venues stand on lines; nobody anywhere where no latency depends on it.
  static func places(
    _ plan: SimulationPlan, _ key: RunKey
  ) -> (agents: [Double], venues: [Double]) {
    guard plan.participants.contains(where: \.latency.dependsOnPlace) else { return ([], []) }
    return everyPlace(plan, key)
  }

  private static func everyPlace(
    _ plan: SimulationPlan, _ key: RunKey
  ) -> (agents: [Double], venues: [Double]) {
    (
      plan.participants.map { LatencyModel.place(of: $0.name, "place of an agent", key: key) },
      plan.venues.map { LatencyModel.place(of: $0.name, "place of a venue", key: key) }
    )
  }

  /// Draws the latencies that have been drawn ahead again, under the kernel's present key.
  mutating func rekeyLatencies() {
    for agent in 0..<UInt32(states.count) {
      for way in LatencyWay.allCases { redraw(agent, way) }
    }
  }

  private func redraw(_ agent: UInt32, _ way: LatencyWay) {
    let stream = latencyStream(agent, way)
    let sent = stream.pointee.position.decision
    let place = sent % LatencyStream.batch
    if stream.pointee.drawing == .batched && place != 0 {
      refill(stream, after: sent - place, agent, way)
    }
  }
}

// MARK: - Change

extension Kernel {
  /// Gives an agent other latencies from its next message on.
  ///
  /// Its streams go on where they stand, so that a message's number, and with it the words that its
  /// latency is drawn from, is the same under every profile, constant ones included; no other
  /// agent's draws change.
  ///
  /// - Precondition: The congestion is one of the plan's.
  mutating func setLatency(of agent: UInt32, to profile: LatencyProfile) {
    let network = profile.congestion ?? -1
    precondition(network < congestion.count, "network \(network) of \(congestion.count)")
    latencyModels += profile.models
    states.base[Int(agent)].firstLatencyModel = UInt32(latencyModels.count - LatencyWay.count)
    states.base[Int(agent)].congestion = Int32(network)
    if profile.dependsOnPlace && agentPlaces.isEmpty {
      // The run's own key: a place is the same in every future.
      (agentPlaces, venuePlaces) = Kernel.everyPlace(plan, RunKey(seed: plan.seed))
    }
    for way in LatencyWay.allCases {
      latencyStream(agent, way).pointee.change(
        to: profile[way], isCongested: profile.congestion != nil)
      redraw(agent, way)
    }
  }
}
