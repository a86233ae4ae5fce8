import SimKernel
import TestSupport
import Testing

@testable import Agents

/// Kyle's informed trader spends its information at the pace of the equilibrium.
struct KyleTests {
  private static func equilibrium(_ count: Int) -> [KyleEquilibrium.Auction] {
    KyleEquilibrium(auctions: count, valueDeviation: 1, noiseDeviation: 1).auctions
  }

  @Test func `one auction has impact, intensity and posterior variance of a half, one, a half`() {
    let auction = KyleTests.equilibrium(1)[0]
    #expect(abs(auction.lambda - 0.5) < 1e-12)
    #expect(abs(auction.intensity - 1) < 1e-12)
    #expect(abs(auction.posteriorVariance - 0.5) < 1e-12)
  }

  @Test func `four auctions have the published impacts`() {
    let auctions = KyleTests.equilibrium(4)
    let lambdas = [
      0.7647970318255843, 0.7567578578042243, 0.7372075317918821, 0.6642010353276688,
    ]
    for (auction, expected) in zip(auctions, lambdas) {
      #expect(abs(auction.lambda - expected) < 1e-9 * expected)
    }
    for (found, printed) in zip(lambdas, [0.764797, 0.756758, 0.737208, 0.664201]) {
      #expect(abs(found - printed) < 1e-6)
    }
    #expect(abs(auctions[3].posteriorVariance - 0.220582) < 1e-6)
  }

  @Test func `many auctions approach constant impact and a falling line of variance`() {
    let auctions = KyleTests.equilibrium(2_000)
    #expect(abs(auctions[0].lambda - 1) < 0.01)
    #expect(abs(auctions[999].lambda - 1) < 0.01)
    #expect(abs(auctions[999].posteriorVariance - 0.5) < 0.01)
  }

  @Test func `impact grows with the value's deviation and falls with the noise`() {
    let scaled = KyleEquilibrium(auctions: 7, valueDeviation: 30, noiseDeviation: 400).auctions
    for (auction, unit) in zip(scaled, KyleTests.equilibrium(7)) {
      #expect(abs(auction.lambda - unit.lambda * 30 / 400) < 1e-12)
      #expect(abs(auction.intensity - unit.intensity * 400 / 30) < 1e-9)
      #expect(abs(auction.posteriorVariance - unit.posteriorVariance * 900) < 1e-9)
      // The value's variance falls by what each auction's flow tells of it.
      #expect(
        abs(auction.lambda * 400 * 400 / 7 - auction.intensity * auction.posteriorVariance)
          < 1e-6)
    }
  }

  private static func orders(value: Int64, mid: [Int64]) throws -> [AgentTrial.Sent] {
    let trader = AgentTrial.participant(
      "kyle",
      [
        ("auctions", .integer(4)), ("value_deviation", .number(20)),
        ("noise_deviation", .number(1_000)), ("value", .price(Price(ticks: value))),
      ])
    let market = AgentTrial.market(
      mid.enumerated().map {
        AgentTrial.Step(
          milliseconds: Int64($0.offset) * 10, bid: $0.element - 1, ask: $0.element + 1)
      })
    return try AgentTrial.sent([trader, market], milliseconds: 40)
  }

  @Test func `its orders are intensity times what the mid is short of the value`() throws {
    let mids: [Int64] = [100, 104, 111, 125]
    let sent = try KyleTests.orders(value: 121, mid: mids)
    let unit = KyleTests.equilibrium(4)
    let expected = zip(unit, mids).map { auction, mid in
      Int64((auction.intensity * 50 * Double(121 - mid)).rounded())
    }
    #expect(sent.map(\.lots) == expected)
    #expect(expected[3] < 0)
    #expect(sent.map(\.time) == [5_000_000, 15_000_000, 25_000_000, 35_000_000])
    #expect(sent.allSatisfy { $0.order.type == .market })
  }
}
