import SimKernel
import Testing

@testable import Harness
@testable import Scenarios

/// Orders as a command line writes them.
struct OrderTextTests {
  private static func venue(tickSize: Int64 = 1, lotSize: Int64 = 1) -> Scenario.Venue {
    Scenario.Venue(
      name: "XLIT", kind: .lit, processing: .zero, makerFee: BasisPoints(tenThousandths: 0),
      takerFee: BasisPoints(tenThousandths: 0), selfTradePrevention: .off, tickSize: tickSize,
      lotSize: lotSize)
  }

  private static func order(
    _ text: String, _ venue: Scenario.Venue = venue()
  ) throws(LatencyMistake) -> NewOrder {
    try OrderText(text).order(tick: ExactDecimal(digits: 1, decimals: 2), venue: venue)
  }

  @Test func `side, lots, price and modifiers are read`() throws {
    let limit = try Self.order("buy 1_000 @ 99.98 post hidden")
    #expect(limit.side == .buy && limit.quantity.lots == 1_000 && limit.price.ticks == 9_998)
    #expect(limit.type == .limit && limit.isPostOnly && limit.isHidden)
    let market = try Self.order("sell 3 @ market")
    #expect(market.side == .sell && market.type == .market)
    #expect(try Self.order("sell 3 @ 1 fok").timeInForce == .fillOrKill)
    #expect(try Self.order("sell 3 @ -0.05 ioc").price.ticks == -5)
  }

  @Test(arguments: [
    ("buy 5", "allowed: SIDE LOTS @ PRICE"),
    ("hold 5 @ 1", "word 1: found 'hold', allowed: buy or sell"),
    ("buy x @ 1", "word 2: found 'x', allowed: a whole number of lots from 1 to 2147483647"),
    ("buy 0 @ 1", "word 2: found '0'"),
    ("buy 5 at 1", "word 3: found 'at', allowed: @"),
    ("buy 5 @ 1.005", "word 4: found '1.005', allowed: market, or a price in whole multiples"),
    ("buy 5 @ 1e3", "word 4: found '1e3'"),
    ("buy 5 @ 1 pots", "word 5: found 'pots'"),
    ("buy 5 @ 1 ioc ioc", "word 6: found 'ioc', allowed: each modifier once"),
    ("buy 5 @ 1 ioc fok", "word 6: found 'fok', allowed: one of ioc and fok"),
    ("buy 5 @ market post", "word 5: found 'post', allowed: ioc or fok with a market order"),
  ])
  func `what is wrong is named with its word and what is allowed`(text: String, message: String) {
    do throws(LatencyMistake) {
      _ = try Self.order(text)
      Issue.record("'\(text)' was read")
    } catch {
      #expect(error.description.contains(message), "\(error)")
      #expect(error.description.contains("'\(text)'"), "\(error)")
    }
  }

  @Test func `a venue's own steps hold`() throws {
    let coarse = Self.venue(tickSize: 5, lotSize: 10)
    #expect(try Self.order("buy 20 @ 1.05", coarse).price.ticks == 105)
    #expect(throws: LatencyMistake.self) { try Self.order("buy 20 @ 1.04", coarse) }
    #expect(throws: LatencyMistake.self) { try Self.order("buy 15 @ 1.05", coarse) }
  }
}
