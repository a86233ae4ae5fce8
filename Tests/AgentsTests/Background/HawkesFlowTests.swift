import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The self-exciting flow plays its process as an agent.
struct HawkesFlowTests {
  private static let flow = FlowRun.hawkes(timeUnit: .milliseconds(20))

  /// Adds and cancels of each side, and trades, in the order in which they were sent.
  private static func kinds(_ run: FlowRun) -> [String] {
    run.sent.compactMap { line in
      if line.detail == JournalLine.cancelDetail { return "cancel" }
      guard line.detail == 0, let order = SentOrders.order(line) else { return nil }
      return "\(order.side) \(order.type)"
    }
  }

  @Test(arguments: Array(UInt64(0)..<2))
  func `types come at the means of the process`(seed: UInt64) throws {
    let run = try FlowRun(Self.flow, milliseconds: isFullScale ? 20_000 : 4_000, seed: seed)
    let kinds = Self.kinds(run).dropFirst(800)
    let units = isFullScale ? 1_000.0 : 200
    let means = HawkesProcessTests.flow.meanIntensities
    let expected = [
      "buy limit": means[0], "buy market": means[2], "sell limit": means[3],
      "sell market": means[5], "cancel": means[1] + means[4],
    ]
    for (kind, mean) in expected {
      let found = Double(kinds.count { $0 == kind }) / units
      #expect(abs(found - mean) < 4.5 * (12 * mean / units).squareRoot(), "seed \(seed): \(kind)")
    }
    #expect(!run.run.lines.contains { $0.isRejection }, "seed \(seed)")
  }

  @Test func `what it does and when is the same whoever trades besides`() throws {
    let alone = try FlowRun(Self.flow, milliseconds: 1_000, seed: 12)
    let taken = try FlowRun(
      Self.flow, milliseconds: 1_000, seed: 12, others: [FlowRun.taker(every: 50)])
    #expect(Self.kinds(alone) == Self.kinds(taken))
    #expect(alone.story != taken.story)
    #expect(Self.kinds(alone).count > 800)
  }

  @Test func `an agent that only watches changes nothing that it sends`() throws {
    let alone = try FlowRun(Self.flow, milliseconds: 1_000, seed: 13)
    let watched = try FlowRun(
      Self.flow, milliseconds: 1_000, seed: 13, others: [FlowRun.watcher(MessageLog())])
    #expect(alone.story == watched.story)
  }

  @Test(arguments: Array(UInt64(0)..<2))
  func `far from its venue it cancels no order twice`(seed: UInt64) throws {
    let latency = LatencyModel.shiftedGamma(shift: .milliseconds(20), scaleNanoseconds: 1e7)
    let run = try FlowRun(Self.flow, latency: latency, milliseconds: 1_500, seed: seed)
    let cancels = run.sent.filter { $0.detail == JournalLine.cancelDetail }
    #expect(cancels.count > 100, "seed \(seed)")
    #expect(Set(cancels.map { $0.words[3] }).count == cancels.count, "seed \(seed)")
  }

  @Test(arguments: Array(UInt64(0)..<3))
  func `a side keeps its last order and never has more than its largest number`(
    seed: UInt64
  ) throws {
    var settings = Self.flow.settings
    settings.seedOrders = 2
    settings.maxOrders = 3
    let log = MessageLog()
    let run = try FlowRun(
      HawkesFlow(settings), milliseconds: 4_000, seed: seed, others: [FlowRun.watcher(log)])
    // With so few orders cancels would often empty a side; only trades can.
    var live = ["buy": 0, "sell": 0]
    for line in run.run.lines where line.kind == .sent {
      guard line.detail == 0, let order = SentOrders.order(line) else { continue }
      live["\(order.side)", default: 0] += order.type == .limit ? 1 : 0
    }
    #expect(live.values.allSatisfy { $0 > 100 }, "seed \(seed)")
    #expect(log.quotes.allSatisfy { $0.bidQuantity.lots <= 3 && $0.askQuantity.lots <= 3 })
    #expect(!run.run.lines.contains { $0.isRejection }, "seed \(seed)")
  }

  @Test func `a scenario's faults name the parameter, what was found and what is allowed`() {
    let type = AgentType.hawkes
    func faults(_ given: [(String, ParameterValue)]) -> [ParameterFault] {
      type.declaration.check(
        ParameterValues(given, declared: type.declaration.parameters),
        .zero...(.zero + .seconds(1)))
    }
    #expect(faults([]).isEmpty)
    #expect(faults([("decays", .text("0"))]).map(\.parameter) == ["decays"])
    let short = faults([("decays", .text("1 2 3"))])
    #expect(short.map(\.parameter) == ["adds_after", "cancels_after", "trades_after"])
    #expect(short[0].message.hasPrefix("12 numbers, allowed are 18 numbers from 0.0 to 1000000.0"))
    let rare = faults([
      ("decays", .text("1")), ("adds_after", .text("0.2 0.1 1.4 0 0 0")),
      ("cancels_after", .text("0.5 0.1 0 0 0 0")), ("trades_after", .text("0.02 0 0.2 0 0 0")),
    ])
    #expect(rare.isEmpty, "an event may bring about more than one of another kind")
    let six = ParameterValue.text("0.2 0.2 0.2 0.2 0.2 0.2")
    let unstable = faults([
      ("decays", .text("1")), ("adds_after", six), ("cancels_after", six), ("trades_after", six),
    ])
    #expect(unstable.map(\.parameter) == ["adds_after"])
    #expect(unstable[0].message.contains("allowed is less than 0.999"))
  }
}
