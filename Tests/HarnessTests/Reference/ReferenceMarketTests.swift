import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// rmsc04 is the market that it rebuilds, as far as statistics can tell.
struct ReferenceMarketTests {
  private static let root: String = {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.path
  }()

  private static func setup(_ name: String, _ overrides: [String] = []) throws -> RunSetup {
    try RunSetup(path: root + "/scenarios/\(name).yaml", overrides: overrides)
  }

  /// A count of a run, what its mean may be, and the range of the original's five published seeds.
  private struct Band {
    var name: String
    var read: @Sendable (RunResult) -> UInt64
    var mean: ClosedRange<Double>
    var published: ClosedRange<UInt64>
  }

  /// Value wake-ups are a Poisson number: 102 x 1800 s / 175.4386 s, so 4 standard errors of the
  /// mean of 200 are 9.15.
  private static let bands = [
    Band(
      name: "limit_orders", read: { $0.counts.rested }, mean: 1_473...2_673,
      published: 1_593...2_553),
    Band(
      name: "executions", read: { $0.counts.executions }, mean: 857...1_047,
      published: 878...1_026),
    Band(
      name: "cancels", read: { $0.counts.cancels }, mean: 907...2_007, published: 1_026...1_888),
    Band(
      name: "value_wakes", read: { $0.valueWakes }, mean: 1_037.35...1_055.65,
      published: 993...1_091),
  ]

  #if !DEBUG
    // 200 half hours take minutes in a debug build.
    @Test
    func `over seeds 1 to 200 its counts are those of the original`() async throws {
      let results = try await SeedSweep.run(
        ReferenceMarketTests.setup("rmsc04"), seeds: 1...200, workers: 2)
      for band in ReferenceMarketTests.bands {
        let counts = results.map(band.read)
        let mean = Double(counts.reduce(0, +)) / Double(counts.count)
        let inside = counts.count { band.published.contains($0) }
        print(
          "\(band.name): mean \(mean), allowed \(band.mean); of 200 runs \(inside) are within the "
            + "range of five runs of the original, \(band.published)")
        #expect(band.mean.contains(mean), "\(band.name)")
      }
    }
  #endif

  @Test func `its counts are in the figures, and who never acted is named`() throws {
    let setup = try ReferenceMarketTests.setup("rmsc04", ["clock.end=\"09:32:00\""])
    let result = try Runner.run(setup)
    let figures = result.json.text()
    for key in ["limit_orders", "executions", "cancels", "value_wakes", "never_acted"] {
      #expect(figures.contains("\"\(key)\""))
    }
    #expect(result.counts.executions == result.trades)
    #expect(result.counts.rested > 20)
    #expect(result.valueWakes > 30)
    let silent = result.agents.filter { $0.orders == 0 }.map(\.name)
    #expect(result.neverActed == silent)
    #expect(silent.count > 900)
    #expect(result.summary.contains("sent no order: "))
  }

  /// Wake-ups and orders of each maker of 20 minutes in the second half of them.
  private static func secondHalf(
    _ overrides: [String], seed: UInt64
  ) throws -> [(name: String, wakes: UInt64, orders: UInt64)] {
    let setup = try setup("rmsc04", ["clock.end=\"09:50:00\""] + overrides).seeded(seed)
    let makers = setup.plan.participants.indices.filter {
      setup.plan.participants[$0].type == "adaptive_market_maker"
    }.map { AgentIndex(UInt32($0)) }
    var market = try Runner.simulation(setup, keepsJournal: false)
    #expect(market.advance(until: .time(setup.plan.start + .minutes(10))) == .reached)
    let before = makers.map { market.summary(of: $0) }
    #expect(market.advance(until: .end) == .finished)
    return zip(makers, before).map { maker, before in
      let after = market.summary(of: maker)
      return (after.name, after.wakes - before.wakes, after.orders - before.orders)
    }
  }

  /// 10 wake-ups are to be expected of 10 minutes: 2 or fewer come in 1 of 360.
  @Test func `its makers go on to the end`() throws {
    for seed in UInt64(1)...5 {
      let makers = try ReferenceMarketTests.secondHalf([], seed: seed)
      #expect(makers.count == 2)
      for maker in makers {
        #expect(maker.wakes > 2, "seed \(seed), \(maker)")
        #expect(maker.orders >= 20 * (maker.wakes - 1), "seed \(seed), \(maker)")
      }
    }
  }

  @Test func `its makers go on to the end, too, where their lines fail now and then`() throws {
    let failures = "agents.maker.feed={disconnects: {every: 2 min, length: 20 s}}"
    for seed in UInt64(1)...5 {
      for maker in try ReferenceMarketTests.secondHalf([failures], seed: seed) {
        #expect(maker.wakes > 2, "seed \(seed), \(maker)")
        #expect(maker.orders >= 20 * (maker.wakes - 2), "seed \(seed), \(maker)")
      }
    }
  }

  @Test func `the variants differ where they say so`() throws {
    let plan = try ReferenceMarketTests.setup("rmsc04").plan
    #expect(plan.participants.count == 1_116)
    #expect(try ReferenceMarketTests.setup("rmsc04_8000").plan.participants.count == 8_116)
    #expect(try ReferenceMarketTests.setup("rmsc04_tenfold").plan.participants.count == 2_142)
    #expect(
      try ReferenceMarketTests.setup("rmsc04_60min").plan.end == plan.start + .minutes(60))
    #expect(try ReferenceMarketTests.setup("rmsc04_day").plan.end == .zero + .hours(16))
  }
}
