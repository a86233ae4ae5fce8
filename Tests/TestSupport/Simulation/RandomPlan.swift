import Agents
import SimKernel

/// Makes small markets of every kind, the same one for the same seed.
public struct RandomPlan {
  private var random: SplitMix64
  private let seed: UInt64
  private var instruments: [Instrument] = []
  private var venues: [VenueDescription] = []
  private let allowsExternal: Bool

  /// A market of 1 to 3 instruments, 1 or 2 venues and 3 to 12 agents that lives for about `events`
  /// events.
  public static func make(
    seed: UInt64, milliseconds: Int64 = 400, allowsExternal: Bool = true
  ) -> SimulationPlan {
    var maker = RandomPlan(seed: seed, allowsExternal: allowsExternal)
    return maker.plan(milliseconds: milliseconds)
  }

  private init(seed: UInt64, allowsExternal: Bool) {
    self.seed = seed
    self.allowsExternal = allowsExternal
    random = SplitMix64(seed: seed &+ 0x5EED)
  }

  private mutating func plan(milliseconds: Int64) -> SimulationPlan {
    for number in 0..<random.integer(in: 1...3) {
      instruments.append(
        Instrument(
          symbol: "I\(number)",
          openPrice: Price(ticks: random.element(of: [-40, 0, 3, 1_000, 100_000]))))
    }
    for number in 0..<random.integer(in: 1...2) { venues.append(venue(number)) }
    var participants: [SimulationPlan.Participant] = []
    for number in 0..<random.integer(in: 3...12) { participants.append(participant(number)) }
    let start = SimTime.zero + .hours(9)
    return SimulationPlan(
      seed: seed, start: start, end: start + .milliseconds(milliseconds),
      instruments: instruments, venues: venues, participants: participants, recordsDeliveries: true)
  }

  private mutating func venue(_ number: Int64) -> VenueDescription {
    let fees = FeeSchedule(
      maker: BasisPoints(tenThousandths: random.integer(in: -30_000...30_000)),
      taker: BasisPoints(tenThousandths: random.integer(in: -30_000...90_000)))
    return VenueDescription(
      name: "V\(number)", processing: .nanoseconds(random.element(of: [0, 500, 50_000])),
      fees: random.chance(percent: 20) ? FeeSchedule() : fees,
      selfTradePrevention: random.element(of: SelfTradePrevention.allCases))
  }

  private mutating func latency() -> LatencyModel {
    switch random.integer(in: 0...3) {
    case 0: .constant(.zero)
    case 1: .constant(.nanoseconds(random.element(of: [100_000, 1_000_000, 3_000_000])))
    default:
      .shiftedGamma(
        shift: .nanoseconds(random.integer(in: 1...400_000)),
        scaleNanoseconds: Double(random.integer(in: 1...200_000)))
    }
  }

  private mutating func limits() -> RiskLimits {
    guard random.chance(percent: 25) else { return RiskLimits() }
    return RiskLimits(
      orderQuantity: random.integer(in: 5...50), openOrders: Int(random.integer(in: 1...8)),
      position: random.integer(in: 5...60))
  }

  private mutating func participant(_ number: Int64) -> SimulationPlan.Participant {
    let venue = VenueIndex(UInt16(random.integer(in: 0...Int64(venues.count) - 1)))
    let instrument = InstrumentIndex(UInt16(random.integer(in: 0...Int64(instruments.count) - 1)))
    let type = random.element(of: [
      "noise", "noise", "noise", "market_maker", "ticking", "ticking", "scripted", "observer",
      allowsExternal ? "external" : "observer",
    ])
    return SimulationPlan.Participant(
      name: "\(type)/\(number)", type: type, agent: agent(type, venue, instrument),
      latency: latency(),
      decisionLatency: .nanoseconds(
        random.chance(percent: 40)
          ? 0 : random.element(of: [1, 1_000_000, random.integer(in: 0...5_000_000)])),
      limits: limits(), isExternal: type == "external")
  }

  private mutating func agent(
    _ type: String, _ venue: VenueIndex, _ instrument: InstrumentIndex
  ) -> any Agent {
    switch type {
    case "noise":
      return cataloged(
        type, venue, instrument,
        [
          ("wake_every", .duration(.microseconds(random.integer(in: 1_000...20_000)))),
          ("limit_chance", .probability(0.6)), ("cancel_chance", .probability(0.2)),
          ("max_distance", .integer(random.integer(in: 1...8))),
          ("max_quantity", .quantity(Quantity(lots: random.integer(in: 1...20)))),
        ])
    case "market_maker":
      return cataloged(
        type, venue, instrument,
        [
          ("refresh_every", .duration(.milliseconds(random.integer(in: 2...20)))),
          ("half_spread", .integer(random.integer(in: 1...4))),
          ("quantity", .quantity(Quantity(lots: random.integer(in: 1...30)))),
        ])
    case "scripted": return cataloged(type, venue, instrument, [("script", .script(script()))])
    case "external":
      return cataloged(
        type, venue, instrument,
        random.chance(percent: 50) ? [("wake_every", .duration(.milliseconds(5)))] : [])
    case "observer": return cataloged(type, venue, instrument, [])
    default:
      return TickingTrader(
        venueCount: venues.count, openTicks: instruments.map(\.openPrice.ticks),
        period: .milliseconds(random.integer(in: 1...4)),
        subscribes: random.chance(percent: 30))
    }
  }

  private func cataloged(
    _ name: String, _ venue: VenueIndex, _ instrument: InstrumentIndex,
    _ values: [(String, ParameterValue)]
  ) -> any Agent {
    guard let type = AgentCatalog.standard.first(where: { $0.declaration.name == name }) else {
      preconditionFailure("no agent type '\(name)'")
    }
    return type.make(
      AgentType.Assignment(
        venue: venue, instrument: instrument,
        openPrice: instruments[Int(instrument.value)].openPrice,
        parameters: ParameterValues(values, declared: type.declaration.parameters)))
  }

  private mutating func script() -> String {
    var lines = ["at 09:00:00.001 buy B0 5 @ -3"]
    for number in 1...random.integer(in: 2...12) {
      lines.append("advance \(random.integer(in: 0...30)) ms")
      let side = random.chance(percent: 50) ? "buy" : "sell"
      let price = random.integer(in: -5...5)
      lines.append("\(side) B\(number) \(random.integer(in: 1...9)) @ \(price) day")
      if random.chance(percent: 30) { lines.append("cancel B\(number - 1)") }
      if random.chance(percent: 20) { lines.append("replace B\(number) qty 12") }
    }
    return lines.joined(separator: "\n")
  }
}
