import SimKernel
import TestSupport
import Testing

/// The production engine beside the naive book, message by message.
struct MatchingOracleTests {
  private static let commandsPerSeed = 1_000
  private static let seeds = 0..<UInt64(isFullScale ? 2_000 : 20)

  @Test func `engine and naive book agree after every message`() {
    var coverage = MatchingCoverage()
    for seed in Self.seeds {
      if let fault = Self.firstDifference(seed: seed, coverage: &coverage) {
        Issue.record("\(fault)")
        return
      }
    }
    print("Random messages: \(Int(Self.seeds.upperBound) * Self.commandsPerSeed)")
    print(coverage.table)
    let missing = coverage.missing(minimum: isFullScale ? 1_000 : 1)
    #expect(missing.isEmpty, "under the minimum: \(missing)")
  }

  @Test func `a fork continues as the original does`() {
    for seed in Self.seeds.prefix(isFullScale ? 200 : 5) {
      var generator = MatchingCommandGenerator(seed: seed, commandCount: 600)
      var naive = generator.emptyBook
      var original = MatchingEngine(rules: generator.rules)
      for _ in 0..<300 {
        let command = generator.next(for: naive)
        _ = naive.perform(command, at: generator.now)
        _ = original.perform(command, at: generator.now)
      }
      var branch = original.fork()
      #expect(branch.bookHash == original.bookHash, "seed \(seed)")
      let before = original.picture
      let branchPoint = (generator, naive)
      for _ in 0..<300 {
        let command = generator.next(for: naive)
        _ = naive.perform(command, at: generator.now)
        _ = branch.perform(command, at: generator.now)
      }
      #expect(original.picture == before, "seed \(seed): the branch changed the original")
      (generator, naive) = branchPoint
      for _ in 0..<300 {
        let command = generator.next(for: naive)
        _ = naive.perform(command, at: generator.now)
        _ = original.perform(command, at: generator.now)
      }
      #expect(original.picture == branch.picture, "seed \(seed)")
      #expect(original.bookHash == branch.bookHash, "seed \(seed)")
    }
  }

  @Test func `an order that came and went leaves no trace in the book hash`() {
    for seed in Self.seeds.prefix(100) {
      var generator = MatchingCommandGenerator(seed: seed, commandCount: 100)
      var naive = generator.emptyBook
      var engine = MatchingEngine(rules: generator.rules)
      for _ in 0..<100 {
        let command = generator.next(for: naive)
        _ = naive.perform(command, at: generator.now)
        _ = engine.perform(command, at: generator.now)
      }
      let before = engine.bookHash
      let passing = NewOrder(
        id: ClientOrderID(9_999), side: .buy, quantity: Quantity(lots: generator.lotSize),
        price: Price(ticks: -1_000_000_000))
      engine.submit(passing, owner: AgentIndex(9), at: generator.now)
      let isAccepted = engine.outcome(at: 0).kind == .accepted
      #expect((engine.bookHash != before) == isAccepted, "seed \(seed)")
      engine.cancel(CancelRequest(id: passing.id), owner: AgentIndex(9))
      #expect(engine.bookHash == before, "seed \(seed)")
    }
  }

  // MARK: Details

  /// Runs one seed and describes the first message after which the two differ.
  private static func firstDifference(
    seed: UInt64, coverage: inout MatchingCoverage
  ) -> String? {
    var generator = MatchingCommandGenerator(seed: seed, commandCount: commandsPerSeed)
    var naive = generator.emptyBook
    var engine = MatchingEngine(rules: generator.rules)
    var ledger = OutcomeLedger()
    for number in 0..<commandsPerSeed {
      let command = generator.next(for: naive)
      let before = naive.picture
      let hashBefore = engine.bookHash
      let expected = naive.perform(command, at: generator.now)
      let found = engine.perform(command, at: generator.now)
      engine.checkInvariants()
      coverage.count(command, found, mode: naive.selfTradePrevention)
      for outcome in found { ledger.apply(outcome) }
      let after = naive.picture
      let isUnchanged = found.allSatisfy { $0.kind == .rejected }
      let hashHolds = !isUnchanged || engine.bookHash == hashBefore
      let isConserved = ledger.faults.isEmpty && ledger.sums == (0, 0)
      if found == expected && engine.picture == after && isConserved && hashHolds
        && bestPricesAgree(engine, after)
      {
        continue
      }
      return """
        seed \(seed), message \(number), self-trade \(naive.selfTradePrevention): \(command.line)
        naive: \(expected.map { "\n  " + $0.line }.joined())
        engine: \(found.map { "\n  " + $0.line }.joined())
        conserved: \(isConserved) \(ledger.faults), book hash holds: \(hashHolds)
        -- book before
        \(before.text)
        -- naive after
        \(after.text)
        -- engine after
        \(engine.picture.text)
        """
    }
    return nil
  }

  private static func bestPricesAgree(
    _ engine: borrowing MatchingEngine, _ picture: BookPicture
  ) -> Bool {
    engine.bestBid?.ticks == picture.levels[0].first?.price
      && engine.bestAsk?.ticks == picture.levels[1].first?.price
  }
}
