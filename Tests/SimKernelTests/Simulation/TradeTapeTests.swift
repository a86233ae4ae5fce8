import TestSupport
import Testing

@testable import SimKernel

/// Volumes of past trades are those of a list of all of them, in bounded memory.
struct TradeTapeTests {
  private typealias Trade = (time: Int64, side: Side, lots: Int64)

  private static func volume(_ trades: [Trade], _ window: Int64, _ now: Int64) -> TradedVolume {
    var volume = TradedVolume(bought: 0, sold: 0)
    for trade in trades where trade.time > now - window {
      if trade.side == .buy { volume.bought += trade.lots } else { volume.sold += trade.lots }
    }
    return volume
  }

  @Test(arguments: Array(UInt64(0)..<40))
  func `every window up to the lookback agrees with a list of all trades`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var tape = TradeTape(lookback: 100)
    var trades: [Trade] = []
    var now: Int64 = 0
    for _ in 0..<500 {
      now += random.integer(in: 0...12)
      if random.integer(in: 0...2) > 0 {
        let side: Side = random.integer(in: 0...1) == 0 ? .buy : .sell
        let lots = random.integer(in: 1...9)
        tape.note(at: now, side: side, lots: lots)
        trades.append((now, side, lots))
      }
      let window = random.integer(in: 1...100)
      #expect(
        tape.volume(window, upTo: now) == TradeTapeTests.volume(trades, window, now),
        "seed \(seed), \(window) up to \(now)")
    }
    #expect(tape.count < 120, "seed \(seed)")
  }

  /// Asks for a snapshot with a window at 50 ms, after trades at 10, 20 and 45 ms.
  private static func answer(window: SimDuration?) throws -> BookSnapshot? {
    let log = MessageLog()
    let asker = VolumeAsker(length: window, log: log)
    let quiet = MessageLog()
    let plan = ProbeMarket.plan([
      SimulationPlan.Participant(name: "asker/0", type: "asker", agent: asker),
      ProbeMarket.sender(
        "maker/0",
        [
          (1, ProbeMarket.order(1, .sell, 50, at: 101)),
          (1, ProbeMarket.order(2, .buy, 50, at: 99)),
        ], log: quiet),
      ProbeMarket.sender(
        "taker/0",
        [
          (10, ProbeMarket.order(1, .buy, 5, at: 101)),
          (20, ProbeMarket.order(2, .sell, 3, at: 99)),
          (45, ProbeMarket.order(3, .buy, 2, at: 101)),
        ], log: quiet),
    ])
    _ = try PlanRun(plan)
    for entry in log.entries {
      if case .snapshot(let snapshot) = entry.message { return snapshot }
    }
    return nil
  }

  private struct VolumeAsker: Agent {
    let length: SimDuration?
    let log: MessageLog
    var window = TradeWindow.none

    mutating func prepare(_ setup: inout AgentSetup) {
      if let length { window = setup.tradeWindow(length) }
    }

    func start(_ context: inout AgentContext) { context.wake(at: .zero + .milliseconds(50)) }

    func receive(_ message: AgentMessage, _ context: inout AgentContext) {
      if case .wake = message {
        context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 1, trades: window)
      }
      log.note(message, context)
    }
  }

  @Test func `a snapshot tells the lots that aggressors bought and sold in its window`() throws {
    let whole = try #require(try TradeTapeTests.answer(window: .milliseconds(45)))
    #expect(whole.traded == TradedVolume(bought: 7, sold: 3))
    let short = try #require(try TradeTapeTests.answer(window: .milliseconds(30)))
    #expect(short.traded == TradedVolume(bought: 2, sold: 0))
    let none = try #require(try TradeTapeTests.answer(window: nil))
    #expect(none.traded == nil)
    #expect(none.bids.first?.quantity == Quantity(lots: 47))
  }
}
