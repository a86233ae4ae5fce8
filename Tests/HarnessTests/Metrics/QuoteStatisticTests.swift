import Foundation
import Testing

@testable import Harness

/// Statistics of quotes and mids on small markets by hand.
struct QuoteStatisticTests {
  @Test func `spreads count for as long as they stand while both sides are quoted`() throws {
    let tape = try SampleTape.tape(
      """
      10.0 add 1 5 100 buy | 100 5 0 0
      10.5 add 2 7 104 sell | 100 5 104 7
      12.0 add 3 9 101 sell | 100 5 101 9
      13.0 delete 3 9 101 sell | 100 5 0 0
      20.0 halt 0 0 0 sell | 100 5 104 7
      """)
    let quoted = try QuotedTime(tape)
    // 4 ticks for 1.5 s, 1 tick for 1 s.
    #expect(isClose(quoted.mean(.spreadTicks).point, 7 / 2.5))
    #expect(isClose(quoted.mean(.isOneTick).point, 1 / 2.5))
    #expect(isClose(quoted.mean(.bidSize).point, 5))
    #expect(isClose(quoted.mean(.askDepth).point, (7 * 1.5 + 9) / 2.5))
    #expect(quoted.spreadQuantiles([0.39, 0.41]) == [1, 4])
    #expect(quoted.sizeQuantiles([0.5, 0.9]) == [5, 9])
  }

  @Test func `returns are taken between whole multiples of the interval, the last mid holding`()
    throws
  {
    let tape = try SampleTape.tape(
      """
      0.5 add 1 1 100 buy | 99 1 101 1
      2.0 add 2 1 110 buy | 109 1 111 1
      2.5 halt 0 0 0 sell | 0 0 111 1
      4.0 add 3 1 121 buy | 120 1 122 1
      5.0 halt 0 0 0 sell | 120 1 122 1
      """)
    // At 1, 2, 3 and 4 s: 100, 110, 110, 121.
    let returns = try CalendarReturns.returns(tape, every: 1)
    #expect(returns.count == 3)
    #expect(isClose(returns[0], log(1.1)))
    #expect(returns[1] == 0)
    #expect(isClose(returns[2], log(1.1)))
    #expect(isClose(try CalendarReturns.zeroShare(returns).point, 1.0 / 3))
    // Mean 2/3 and mean square 2/3 of log(1.1): variance 2/9 of its square.
    let volatility = try CalendarReturns.volatility(returns).point
    #expect(isClose(volatility, 1e4 * log(1.1) * (2.0 / 9).squareRoot(), within: 1e-6))
    #expect(isClose(try CalendarReturns.returns(tape, every: 2)[0], log(1.1)))
    #expect(throws: Undefined("0 whole multiples of 60 s within the data; needs 2")) {
      try CalendarReturns.returns(tape, every: 60)
    }
  }

  @Test func `prices without a logarithm and tapes without quotes have no returns`() throws {
    #expect(throws: Undefined.self) {
      try CalendarReturns.returns(SampleTape.mids([-5, -5, -4, -3]), every: 1)
    }
    let empty = try SampleTape.tape("1 halt 0 0 0 sell | 0 0 0 0\n9 halt 0 0 0 sell | 0 0 0 0")
    #expect(throws: Undefined("no quote with both sides")) {
      try CalendarReturns.returns(empty, every: 1)
    }
    #expect(throws: Undefined.self) { try QuotedTime(empty) }
  }

  @Test func `each kind of change at the best quotes has its own imbalance`() {
    func quote(_ bid: Int64, _ bidSize: Int64, _ ask: Int64, _ askSize: Int64) -> BestQuote {
      BestQuote(askPrice: ask, askSize: askSize, bidPrice: bid, bidSize: bidSize)
    }
    let old = quote(100, 10, 102, 20)
    let cases: [(BestQuote, Int64)] = [
      (old, 0),
      (quote(100, 13, 102, 20), 3), (quote(100, 4, 102, 20), -6),
      (quote(101, 5, 102, 20), 5), (quote(99, 8, 102, 20), -10),
      (quote(100, 10, 102, 26), -6), (quote(100, 10, 102, 12), 8),
      (quote(100, 10, 101, 7), -7), (quote(100, 10, 103, 9), 20),
      (quote(0, 0, 102, 20), -10), (quote(100, 10, 0, 0), 20),
    ]
    for (new, expected) in cases {
      #expect(OrderFlowImbalance.contribution(old, new) == expected, "\(new)")
    }
    #expect(OrderFlowImbalance.contribution(quote(0, 0, 102, 20), old) == 10)
  }

  @Test func `mids that follow the imbalance exactly are explained wholly, with their slope`()
    throws
  {
    // Every ten seconds sizes of the bid change the flow by +-100 a tick of the mid.
    let lines = (0..<40).map { step -> String in
      let bid = 100 + [0, 1, 3, 2, 4, 1, 0, 2][step % 8]
      let ask = bid + 10
      return "\(10 * step) halt 0 0 0 sell | \(bid) 50 \(ask) 50"
    }
    let tape = try SampleTape.tape(lines.joined(separator: "\n"))
    let points = try OrderFlowImbalance.points(tape, every: 10)
    #expect(points.count == 38)
    // A rise of both quotes by any number of ticks adds 50 bid shares and takes 50 ask shares away.
    #expect(points[0].x == 100 && points[0].y == 1)
    #expect(points[2].x == -100 && points[2].y == -1)
    let slope = try #require(try OrderFlowImbalance.slope(points).point)
    #expect(slope > 1 && slope < 4)
    let exact = (0..<10).map { step -> (x: Double, y: Double) in
      let flow = Double(step * step)
      return (x: flow, y: 0.03 * flow - 1)
    }
    #expect(isClose(try OrderFlowImbalance.slope(exact).point, 3))
    #expect(isClose(try OrderFlowImbalance.rSquared(exact).point, 1))
    #expect(throws: Undefined.self) { try OrderFlowImbalance.slope([(x: 0, y: 0)]) }
  }

  @Test func `a price that bounces has its variance at short intervals alone`() throws {
    let bouncing = try SampleTape.mids((0...60).map { $0 % 2 == 0 ? 10_000 : 10_001 })
    let step = 1e8 * pow(log(10_001.0 / 10_000), 2)
    let short = try SignaturePlot.realisedVariance(bouncing, every: 1)
    #expect(isClose(short.point, 59 * step, within: 1e-9))
    #expect(try SignaturePlot.realisedVariance(bouncing, every: 2).point == 0)
  }

  @Test func `buckets of the day hold what happened in them for as long as they are covered`()
    throws
  {
    let tape = try SampleTape.tape(
      """
      200 add 1 5 100 buy | 99 1 101 1
      250 execute 1 30 100 buy | 99 1 103 1
      300 hidden 0 20 100 buy | 99 1 103 1
      400 execute 1 10 100 sell | 99 1 101 1
      """)
    let buckets = IntradayCurves.buckets(tape)
    #expect(buckets.map(\.start) == [0, 300])
    #expect(buckets.map(\.coveredSeconds) == [100, 100])
    #expect(buckets.map(\.volume) == [30, 30])
    #expect(buckets.map(\.messages) == [2, 2])
    #expect(buckets.map { $0.meanSpread } == [3, 4])
    #expect(buckets.map { $0.volumePerMinute } == [18, 18])
    // The mid moves once, from 100 to 101 ticks at 250 s.
    let change = 1e8 * pow(log(1.01), 2)
    #expect(isClose(buckets[0].squaredReturns, change, within: 1e-6))
    #expect(buckets[1].squaredReturns == 0)
  }

  @Test func `a bucket that only the last message touches joins the one before`() throws {
    let tape = try SampleTape.tape(
      "0 halt 0 0 0 sell | 99 1 101 1\n300 execute 1 7 99 buy | 99 1 101 1")
    let buckets = IntradayCurves.buckets(tape)
    #expect(buckets.count == 1)
    #expect(buckets[0].volume == 7 && buckets[0].messages == 2)
  }
}
