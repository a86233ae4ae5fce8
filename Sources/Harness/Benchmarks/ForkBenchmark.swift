import Agents
import Foundation
import SimKernel

/// The cost of a branch: fork a running market and give each agent of the branch one message.
public enum ForkBenchmark {
  public struct Result: Hashable, Sendable {
    /// Fork and one delivery to each agent of the branch, less the same deliveries without a fork.
    public var microsecondsPerFork: Double
    /// The fork alone.
    public var microsecondsForkOnly: Double
    public var liveOrders: Int
    public var agents: Int
  }

  static let noiseAgents = 1_000
  static let makers = 100
  /// Moments at which every agent gets a quote and nothing else happens.
  static let beats = 101
  static let interval = SimDuration.milliseconds(100)

  /// The medians over the beats.
  public static func run() throws -> Result {
    var simulation = try Simulation(plan())
    let start = simulation.plan.start
    _ = simulation.advance(until: .time(start + .seconds(warmUpSeconds)))
    var branches: [Double] = []
    var forks: [Double] = []
    var plain: [Double] = []
    for beat in 0..<beats {
      let time = start + .seconds(warmUpSeconds) + .nanoseconds(Int64(beat) * interval.nanoseconds)
      _ = simulation.advance(until: .time(time - .nanoseconds(1)))
      let first = DispatchTime.now().uptimeNanoseconds
      _ = simulation.fork()
      let second = DispatchTime.now().uptimeNanoseconds
      advanceBranch(of: simulation, to: time)
      let third = DispatchTime.now().uptimeNanoseconds
      _ = simulation.advance(until: .time(time))
      let fourth = DispatchTime.now().uptimeNanoseconds
      forks.append(Double(second - first) / 1_000)
      branches.append(Double(third - second) / 1_000)
      plain.append(Double(fourth - third) / 1_000)
    }
    let extra = zip(branches, plain).map { $0 - $1 }.sorted()
    return Result(
      microsecondsPerFork: extra[beats / 2], microsecondsForkOnly: forks.sorted()[beats / 2],
      liveOrders: simulation.liveOrderCount, agents: simulation.plan.participants.count)
  }

  static let openTicks: Int64 = 100_000
  private static let warmUpSeconds: Int64 = 60

  @inline(never)
  private static func advanceBranch(of simulation: borrowing Simulation, to time: SimTime) {
    var branch = simulation.fork()
    _ = branch.advance(until: .time(time))
  }

  private static func plan() -> SimulationPlan {
    let start = SimTime.zero + .hours(9)
    var participants: [SimulationPlan.Participant] = []
    for (type, count) in [("noise", noiseAgents), ("market_maker", makers)] {
      for index in 0..<count {
        participants.append(
          .init(name: "\(type)/\(index)", type: type, agent: Onlooker(inner: agent(type))))
      }
    }
    participants.append(
      .init(
        name: "metronome/0", type: "metronome",
        agent: Metronome(first: start + .seconds(warmUpSeconds), interval: interval)))
    return SimulationPlan(
      seed: 1, start: start, end: start + .hours(1),
      instruments: [Instrument(symbol: "BENCH", openPrice: Price(ticks: openTicks))],
      venues: [VenueDescription(name: "XLIT")], participants: participants)
  }

  private static func agent(_ type: String) -> any Agent {
    guard let entry = AgentCatalog.standard.first(where: { $0.declaration.name == type }) else {
      preconditionFailure("no agent type '\(type)'")
    }
    return entry.make(
      AgentType.Assignment(
        venue: VenueIndex(0), instrument: InstrumentIndex(0), openPrice: Price(ticks: openTicks),
        parameters: ParameterValues(declared: entry.declaration.parameters)))
  }
}

/// An agent that is sent every quote as well.
private struct Onlooker: Agent {
  var inner: any Agent

  mutating func prepare(_ setup: inout AgentSetup) { inner.prepare(&setup) }

  mutating func start(_ context: inout AgentContext) {
    context.subscribe(VenueIndex(0), InstrumentIndex(0))
    inner.start(&context)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    inner.receive(message, &context)
  }
}

/// Moves the best bid at every beat, so that each subscriber gets one quote.
private struct Metronome: Agent {
  let first: SimTime
  let interval: SimDuration
  private var order: ClientOrderID?

  init(first: SimTime, interval: SimDuration) {
    self.first = first
    self.interval = interval
  }

  mutating func start(_ context: inout AgentContext) { context.wake(at: first, tag: 1) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    guard case .wake(let tag) = message else { return }
    if tag == 1 {
      let id = context.nextOrderID()
      order = id
      context.submit(
        NewOrder(
          id: id, side: .buy, quantity: Quantity(lots: 1),
          price: Price(ticks: ForkBenchmark.openTicks), isPostOnly: true))
      context.wake(at: context.now + interval, tag: 1)
      context.wake(at: context.now + .nanoseconds(interval.nanoseconds / 2), tag: 2)
    } else if let order {
      context.cancel(CancelRequest(id: order))
    }
  }
}
