import SimKernel
import TestSupport

@testable import Agents

/// One agent of the catalog in a market whose prices a test writes down.
enum AgentTrial {
  /// Best prices from a moment on.
  struct Step {
    var milliseconds: Int64
    var bid: Int64?
    var ask: Int64?
    var lots: Int64 = 1_000_000
  }

  /// An order that an agent sent.
  struct Sent: Hashable {
    var time: Int64
    var order: NewOrder

    var milliseconds: Int64 { time / 1_000_000 }
    /// Signed lots.
    var lots: Int64 { order.side.sign * order.quantity.lots }
    var text: String {
      let verb = order.side == .buy ? "buy" : "sell"
      return order.type == .market
        ? "\(verb) \(order.quantity.lots)"
        : "\(verb) \(order.quantity.lots) @ \(order.price.ticks)"
    }
  }

  static func agent(
    _ name: String, _ values: [(String, ParameterValue)] = [], venue: UInt16 = 0,
    instrument: UInt16 = 0, openTicks: Int64 = ProbeMarket.openTicks
  ) -> any Agent {
    guard let type = AgentCatalog.standard.first(where: { $0.declaration.name == name }) else {
      preconditionFailure("no agent type '\(name)'")
    }
    return type.make(
      AgentType.Assignment(
        venue: VenueIndex(venue), instrument: InstrumentIndex(instrument),
        openPrice: Price(ticks: openTicks),
        parameters: ParameterValues(values, declared: type.declaration.parameters)))
  }

  static func participant(
    _ name: String, _ values: [(String, ParameterValue)] = [],
    latency: LatencyModel = .constant(.zero), openTicks: Int64 = ProbeMarket.openTicks
  ) -> SimulationPlan.Participant {
    SimulationPlan.Participant(
      name: "\(name)/0", type: name, agent: agent(name, values, openTicks: openTicks),
      latency: latency)
  }

  /// A participant that sets the best prices of one book, step by step.
  static func market(
    _ steps: [Step], venue: UInt16 = 0, instrument: UInt16 = 0, name: String = "market/0"
  ) -> SimulationPlan.Participant {
    let (venue, instrument) = (VenueIndex(venue), InstrumentIndex(instrument))
    return ProbeMarket.probe(
      name,
      onStart: { context in
        for (place, step) in steps.enumerated() {
          context.wake(at: .zero + .milliseconds(step.milliseconds), tag: UInt32(place))
        }
      },
      onMessage: { message, context in
        guard case .wake(let tag) = message else { return }
        context.cancelAll(MassCancelRequest(venue: venue, instrument: instrument))
        let step = steps[Int(tag)]
        for (side, ticks) in [(Side.buy, step.bid), (.sell, step.ask)] {
          guard let ticks else { continue }
          context.submit(
            NewOrder(
              id: context.nextOrderID(), venue: venue, instrument: instrument, side: side,
              quantity: Quantity(lots: step.lots), price: Price(ticks: ticks)))
        }
      })
  }

  /// What an agent sent in a run, in order; refused orders are not among it.
  static func sent(_ lines: [JournalLine], agent: UInt32 = 0) -> [Sent] {
    var sent: [Sent] = []
    var now: Int64 = 0
    for line in lines {
      if line.kind == .event { now = line.signed(1) }
      guard line.kind == .sent, line.agent == agent, line.detail == 0,
        let order = SentOrders.order(line)
      else { continue }
      sent.append(Sent(time: now, order: order))
    }
    return sent
  }

  /// What the first participant sends.
  static func sent(
    _ participants: [SimulationPlan.Participant], milliseconds: Int64, instruments: Int = 1,
    seed: UInt64 = 1
  ) throws -> [Sent] {
    var plan = ProbeMarket.plan(
      participants, milliseconds: milliseconds, instruments: instruments)
    plan.seed = seed
    return sent(try PlanRun(plan).lines)
  }

  static func wakes(_ milliseconds: Int64) -> (String, ParameterValue) {
    ("wake_every", .duration(.milliseconds(milliseconds)))
  }

  static func lots(_ name: String, _ lots: Int64) -> (String, ParameterValue) {
    (name, .quantity(Quantity(lots: lots)))
  }
}
