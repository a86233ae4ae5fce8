import Foundation
import SimKernel
import Testing

@testable import Harness

/// Statistics of trades and orders on small markets by hand.
struct TradeStatisticTests {
  @Test func `executions of one moment and direction are one order, hidden ones among them`() throws
  {
    let tape = try SampleTape.tape(
      """
      1 add 9 5 100 buy | 99 5 101 5
      2 execute 1 10 101 sell | 99 5 102 5
      2 hidden 0 3 102 sell | 99 5 102 5
      2 hidden 0 3 102 sell | 99 5 102 5
      2 execute 2 20 102 sell | 99 5 103 5
      2 execute 3 7 99 buy | 98 5 103 5
      3 execute 4 1 98 buy | 98 4 103 5
      """)
    let orders = AggressorOrder.all(tape)
    #expect(orders.map(\.volume) == [30, 7, 1])
    #expect(orders.map(\.side) == [.buy, .sell, .sell])
    #expect(orders.map(\.first) == [1, 5, 6])
    #expect(orders.map(\.last) == [4, 5, 6])
  }

  @Test func `an execution three rows further on is another order's`() throws {
    let hidden = "2 hidden 0 3 102 sell | 99 5 102 5\n"
    let tape = try SampleTape.tape(
      "2 execute 1 10 101 sell | 99 5 102 5\n" + hidden + hidden + hidden
        + "2 execute 2 20 102 sell | 99 5 103 5")
    #expect(AggressorOrder.all(tape).map(\.volume) == [10, 20])
  }

  @Test func `the response is the way of the mid in the direction of the order`() throws {
    let tape = try SampleTape.tape(
      """
      1 add 9 5 100 buy | 99 5 101 5
      2 execute 1 10 101 sell | 99 5 103 5
      3 execute 2 10 99 buy | 95 5 103 5
      4 execute 3 10 103 sell | 95 5 105 5
      """)
    let orders = AggressorOrder.all(tape)
    let response = ResponseFunction(tape, orders)
    // Mids 100, 101, 99, 100 ticks: the buy moves +1, the sell +2 its way, the last buy +1.
    #expect(isClose(try response.statistic(lag: 0).point, 4.0 / 3))
    // First to second: 99 - 100 = -1; second to third: -(100 - 101) = 1.
    #expect(isClose(try response.statistic(lag: 1).point, 0))
    #expect(isClose(try response.statistic(lag: 2).point, 0))
    #expect(throws: Undefined("3 aggressive orders; needs 4 at least")) {
      try response.statistic(lag: 3)
    }
  }

  @Test func `an effect that is a power of the size gives back its exponent`() throws {
    // Mids move by the square root of the volume, back after every order.
    var lines = ["0 halt 0 0 0 sell | 999 1 1001 1"]
    for step in 0..<(40 * 10) {
      let root = Int64(step % 10 + 1)
      lines.append(
        "\(2 * step + 1) execute 1 \(root * root) 1001 sell | \(999 + root) 1 \(1001 + root) 1")
      lines.append("\(2 * step + 2) halt 0 0 0 sell | 999 1 1001 1")
    }
    let tape = try SampleTape.tape(lines.joined(separator: "\n"))
    let orders = AggressorOrder.all(tape)
    let impact = PriceImpact(orders, ResponseFunction(tape, orders), lag: 0)
    #expect(impact.bins.count == 10)
    #expect(isClose(try impact.exponent(), 0.5, within: 0.02))
    let few = Array(orders.prefix(25))
    #expect(throws: Undefined("0 sizes with a positive effect; needs 3 at least")) {
      try PriceImpact(few, ResponseFunction(tape, few), lag: 0).exponent()
    }
  }

  @Test func `ratios count rows, orders and shares`() throws {
    let tape = try SampleTape.tape(
      """
      1 add 1 50 100 buy | 99 5 101 5
      2 reduce 1 10 100 buy | 99 5 101 5
      2 delete 1 40 100 buy | 99 5 101 5
      3 delete 2 40 100 buy | 99 5 101 5
      4 execute 3 60 101 sell | 99 5 101 5
      4 execute 4 20 101 sell | 99 5 101 5
      9 hidden 0 20 101 sell | 99 5 101 5
      """)
    let ratios = MessageRatios(tape, AggressorOrder.all(tape))
    #expect(ratios.cancelToExecution.point == 1.5)
    #expect(ratios.cancelToTrade.point == 3)
    #expect(ratios.hiddenShare.point == 0.2)
    let silent = try SampleTape.mids([1, 2])
    #expect(MessageRatios(silent, []).cancelToExecution.point == nil)
    #expect(MessageRatios(silent, []).hiddenShare.point == nil)
  }

  @Test func `lives of orders are counted from their submission where it is known`() throws {
    let tape = try SampleTape.tape(
      """
      1.0 add 1 50 100 buy | 99 5 101 5
      1.5 add 2 50 100 buy | 99 5 101 5
      2.0 execute 2 10 100 buy | 99 5 101 5
      3.0 delete 1 50 100 buy | 99 5 101 5
      3.5 delete 7 50 100 buy | 99 5 101 5
      4.0 delete 2 40 100 buy | 99 5 101 5
      """)
    let lives = OrderLifetimes(tape)
    #expect(lives.untilCancel == [2_000, 2_500])
    #expect(lives.untilExecution == [500])
    #expect(try lives.cancelled(within: 2_100).point == 0.5)
    #expect(try lives.cancelQuantile(0.5).point == 2_000)
    #expect(try lives.executionMedian().point == 500)
    #expect(throws: Undefined.self) {
      try OrderLifetimes(SampleTape.mids([1, 2])).executionMedian()
    }
  }

  @Test func `the spread comes back halfway at its half-life`() throws {
    #expect(Resilience.halfLife([8, 6, 2]).map { ($0 * 1e6).rounded() } == 55_000)
    #expect(Resilience.halfLife([4, 2]) == 0.01)
    #expect(Resilience.halfLife([4, 3, 3, 3]) == nil)
    #expect(Resilience.halfLife([-1, -2]) == nil)
  }

  @Test func `what a trade widened is followed for a minute on the side that was hit`() throws {
    let tape = try SampleTape.tape(
      """
      0 halt 0 0 0 sell | 100 10 102 40
      10 execute 1 40 102 sell | 100 10 106 20
      10.15 add 5 30 104 sell | 100 10 104 30
      11.5 add 6 40 102 sell | 100 10 102 40
      30 execute 2 5 102 sell | 100 10 102 35
      500 halt 0 0 0 sell | 100 10 102 35
      """)
    let resilience = Resilience(tape, AggressorOrder.all(tape))
    #expect(resilience.orders == 1)
    let places = Resilience.delaysMilliseconds.indices
    #expect(try resilience.spreadBefore().point == 2)
    #expect(
      try places.map { try resilience.spread($0).point ?? -1 }
        == [6, 6, 6, 4, 4, 4, 2, 2, 2, 2, 2, 2])
    #expect(try resilience.depthRatio(0).point == 0.5)
    #expect(try resilience.depthRatio(11).point == 0.875)
    // Halfway from 6 to 2 is 4, reached at 200 ms.
    #expect(try resilience.spreadHalfLife(towards: 2).point == 0.2)
    #expect(throws: Undefined.self) { try Resilience(tape, []).spreadBefore() }
  }

  @Test func `toxicity is the imbalance of bought and sold volume in equal buckets`() throws {
    // Fifty trades of equal size: one a bucket. Prices rise and fall by one in turn.
    let lines = (0..<50).map { step in
      "\(step) execute 1 10 \(100 + (step + 1) % 2) sell | 99 1 101 1"
    }
    let toxicity = try VolumeSynchronisedToxicity(
      SampleTape.tape(lines.joined(separator: "\n")))
    #expect(toxicity.signed == [Double](repeating: 1, count: 50))
    #expect(toxicity.mean(toxicity.signed).point == 1)
    // Changes: 0, then 49 of -1 and +1 in turn, 25 down and 24 up.
    let variance = 49.0 / 50 - pow(1.0 / 50, 2)
    let expected = 49.0 / 50 * erf(1 / (2 * variance).squareRoot())
    #expect(isClose(toxicity.mean(toxicity.bulk).point, expected))
    #expect(toxicity.bulk[0] == 0)
  }

  @Test func `trades are divided among the buckets that they reach into`() throws {
    // 49 sells of 10 shares and a buy of 510: 1,000 shares in 50 buckets of 20.
    let sells = (0..<49).map { "\($0) execute 1 10 \(100 + $0 % 3) buy | 99 1 101 1" }
    let lines = sells + ["60 hidden 1 510 101 sell | 99 1 101 1"]
    let toxicity = try VolumeSynchronisedToxicity(
      SampleTape.tape(lines.joined(separator: "\n")))
    #expect(toxicity.signed.count == 50)
    // 24 buckets of two sells, one of a sell and 10 bought shares, 25 bought.
    #expect(toxicity.signed.filter { isClose($0, 1) }.count == 49)
    #expect(isClose(toxicity.signed[24], 0))
    #expect(throws: Undefined("2 executions; needs 50 at least")) {
      try VolumeSynchronisedToxicity(
        SampleTape.tape("1 hidden 0 1 1 buy | 1 1 2 1\n2 hidden 0 1 1 buy | 1 1 2 1"))
    }
  }
}
