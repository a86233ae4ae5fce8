import Foundation
import Testing

@testable import Harness

/// What each score sees in small markets that can be checked by hand.
struct LobBenchValueTests {
  private func values(
    _ score: LobBenchScore, depth: Int = 1, _ text: String
  ) -> [Double] {
    score.values(of: ScriptedMarket.sequence(depth: depth, text))
  }

  private let oneSided = """
    1 1 1 10 10000 1 | 10200 300 10000 100
    2 1 2 10 10000 1 | - - 10000 110
    """

  @Test func `an empty side has the price that LOBSTER writes and no shares`() {
    #expect(values(.spread, oneSided) == [200, 9_999_999_999 - 10_000])
    #expect(values(.askVolumeTouch, oneSided) == [300, 0])
    #expect(values(.bidVolumeTouch, oneSided) == [100, 110])
    #expect(values(.orderbookImbalance, oneSided) == [-0.5, 1])
  }

  @Test func `the volume is that of ten levels of one side`() {
    var row = LobsterBookRow()
    row.asks = (1...12).map { ReplayLevel(price: $0 * 100, size: $0) }
    row.bids = [ReplayLevel(price: 50, size: 7)]
    let first = ScriptedMarket.sequence("1 1 1 10 10000 1 | 10200 300 10000 100").messages
    let sequence = LobBenchSequence(messages: first, rows: [row], depth: 12)
    #expect(LobBenchScore.askVolume.values(of: sequence) == [55])
    #expect(LobBenchScore.bidVolume.values(of: sequence) == [7])
  }

  @Test func `waiting times are logarithms of milliseconds, and 0 counts as a billionth`() {
    let text = """
      1 1 1 10 10000 1 | 10200 300 10000 100
      1.5 1 2 10 10000 1 | 10200 300 10000 100
      1.5 1 3 10 10000 1 | 10200 300 10000 100
      """
    #expect(values(.logInterArrivalTime, text) == [log(500), log(1e-9)])
  }

  @Test func `the time to cancel ends with the first reduction and ignores executions`() {
    let text = """
      1 1 8 10 10000 1 | 10200 300 10000 100
      2 1 7 10 10000 1 | 10200 300 10000 100
      3 4 8 1 10000 1 | 10200 300 10000 100
      4 2 8 1 10000 1 | 10200 300 10000 100
      5 3 8 8 10000 1 | 10200 300 10000 100
      5 3 9 8 10000 1 | 10200 300 10000 100
      6 3 9 8 10000 1 | 10200 300 10000 100
      6 1 6 10 10000 1 | 10200 300 10000 100
      6 3 6 10 10000 1 | 10200 300 10000 100
      """
    // Order 6 lives for no time, order 7 for ever, order 8 for 3 s; 9 is older than the file.
    #expect(values(.logTimeToCancel, text) == [log(1e-9), log(3)])
  }

  @Test func `an id that is submitted twice has the time between its submissions`() {
    let text = """
      1 1 8 10 10000 1 | 10200 300 10000 100
      3 1 8 10 10000 1 | 10200 300 10000 100
      9 3 8 10 10000 1 | 10200 300 10000 100
      """
    #expect(values(.logTimeToCancel, text) == [log(2)])
  }

  private let orders = """
    1 1 1 10 10000 1 | 10200 300 9900 200
    2 1 2 10 10200 1 | 10200 300 9900 200
    3 1 3 10 10050 1 | 10200 300 9900 200
    4 3 4 10 9900 -1 | 10200 300 9800 200
    """

  @Test func `depth counts from the mid of the same row, and its sign makes the side`() {
    // Mid 10050, three times; an order on it counts nowhere, a bid above it is an ask.
    #expect(values(.limitBidOrderDepth, orders) == [50])
    #expect(values(.limitAskOrderDepth, orders) == [150])
    // The mid after the cancellation is 10000, before it was 10050.
    #expect(values(.bidCancellationDepth, orders) == [100])
    #expect(values(.askCancellationDepth, orders) == [])
  }

  @Test func `the level of a cancellation is that of the book before it`() {
    let text = """
      1 3 1 10 9900 1 | 10200 300 9900 200 10300 1 9800 1
      2 3 2 10 9900 1 | 10200 300 9800 200 10300 1 9700 1
      3 2 3 10 10300 -1 | 10200 300 9800 200 10300 1 9700 1
      4 3 4 10 9000 1 | 10200 300 9800 200 10300 1 9700 1
      5 1 5 10 9700 -1 | 10200 300 9800 200 10300 1 9700 1
      """
    #expect(values(.bidCancellationLevels, depth: 2, text) == [1])
    #expect(values(.askCancellationLevels, depth: 2, text) == [2])
    #expect(values(.limitBidOrderLevels, depth: 2, text) == [2])
    #expect(values(.limitAskOrderLevels, depth: 2, text) == [])
    // Seen through a window of one level, the second level is not there.
    #expect(values(.askCancellationLevels, depth: 1, text) == [])
  }

  private func trades(_ trades: [(time: String, size: Int)]) -> [Double] {
    values(
      .volumePerMinute,
      trades.map { "\($0.time) 4 1 \($0.size) 10000 1 | 10200 300 9900 200" }
        .joined(separator: "\n"))
  }

  @Test func `volume per minute drops the first second unless it begins in its last tenth`() {
    #expect(trades([("0.899999", 5), ("2.5", 10)]) == [1_200.0])
    let early: [Double] = [5.0 / (1 - 0.95) * 60, 1_200]
    #expect(trades([("0.95", 5), ("2.5", 10)]) == early)
  }

  @Test func `volume per minute drops the last second where it ends in its first tenth`() {
    #expect(trades([("0", 5), ("1.2", 7), ("1.4", 1), ("3.099999", 10)]) == [480.0])
    #expect(trades([("0", 5), ("1.2", 7), ("3.1", 10)]) == [420.0, 6_000.0])
  }

  @Test func `a single second is scaled by the time between its trades`() {
    #expect(trades([("5.1", 10)]) == [600.0])
    #expect(trades([("5.1", 10), ("5.1", 10)]) == [1_200.0])
    #expect(trades([("5.1", 10), ("5.15", 10)]).isEmpty)
    #expect(trades([("5.1", 10), ("5.6", 10)]) == [2_400.0])
    #expect(trades([]).isEmpty)
  }

  /// 103 rows: the bid grows by a share a row, then the ask moves up, then nothing moves.
  private var growing: String {
    let rows = (0..<101).map { "\($0) 1 \($0) 1 9900 1 | 10200 300 9900 \(100 + $0)" }
    let last = [
      "101 3 1 1 10200 -1 | 10300 50 9900 200", "102 1 2 1 9000 1 | 10300 50 9900 200",
    ]
    return (rows + last).joined(separator: "\n")
  }

  @Test func `order flow imbalance is the mean of a hundred changes`() {
    // One share for each change; the ask that moves up adds its 300 shares.
    #expect(values(.orderFlowImbalance, growing) == [1, 3.99, 3.98])
  }

  @Test func `the next step of the mid sorts imbalances`() {
    #expect(values(.orderFlowImbalanceUp, growing) == [1])
    #expect(values(.orderFlowImbalanceStay, growing) == [3.99])
    #expect(values(.orderFlowImbalanceDown, growing) == [])
  }

  @Test func `a hundred rows have no imbalance`() {
    let rows = growing.split(separator: "\n").prefix(100).joined(separator: "\n")
    for score in [LobBenchScore.orderFlowImbalance, .orderFlowImbalanceStay] {
      #expect(values(score, rows) == [])
    }
  }

  @Test func `volatility counts changes between neighbouring tenths of a second`() {
    let sequence = ScriptedMarket.sequence(
      """
      0.01 1 1 1 9900 1 | 10100 1 9900 1
      0.11 1 1 1 9900 1 | 10100 1 9900 1
      0.12 1 1 1 9900 1 | 10300 1 9900 1
      0.21 1 1 1 9900 1 | 10100 1 9900 1
      0.45 1 1 1 9900 1 | 90100 1 9900 1
      """)
    let step = log(10_100.0) - log(10_000.0)
    #expect(abs(sequence.volatility / (step * 2.0.squareRoot()) - 1) < 1e-12)
    #expect(sequence.part(0..<3).volatility == 0)
  }

  @Test func `midnight keeps the nanoseconds of the first message`() {
    let sequence = ScriptedMarket.sequence(
      """
      1.000000999 1 1 1 9900 1 | 10100 1 9900 1
      2 1 1 1 9900 1 | 10100 1 9900 1
      """)
    #expect(sequence.secondsOfDay == [1, 1.999999001])
  }
}
