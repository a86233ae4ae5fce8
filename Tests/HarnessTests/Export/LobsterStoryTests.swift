import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// What LOBSTER's rows say about every kind of thing that can happen to an order.
struct LobsterStoryTests {
  /// Ann and bob act in turn at one venue, a tenth of a second apart.
  private static func scenario(
    ann: [String], bob: [String], venue: String = "", instrument: String = "lot: 1"
  ) -> String {
    func script(_ lines: [String]) -> String {
      lines.map { "      \($0)" }.joined(separator: "\n")
    }
    return """
      clock: {start: "09:30:00", end: "09:30:10"}
      instruments:
        - {symbol: ABM, tick: 0.01, \(instrument), currency: USD, open_price: 100.00}
      venues:
        - {name: XLIT\(venue)}
      latency:
        wire: {distribution: constant, one_way: 1 us}
      agents:
      - name: ann
        type: scripted
        latency: wire
        script: |
      \(script(ann))
      - name: bob
        type: scripted
        latency: wire
        script: |
      \(script(bob.isEmpty ? ["at 09:30:09"] : bob))
      record: {lobster: 2}
      """
  }

  /// The messages without their times, each with the row after it: asks and bids, best first.
  private static func story(_ text: String, all: Bool = false) throws -> [String] {
    let sample = try SampleRun(text)
    let run = try sample.out("run")
    _ = try run.run(sample.setup(), Runner.Options())
    let tape = try LobsterTape(
      run: run.path, window: LobsterWindow(depth: 2, keepsAllMessages: all))
    return zip(tape.messages, tape.rows).map { message, row in
      let levels = [row.asks, row.bids].map { side in
        side.isEmpty
          ? "none" : side.map { "\($0.size) @ \($0.price)" }.joined(separator: ", ")
      }
      return "\(message.kind) #\(message.orderID) \(message.size) @ \(message.price) "
        + "\(message.side): \(levels[0]) | \(levels[1])"
    }
  }

  @Test func `an aggressor trades row by row and rests with what is left`() throws {
    let story = try Self.story(
      Self.scenario(
        ann: ["at 09:30:01", "sell A1 4 @ 10001", "sell A2 3 @ 10002"],
        bob: ["at 09:30:02", "buy B1 10 @ 10002"]))
    #expect(
      story == [
        "submission #1 4 @ 1000100 sell: 4 @ 1000100 | none",
        "submission #2 3 @ 1000200 sell: 4 @ 1000100, 3 @ 1000200 | none",
        "execution #1 4 @ 1000100 sell: 3 @ 1000200 | none",
        "execution #2 3 @ 1000200 sell: none | none",
        "submission #3 3 @ 1000200 buy: none | 3 @ 1000200",
      ])
  }

  @Test func `a smaller order keeps its number, any other replaced order gets a new one`() throws {
    let story = try Self.story(
      Self.scenario(
        ann: [
          "at 09:30:01", "buy A1 9 @ 9999", "buy A2 5 @ 9999", "replace A1 qty 6",
          "replace A1 qty 8", "replace A2 price 9998", "cancel A1",
        ], bob: []))
    #expect(
      story == [
        "submission #1 9 @ 999900 buy: none | 9 @ 999900",
        "submission #2 5 @ 999900 buy: none | 14 @ 999900",
        "reduction #1 3 @ 999900 buy: none | 11 @ 999900",
        "deletion #1 6 @ 999900 buy: none | 5 @ 999900",
        "submission #3 8 @ 999900 buy: none | 13 @ 999900",
        "deletion #2 5 @ 999900 buy: none | 8 @ 999900",
        "submission #4 5 @ 999800 buy: none | 8 @ 999900, 5 @ 999800",
        "deletion #3 8 @ 999900 buy: none | 5 @ 999800",
      ])
  }

  @Test func `a replaced order that trades leaves before it does`() throws {
    let story = try Self.story(
      Self.scenario(
        ann: ["at 09:30:01", "sell A1 4 @ 10001"],
        bob: ["at 09:30:02", "buy B1 5 @ 9999", "replace B1 qty 6 price 10001"]))
    #expect(
      story.dropFirst() == [
        "submission #2 5 @ 999900 buy: 4 @ 1000100 | 5 @ 999900",
        "deletion #2 5 @ 999900 buy: 4 @ 1000100 | none",
        "execution #1 4 @ 1000100 sell: none | none",
        "submission #3 2 @ 1000100 buy: none | 2 @ 1000100",
      ])
  }

  @Test func `an iceberg shows its slices, each with a number of its own`() throws {
    let story = try Self.story(
      Self.scenario(
        ann: ["at 09:30:01", "sell A1 9 @ 10001 iceberg 4", "sell A2 2 @ 10001"],
        bob: ["at 09:30:02", "buy B1 7 @ market", "buy B2 2 @ market"]))
    #expect(
      story == [
        "submission #1 4 @ 1000100 sell: 4 @ 1000100 | none",
        "submission #2 2 @ 1000100 sell: 6 @ 1000100 | none",
        "execution #1 4 @ 1000100 sell: 2 @ 1000100 | none",
        "submission #3 4 @ 1000100 sell: 6 @ 1000100 | none",
        "execution #2 2 @ 1000100 sell: 4 @ 1000100 | none",
        "execution #3 1 @ 1000100 sell: 3 @ 1000100 | none",
        "execution #3 2 @ 1000100 sell: 1 @ 1000100 | none",
      ])
  }

  @Test func `an iceberg's reserve shrinks out of sight, then its slice`() throws {
    let story = try Self.story(
      Self.scenario(
        ann: [
          "at 09:30:01", "sell A1 9 @ 10001 iceberg 4", "replace A1 qty 5", "replace A1 qty 3",
          "cancel A1",
        ], bob: []))
    #expect(
      story == [
        "submission #1 4 @ 1000100 sell: 4 @ 1000100 | none",
        "reduction #1 1 @ 1000100 sell: 3 @ 1000100 | none",
        "deletion #1 3 @ 1000100 sell: none | none",
      ])
  }

  @Test func `a hidden order is seen in its trades alone`() throws {
    let story = try Self.story(
      Self.scenario(
        ann: [
          "at 09:30:01", "sell A1 5 @ 10001 hidden", "sell A2 2 @ 10001", "replace A1 qty 4",
          "at 09:30:03", "replace A1 price 10005", "cancel A1",
        ],
        bob: ["at 09:30:02", "buy B1 3 @ market"]))
    #expect(
      story == [
        "submission #1 2 @ 1000100 sell: 2 @ 1000100 | none",
        "execution #1 2 @ 1000100 sell: none | none",
        "hiddenExecution #0 1 @ 1000100 sell: none | none",
      ])
  }

  @Test func `a stop is seen when it rests`() throws {
    let story = try Self.story(
      Self.scenario(
        ann: [
          "at 09:30:01", "buy A1 8 @ 10003 stop 10001", "replace A1 qty 6", "sell A2 2 @ 10001",
          "sell A3 3 @ 10002",
        ],
        bob: ["at 09:30:02", "buy B1 3 @ 10001"]))
    #expect(
      story == [
        "submission #1 2 @ 1000100 sell: 2 @ 1000100 | none",
        "submission #2 3 @ 1000200 sell: 2 @ 1000100, 3 @ 1000200 | none",
        "execution #1 2 @ 1000100 sell: 3 @ 1000200 | none",
        "submission #3 1 @ 1000100 buy: 3 @ 1000200 | 1 @ 1000100",
        "execution #2 3 @ 1000200 sell: none | 1 @ 1000100",
        "submission #4 3 @ 1000300 buy: none | 3 @ 1000300, 1 @ 1000100",
      ])
  }

  @Test func `orders end by themselves and in mass cancels as if they were cancelled`() throws {
    let story = try Self.story(
      Self.scenario(
        ann: [
          "at 09:30:01", "buy A1 1 @ 9999 until 09:30:02", "buy A2 2 @ 9998", "sell A3 3 @ 10001",
          "sell A4 4 @ 10001 hidden", "at 09:30:03", "cancel all",
        ], bob: []))
    #expect(
      story.dropFirst(3) == [
        "deletion #1 1 @ 999900 buy: 3 @ 1000100 | 2 @ 999800",
        "deletion #2 2 @ 999800 buy: 3 @ 1000100 | none",
        "deletion #3 3 @ 1000100 sell: none | none",
      ])
  }

  @Test func `self-trade prevention takes from orders without a trade`() throws {
    let story = try Self.story(
      Self.scenario(
        ann: [
          "at 09:30:01", "sell A1 5 @ 10001", "buy A2 2 @ 10001", "buy A3 4 @ 10001",
        ], bob: [], venue: ", self_trade_prevention: decrement"))
    #expect(
      story == [
        "submission #1 5 @ 1000100 sell: 5 @ 1000100 | none",
        "reduction #1 2 @ 1000100 sell: 3 @ 1000100 | none",
        "deletion #1 3 @ 1000100 sell: none | none",
        "submission #2 1 @ 1000100 buy: none | 1 @ 1000100",
      ])
  }

  @Test func `what happens below the window has no message, unless all are kept`() throws {
    let text = Self.scenario(
      ann: [
        "at 09:30:01", "buy A1 1 @ 9999", "buy A2 2 @ 9998", "buy A3 3 @ 9997", "cancel A3",
        "buy A4 4 @ 9996", "cancel A1", "buy A5 5 @ 9999", "replace A4 qty 3", "cancel A2",
      ], bob: [])
    let shown = [
      "submission #1 1 @ 999900 buy: none | 1 @ 999900",
      "submission #2 2 @ 999800 buy: none | 1 @ 999900, 2 @ 999800",
      "deletion #1 1 @ 999900 buy: none | 2 @ 999800, 4 @ 999600",
      "submission #5 5 @ 999900 buy: none | 5 @ 999900, 2 @ 999800",
      "deletion #2 2 @ 999800 buy: none | 5 @ 999900, 3 @ 999600",
    ]
    #expect(try Self.story(text) == shown)
    let below = [
      "submission #3 3 @ 999700 buy: none | 1 @ 999900, 2 @ 999800",
      "deletion #3 3 @ 999700 buy: none | 1 @ 999900, 2 @ 999800",
      "submission #4 4 @ 999600 buy: none | 1 @ 999900, 2 @ 999800",
      "reduction #4 1 @ 999600 buy: none | 5 @ 999900, 2 @ 999800",
    ]
    let all = try Self.story(text, all: true)
    #expect(all.filter { !below.contains($0) } == shown)
    #expect(all.count == shown.count + below.count)
  }

  @Test func `files have LOBSTER's names, times with nine decimals, and sizes in units`() throws {
    let sample = try SampleRun(
      Self.scenario(
        ann: ["at 09:30:01.5", "buy A1 7 @ 9999"],
        bob: ["at 09:30:02", "sell B1 3 @ 9999", "sell B2 1 @ 10001"], instrument: "lot: 10"))
    let run = try sample.out("run")
    _ = try run.run(sample.setup(), Runner.Options())
    let stem = "\(run.path)/lobster/ABM.XLIT_1970-01-01_34200000_34210000"
    #expect(
      try String(decoding: bytes("\(stem)_message_2.csv"), as: UTF8.self) == """
        34201.500001000,1,1,70,999900,1
        34202.000001000,4,1,30,999900,1
        34202.000001000,1,2,10,1000100,-1

        """)
    #expect(
      try String(decoding: bytes("\(stem)_orderbook_2.csv"), as: UTF8.self) == """
        9999999999,0,999900,70,9999999999,0,-9999999999,0
        9999999999,0,999900,40,9999999999,0,-9999999999,0
        1000100,10,999900,40,9999999999,0,-9999999999,0

        """)
  }
}
