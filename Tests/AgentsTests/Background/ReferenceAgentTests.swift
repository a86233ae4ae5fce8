import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The traders of the reference market come, price and choose their side as they should.
struct ReferenceAgentTests {
  private static let book = TradedBook(
    venue: VenueIndex(0), instrument: InstrumentIndex(0), openPrice: Price(ticks: 100))

  private static func participant(_ name: String, _ agent: any Agent)
    -> SimulationPlan.Participant
  {
    SimulationPlan.Participant(name: name, type: "agent", agent: agent)
  }

  /// The new orders that agents other than the named sender sent.
  private static func orders(
    _ plan: SimulationPlan, without sender: String = "sender/0"
  ) throws -> [(time: SimTime, order: NewOrder)] {
    let excluded = plan.participants.firstIndex { $0.name == sender }.map(UInt32.init)
    return try PlanRun(plan).lines.compactMap { line in
      guard line.kind == .sent, line.detail == 0, line.agent != excluded,
        let order = SentOrders.order(line)
      else { return nil }
      return (SimTime(nanoseconds: line.signed(2)), order)
    }
  }

  private static let standing = ProbeMarket.sender(
    "sender/0",
    [
      (1, ProbeMarket.order(1, .buy, 1_000_000, at: 98)),
      (1, ProbeMarket.order(2, .sell, 1_000_000, at: 101)),
    ], log: MessageLog())

  // MARK: Arrival noise

  @Test func `every noise trader comes once, at a U-shaped moment, and takes at the best`() throws {
    let count = 3_000
    let plan = ProbeMarket.plan(
      (0..<count).map {
        ReferenceAgentTests.participant(
          "noise/\($0)",
          ArrivalNoise(ReferenceAgentTests.book, from: .zero, to: .zero + .milliseconds(100)))
      } + [ReferenceAgentTests.standing])
    let orders = try ReferenceAgentTests.orders(plan)
    // Some come before there is a book, and nobody comes twice.
    #expect(orders.count > 2_700 && orders.count < count)
    let early = orders.count { $0.time < .zero + .milliseconds(25) }
    let middle = orders.count { abs($0.time.nanoseconds - 50_000_000) < 12_500_000 }
    // F(1/4) = 7/16, less what came in the first millisecond; the middle quarter holds 1/64.
    #expect(abs(Double(early) - 3_000 * (0.4375 - 0.0294)) < 4 * 27.3)
    #expect(abs(Double(middle) - 3_000 / 64) < 4 * 6.8)
    let buys = orders.count { $0.order.side == .buy }
    #expect(abs(Double(buys) - Double(orders.count) / 2) < 4 * 27.4)
    #expect(orders.allSatisfy { $0.order.price.ticks == ($0.order.side == .buy ? 101 : 98) })
  }

  @Test func `who is late comes within 100 ns of the start`() throws {
    let log = MessageLog()
    var plan = ProbeMarket.plan([
      ReferenceAgentTests.participant(
        "noise/0", ArrivalNoise(ReferenceAgentTests.book, from: .zero, to: .zero + .seconds(1)))
    ])
    plan.start = .zero + .seconds(2)
    plan.end = .zero + .seconds(3)
    let requests = try PlanRun(plan).lines.filter { $0.kind == .sent }
    #expect(requests.count == 1)
    #expect(requests.allSatisfy { (0..<100).contains($0.signed(2) - 2_000_000_000) })
    #expect(log.entries.isEmpty)
  }

  // MARK: Value

  private static func valueOrders(
    level: Double, aggressive: Double, _ others: [SimulationPlan.Participant]
  ) throws -> [NewOrder] {
    let estimate = BayesianEstimate(
      mean: 100, reversion: 0, assumedVariance: 1e14, noiseVariance: 0)
    let trader = ValueTrader(
      ReferenceAgentTests.book, estimate, meanWake: .milliseconds(1),
      aggressiveChance: aggressive)
    var plan = ProbeMarket.plan(
      [ReferenceAgentTests.participant("value/0", trader)] + others, milliseconds: 400)
    plan.fundamentals.descriptions = [
      FundamentalDescription(
        instrument: InstrumentIndex(0),
        process: OrnsteinUhlenbeck(mean: level, start: level, reversionPerSecond: 0, volatility: 0))
    ]
    return try ReferenceAgentTests.orders(plan).filter { $0.time > .zero + .milliseconds(5) }
      .map(\.order)
  }

  @Test func `below the value it buys under the ask, above it it sells over the bid`() throws {
    let buys = try ReferenceAgentTests.valueOrders(
      level: 120, aggressive: 0, [ReferenceAgentTests.standing])
    #expect(buys.count > 100)
    #expect(buys.allSatisfy { $0.side == .buy && (96...101).contains($0.price.ticks) })
    #expect(Set(buys.map(\.price.ticks)).count > 3)
    let sells = try ReferenceAgentTests.valueOrders(
      level: 80, aggressive: 0, [ReferenceAgentTests.standing])
    #expect(sells.allSatisfy { $0.side == .sell && (98...103).contains($0.price.ticks) })
  }

  @Test func `an aggressive one pays the spread`() throws {
    let buys = try ReferenceAgentTests.valueOrders(
      level: 120, aggressive: 1, [ReferenceAgentTests.standing])
    #expect(buys.count > 100)
    #expect(buys.allSatisfy { $0.price.ticks == 101 })
  }

  @Test func `in an empty book it orders at the value, on either side`() throws {
    let orders = try ReferenceAgentTests.valueOrders(level: 120, aggressive: 0, [])
    #expect(orders.allSatisfy { $0.price.ticks == 120 })
    #expect(Set(orders.map(\.side)).count == 2)
  }

  // MARK: Crossover

  @Test func `means are compared in whole hundredths of a tick`() {
    let flat = [Int64](repeating: 200, count: 50)
    #expect(CrossoverTrader.isRising(flat))
    var rising = flat
    rising[49] = 202
    #expect(CrossoverTrader.isRising(rising))
    var falling = flat
    falling[49] = 198
    #expect(!CrossoverTrader.isRising(falling))
    // Old highs alone lower the short mean against the long one.
    var high = flat
    high[0] = 201
    #expect(!CrossoverTrader.isRising(high))
    // 20 mids of 100.0125 on average are 100.01, halves to even: 40025 / 4 hundredths of a tick.
    let short: [Int64] = [Int64](repeating: 200, count: 19) + [201]
    let long = [Int64](repeating: 200, count: 29) + [202] + short
    // The sums are 5 x 4001 / 2 = 10002.5, which goes to 10002, and 10003.
    #expect(!CrossoverTrader.isRising(long))
  }

  @Test func `it waits for the 51st mid and then always trades`() throws {
    var plan = ProbeMarket.plan(
      [
        ReferenceAgentTests.participant(
          "momentum/0", CrossoverTrader(ReferenceAgentTests.book, meanWake: .milliseconds(1))),
        ReferenceAgentTests.standing,
      ], milliseconds: 300)
    plan.seed = 4
    let lines = try PlanRun(plan).lines.filter { $0.kind == .sent && $0.agent == 0 }
    let requests = lines.filter { $0.detail == 6 }
    let orders = lines.filter { $0.detail == 0 }
    let early = requests.count { $0.signed(2) < 1_000_000 }
    #expect(requests.count > 200)
    // Each mid but the first 50 brings an order, where a size below half a lot is not drawn.
    #expect(requests.count - early - 50 - orders.count < 8)
    #expect(orders.count > 140)
  }
}
