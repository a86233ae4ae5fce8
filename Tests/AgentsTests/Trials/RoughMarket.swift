import SimKernel
import TestSupport

@testable import Agents

/// Random markets in which nothing goes smoothly: books that are swept empty on one side or both,
/// venues that refuse, risk gates that refuse, latencies that overtake decisions.
struct RoughMarket {
  /// An agent on trial and the most orders that it may have open.
  struct Subject: Sendable {
    var type: String
    var values: [(String, ParameterValue)]
    var openOrders: Int
    /// Of 200 markets, in how many at least it acts in the last third.
    var activeMarkets: Int = 150
  }

  private var random: SplitMix64
  private let seed: UInt64
  static let milliseconds: Int64 = 240

  static func plan(_ subject: Subject, seed: UInt64) -> SimulationPlan {
    var market = RoughMarket(random: SplitMix64(seed: seed &+ 0x70_0F), seed: seed)
    return market.plan(subject)
  }

  private mutating func plan(_ subject: Subject) -> SimulationPlan {
    let refuses = random.chance(percent: 20)
    var plan = ProbeMarket.plan(
      [participant(subject)] + (0..<3).map { ticking($0) } + sweepers(),
      milliseconds: RoughMarket.milliseconds, instruments: 2)
    plan.seed = seed
    plan.venues = (0..<2).map {
      VenueDescription(
        name: "V\($0)", processing: .nanoseconds(random.element(of: [0, 500, 50_000])),
        selfTradePrevention: random.element(of: SelfTradePrevention.allCases),
        tickSize: refuses ? 3 : 1, lotSize: refuses ? 2 : 1)
    }
    return plan
  }

  private mutating func participant(_ subject: Subject) -> SimulationPlan.Participant {
    var limits = RiskLimits(openOrders: subject.openOrders)
    if random.chance(percent: 30) {
      limits = RiskLimits(
        orderQuantity: random.integer(in: 1...12), openOrders: Int(random.integer(in: 1...3)),
        position: random.integer(in: 3...20))
    }
    return SimulationPlan.Participant(
      name: "\(subject.type)/0", type: subject.type,
      agent: AgentTrial.agent(subject.type, subject.values), latency: latency(),
      decisionLatency: .nanoseconds(random.element(of: [0, 0, 1_000, 700_000])), limits: limits)
  }

  private mutating func latency() -> LatencyModel {
    switch random.integer(in: 0...2) {
    case 0: .constant(.microseconds(random.integer(in: 0...2_000)))
    default:
      .shiftedGamma(
        shift: .microseconds(random.integer(in: 1...900)),
        scaleNanoseconds: Double(random.integer(in: 1_000...400_000)))
    }
  }

  private mutating func ticking(_ number: Int) -> SimulationPlan.Participant {
    SimulationPlan.Participant(
      name: "ticking/\(number)", type: "ticking",
      agent: TickingTrader(
        venueCount: 2, openTicks: [100, 100], period: .milliseconds(random.integer(in: 2...4)),
        subscribes: false), latency: latency())
  }

  /// Crosses the venues once, far beyond all other prices. It has no other orders, so that no
  /// prevention of self-trades takes these.
  private static func crosser(at milliseconds: Int64) -> SimulationPlan.Participant {
    ProbeMarket.probe(
      "crosser/0", onStart: { $0.wake(at: .zero + .milliseconds(milliseconds)) },
      onMessage: { message, context in
        guard case .wake = message else { return }
        for (venue, side, ticks) in [(0, Side.sell, 51), (1, .buy, 201)] as [(UInt16, Side, Int64)]
        {
          context.submit(
            NewOrder(
              id: context.nextOrderID(), venue: VenueIndex(venue), side: side,
              quantity: Quantity(lots: 2_000), price: Price(ticks: ticks)))
        }
      })
  }

  /// A trader who empties books and, between two of its sweeps, one who crosses them.
  private mutating func sweepers() -> [SimulationPlan.Participant] {
    let shift = random.integer(in: 0...14)
    return [
      RoughMarket.sweeper(shift: shift), RoughMarket.crosser(at: shift + 15 * 12 + 2),
    ]
  }

  /// Every 15 ms it empties a side of every book, or leaves orders on both.
  private static func sweeper(shift: Int64) -> SimulationPlan.Participant {
    ProbeMarket.probe(
      "sweeper/0",
      onStart: { context in
        for tag in 0..<16 as Range<Int64> {
          context.wake(at: .zero + .milliseconds(shift + 15 * tag), tag: UInt32(tag))
        }
      },
      onMessage: { message, context in
        guard case .wake(let tag) = message else { return }
        for book in 0..<4 as Range<UInt16> { RoughMarket.sweep(book, tag, &context) }
      })
  }

  private static func sweep(_ book: UInt16, _ tag: UInt32, _ context: inout AgentContext) {
    for side in Side.allCases where tag % 4 == 3 || tag % 2 == UInt32(side.rawValue) {
      let rests = tag % 4 == 3
      context.submit(
        NewOrder(
          id: context.nextOrderID(), venue: VenueIndex(book % 2),
          instrument: InstrumentIndex(book / 2), side: side, type: rests ? .limit : .market,
          timeInForce: rests ? .goodTillCancel : .immediateOrCancel,
          quantity: Quantity(lots: rests ? 30 : 5_000),
          price: Price(ticks: 99 - 6 * side.sign + Int64(tag) / 4 * 3)))
    }
  }
}

/// What became of a subject in a rough market.
struct RoughRun {
  var end: StopReason
  var faults: AgentFaultCounts
  /// Whether it sent an order or had one refused in the last third.
  var isActiveAtEnd = false
  /// Whether it sent anything or had anything refused in the last third.
  var isAwakeAtEnd = false
  /// Whether its risk gate counted more open orders than allowed.
  var exceededOpenOrders = false

  /// Runs a plan with all invariants checked every 100 events.
  init(_ plan: SimulationPlan) throws {
    var simulation = try Simulation(plan, keepsJournal: true)
    var words: [UInt64] = []
    repeat {
      end = PlanRun.advance(&simulation, events: 100, into: &words)
      simulation.checkInvariants()
    } while end == .reached
    faults = simulation.summary(of: AgentIndex(0)).faults
    read(JournalLine.lines(words))
  }

  private mutating func read(_ lines: [JournalLine]) {
    var now: Int64 = 0
    for line in lines {
      if line.kind == .event { now = line.signed(1) }
      guard line.agent == 0, line.kind == .sent || line.kind == .refused else { continue }
      if line.kind == .refused && line.second == RejectReason.riskOpenOrders.rawValue {
        exceededOpenOrders = true
      }
      guard now > RoughMarket.milliseconds * 1_000_000 * 2 / 3 else { continue }
      isAwakeAtEnd = true
      if line.detail == 0 { isActiveAtEnd = true }
    }
  }
}
