import TestSupport
import Testing

@testable import SimKernel

/// The short way of plain limit orders beside the general way.
struct PlainOrderTests {
  private static let seeds = 0..<UInt64(isFullScale ? 1_000 : 50)

  @Test func `plain orders fare alike on the short and on the general way`() {
    for seed in Self.seeds {
      var random = SplitMix64(seed: seed)
      var short = MatchingEngine(rules: Self.rules(&random))
      var general = short.fork()
      for message in 0..<300 {
        Self.perform(&random, &short, &general)
        let isEqual =
          short.bookHash == general.bookHash
          && short.liveOrderCount == general.liveOrderCount
          && Self.outcomes(short) == Self.outcomes(general)
        #expect(isEqual, "seed \(seed), message \(message)")
        if !isEqual { return }
      }
      short.checkInvariants()
      #expect(short.orders(.buy) == general.orders(.buy), "seed \(seed)")
      #expect(short.orders(.sell) == general.orders(.sell), "seed \(seed)")
    }
  }

  @Test func `every outcome is visited once, in order`() {
    var engine = MatchingEngine()
    let owner = AgentIndex(1)
    for id in 1...3 {
      let order = NewOrder(
        id: ClientOrderID(UInt64(id)), side: .buy, quantity: Quantity(lots: 2),
        price: Price(ticks: Int64(100 - id)))
      engine.submit(order, owner: owner, at: .zero)
    }
    let sweep = NewOrder(
      id: ClientOrderID(9), side: .sell, timeInForce: .immediateOrCancel,
      quantity: Quantity(lots: 9), price: Price(ticks: 1))
    engine.submit(sweep, owner: owner, at: .zero)
    var kinds: [MatchingOutcome.Kind] = []
    engine.forEachOutcome { kinds.append($0.kind) }
    #expect(kinds == [.accepted, .trade, .trade, .trade, .cancelled])
  }

  // MARK: Details

  private static func rules(_ random: inout SplitMix64) -> MatchingRules {
    MatchingRules(
      tickSize: random.next() % 8 == 0 ? 5 : 1, lotSize: random.next() % 8 == 0 ? 10 : 1,
      selfTradePrevention: SelfTradePrevention.allCases[Int(random.next() % 5)],
      liveOrderLimit: random.next() % 4 == 0 ? 20 : 1 << 24)
  }

  private static func outcomes(_ engine: borrowing MatchingEngine) -> [MatchingOutcome] {
    var result: [MatchingOutcome] = []
    engine.forEachOutcome { result.append($0) }
    return result
  }

  /// Sends one random message to both engines: mostly plain orders, with others for them to meet.
  private static func perform(
    _ random: inout SplitMix64, _ short: inout MatchingEngine, _ general: inout MatchingEngine
  ) {
    let owner = AgentIndex(UInt32(random.next() % 3))
    let id = ClientOrderID(random.next() % 64)
    switch random.next() % 10 {
    case 0, 1:
      short.cancel(CancelRequest(id: id), owner: owner)
      general.cancel(CancelRequest(id: id), owner: owner)
    case 2:
      let order = modifiedOrder(id, &random)
      short.submit(order, owner: owner, at: .zero)
      general.submitAny(order, owner: owner, at: .zero)
    default:
      let order = plainOrder(id, &random)
      short.submit(order, owner: owner, at: .zero)
      general.submitAny(order, owner: owner, at: .zero)
    }
  }

  private static func plainOrder(_ id: ClientOrderID, _ random: inout SplitMix64) -> NewOrder {
    let odd: [Int64] = [.min, -1, 0, 1 << 18, (1 << 18) + 1, (1 << 31) - 1, 1 << 31, .max]
    let far: [Int64] = [.min, -1 << 31, -1 << 30, (1 << 30) - 1, 1 << 30, (1 << 31) - 1, 1 << 31]
    let isOdd = random.next() % 16 == 0
    let isFar = random.next() % 16 == 0
    return NewOrder(
      id: id, side: random.next() % 2 == 0 ? .buy : .sell,
      timeInForce: random.next() % 4 == 0 ? .immediateOrCancel : .goodTillCancel,
      quantity: Quantity(
        lots: isOdd ? odd[Int(random.next() % 8)] : Int64(10 + random.next() % 3 * 10)),
      price: Price(
        ticks: isFar ? far[Int(random.next() % 7)] : Int64(random.next() % 40 * 5) - 100))
  }

  private static func modifiedOrder(_ id: ClientOrderID, _ random: inout SplitMix64) -> NewOrder {
    var order = plainOrder(id, &random)
    switch random.next() % 4 {
    case 0: order.isHidden = true
    case 1: order.timeInForce = .day
    case 2: order.displayQuantity = Quantity(lots: 10)
    default:
      order.type = .stopLimit
      order.stopPrice = order.price
    }
    return order
  }
}
