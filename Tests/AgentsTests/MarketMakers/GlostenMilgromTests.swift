import SimKernel
import TestSupport
import Testing

@testable import Agents

/// Glosten and Milgrom's quotes are conditional expectations, in theory and in the book.
struct GlostenMilgromTests {
  private static let informed = 0.35
  private static let uninformedBuys = 0.4
  private static let highChance = 0.3
  private static let range: Int64 = 500

  private static var shared: [(String, ParameterValue)] {
    [
      ("informed", .number(informed)), ("uninformed_buys", .number(uninformedBuys)),
      ("high_chance", .number(highChance)), ("value_range", .integer(range)),
    ]
  }

  /// P(trades and the value is high or low), by adding up every way in which each of the traders
  /// was informed or not.
  private static func chance(_ trades: [Side], isHigh: Bool) -> Double {
    var sum = 0.0
    for types in 0..<(1 << trades.count) {
      var product = isHigh ? highChance : 1 - highChance
      for (place, side) in trades.enumerated() {
        if types >> place & 1 == 1 {
          product *= (side == .buy) == isHigh ? informed : 0
        } else {
          product *= (1 - informed) * (side == .buy ? uninformedBuys : 1 - uninformedBuys)
        }
      }
      sum += product
    }
    return sum
  }

  /// P(value is high | trades).
  private static func highChance(given trades: [Side]) -> Double {
    let high = chance(trades, isHigh: true)
    return high / (high + chance(trades, isHigh: false))
  }

  @Test func `bid and ask are the expectations that brute-force Bayes gives`() {
    for pattern in 0..<(1 << 8) {
      let trades = (0..<8).map { pattern >> $0 & 1 == 1 ? Side.buy : .sell }
      var belief = GlostenMilgromBelief(
        informed: GlostenMilgromTests.informed,
        uninformedBuys: GlostenMilgromTests.uninformedBuys,
        highChance: GlostenMilgromTests.highChance)
      for (place, trade) in trades.enumerated() {
        let history = Array(trades[..<place])
        for next in Side.allCases {
          let exact = GlostenMilgromTests.highChance(given: history + [next])
          let found = belief.highChance(after: next)
          #expect(abs(found - exact) <= 1e-12 * exact, "\(history), \(next)")
        }
        #expect(belief.highChance(after: .sell) < belief.highChance)
        #expect(belief.highChance < belief.highChance(after: .buy))
        belief.note(trade)
      }
    }
  }

  @Test func `without informed traders there is no spread, and no trade teaches anything`() {
    var belief = GlostenMilgromBelief(informed: 0, uninformedBuys: 0.4, highChance: 0.25)
    for _ in 0..<1_000 { belief.note(.buy) }
    #expect(abs(belief.highChance(after: .buy) - 0.25) < 1e-15)
    #expect(abs(belief.highChance(after: .sell) - 0.25) < 1e-15)
  }

  private static func plan(
    seed: UInt64, believed: Double = informed, milliseconds: Int64
  ) -> SimulationPlan {
    var told = shared
    told[0] = ("informed", .number(believed))
    var plan = ProbeMarket.plan(
      [
        AgentTrial.participant("glosten_milgrom_maker", told, openTicks: 10_000),
        AgentTrial.participant(
          "glosten_milgrom_traders", shared + [AgentTrial.wakes(10)], openTicks: 10_000),
      ], milliseconds: milliseconds)
    plan.seed = seed
    return plan
  }

  @Test(arguments: Array(UInt64(0)..<10))
  func `every trade is at the tick of its own expectation`(seed: UInt64) throws {
    let plan = GlostenMilgromTests.plan(seed: seed, milliseconds: 150)
    var history: [Side] = []
    for line in try PlanRun(plan).lines where line.kind == .trade {
      let side = Side(rawValue: line.detail) ?? .buy
      history.append(side)
      let share = GlostenMilgromTests.highChance(given: history)
      let exact = 10_000 + Double(GlostenMilgromTests.range) * (2 * share - 1)
      let price = Int64(Int32(bitPattern: line.low(2)))
      #expect(price == Int64(exact.rounded(side == .buy ? .up : .down)), "\(history)")
    }
    #expect(history.count > 5)
  }

  /// What the maker of a run has won when the value is known, ticks, and the trades.
  private static func profit(seed: UInt64, believed: Double) throws -> (Double, trades: Double) {
    let run = try PlanRun(plan(seed: seed, believed: believed, milliseconds: 200))
    let draws = StreamID(name: "glosten_milgrom_traders/0", purpose: "value")
    var draw = RandomStream(key: RunKey(seed: seed), stream: draws, decision: 1)
    let value = 10_000 + (draw.bernoulli(highChance) ? range : -range)
    let cash = Double(run.summaries[0].cash[0].units) / 10_000
    return (cash + Double(run.summaries[0].positions[0].lots * value), Double(run.trades))
  }

  /// Mean and standard error of the maker's profit for a trade.
  private static func profits(believed: Double) throws -> (mean: Double, error: Double) {
    var found: [Double] = []
    for seed in 0..<400 as Range<UInt64> {
      let (profit, trades) = try profit(seed: seed, believed: believed)
      found.append(profit / max(1, trades))
    }
    let mean = found.reduce(0, +) / 400
    let squares = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / (400 * 399)).squareRoot())
  }

  @Test func `it neither wins nor loses, and loses if it does not know of the informed`() throws {
    let right = try GlostenMilgromTests.profits(believed: GlostenMilgromTests.informed)
    // Rounding gives it up to a tick.
    #expect(right.error < 20)
    #expect(right.mean > -4 * right.error && right.mean < 1 + 4 * right.error, "\(right)")
    let wrong = try GlostenMilgromTests.profits(believed: 0)
    #expect(wrong.mean < -4 * wrong.error, "\(wrong)")
  }

  @Test func `a new session begins at the first quotes again`() throws {
    var plan = GlostenMilgromTests.plan(seed: 3, milliseconds: 399)
    let session = ("value_every", ParameterValue.duration(.milliseconds(200)))
    for place in 0..<2 {
      let type = plan.participants[place].type
      let wakes = place == 1 ? [AgentTrial.wakes(10)] : []
      plan.participants[place].agent = AgentTrial.agent(
        type, GlostenMilgromTests.shared + [session] + wakes, openTicks: 10_000)
    }
    let sent = AgentTrial.sent(try PlanRun(plan).lines)
    let first = sent.prefix(2).map(\.text)
    let second = sent.filter { $0.milliseconds == 200 }.map(\.text)
    #expect(first == second && sent.count > 20)
  }
}
