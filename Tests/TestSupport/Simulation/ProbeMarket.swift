import Agents
import SimKernel

/// A market of one or more instruments at one venue, for stories told by probes.
public enum ProbeMarket {
  /// Where prices of stories are: near 100.
  public static let openTicks: Int64 = 100

  public static func plan(
    _ participants: [SimulationPlan.Participant], milliseconds: Int64 = 100,
    instruments: Int = 1, fees: FeeSchedule = FeeSchedule(), processing: SimDuration = .zero
  ) -> SimulationPlan {
    SimulationPlan(
      seed: 1, start: .zero, end: .zero + .milliseconds(milliseconds),
      instruments: (0..<instruments).map {
        Instrument(symbol: "I\($0)", openPrice: Price(ticks: openTicks))
      }, venues: [VenueDescription(name: "V", processing: processing, fees: fees)],
      participants: participants)
  }

  public static func probe(
    _ name: String, latency: LatencyModel = .constant(.zero), decisionLatency: SimDuration = .zero,
    limits: RiskLimits = RiskLimits(), onStart: @escaping @Sendable (inout AgentContext) -> Void,
    onMessage: @escaping @Sendable (AgentMessage, inout AgentContext) -> Void = { _, _ in }
  ) -> SimulationPlan.Participant {
    SimulationPlan.Participant(
      name: name, type: "probe", agent: ProbeAgent(onStart: onStart, onMessage: onMessage),
      latency: latency, decisionLatency: decisionLatency, limits: limits)
  }

  /// A probe that sends each order at its moment and logs what comes back but its wake-ups.
  public static func sender(
    _ name: String, _ orders: [(milliseconds: Int64, order: NewOrder)], log: MessageLog,
    latency: LatencyModel = .constant(.zero), limits: RiskLimits = RiskLimits()
  ) -> SimulationPlan.Participant {
    probe(
      name, latency: latency, limits: limits,
      onStart: { context in
        for (place, entry) in orders.enumerated() {
          context.wake(at: .zero + .milliseconds(entry.milliseconds), tag: UInt32(place))
        }
      },
      onMessage: { message, context in
        if case .wake(let tag) = message {
          context.submit(orders[Int(tag)].order)
        } else {
          log.note(message, context)
        }
      })
  }

  /// The first instrument's book, for agents that open at a price of their own.
  public static func book(openPrice ticks: Int64) -> TradedBook {
    TradedBook(
      venue: VenueIndex(0), instrument: InstrumentIndex(0), openPrice: Price(ticks: ticks))
  }

  public static func order(
    _ id: UInt64, _ side: Side, _ lots: Int64, at ticks: Int64, life: TimeInForce = .goodTillCancel,
    until milliseconds: Int64? = nil, stop: Int64? = nil
  ) -> NewOrder {
    NewOrder(
      id: ClientOrderID(id), side: side, type: stop == nil ? .limit : .stopLimit,
      timeInForce: life, quantity: Quantity(lots: lots), price: Price(ticks: ticks),
      stopPrice: stop.map { Price(ticks: $0) },
      expiry: milliseconds.map { .zero + .milliseconds($0) })
  }
}
