import Foundation
import Scenarios
import SimKernel
import Synchronization
import Testing

@testable import Harness

struct RunnerTests {
  @Test func `a run gives the same figures every time`() throws {
    let sample = try SampleRun()
    let first = try Runner.run(sample.setup())
    let second = try Runner.run(sample.setup())
    #expect(JSONValue.object(first.figures) == .object(second.figures))
    #expect(first.trades > 0)
  }

  @Test func `a run that keeps its journal has the digest of one that does not`() throws {
    let sample = try SampleRun()
    let kept = try sample.out("kept").run(sample.setup(), Runner.Options())
    #expect(try kept.digest == Runner.run(sample.setup()).digest)
  }

  @Test func `checking every invariant changes nothing`() throws {
    let sample = try SampleRun()
    let setup = try sample.setup(["clock.end=\"09:30:02\""])
    var options = Runner.Options()
    options.checksInvariants = true
    #expect(try Runner.run(setup, options).digest == Runner.run(setup).digest)
  }

  @Test func `the JSON has the promised keys`() throws {
    let json = try Runner.run(SampleRun().setup()).json
    guard case .object(let members) = json else {
      Issue.record("not an object: \(json)")
      return
    }
    #expect(
      members.keys.sorted() == [
        "agents", "counts", "deliveries", "digest", "event_loop_seconds", "events", "fees",
        "never_acted", "peak_rss_bytes", "regimes", "scenario", "seed", "simulated_seconds",
        "trades",
        "wall_seconds",
      ])
    guard case .object(let agent)? = members["agents"]?.items?.first else {
      Issue.record("no agent: \(json)")
      return
    }
    #expect(
      agent.keys.sorted() == [
        "cash", "faults", "feed_messages_lost", "fills", "name", "order_entry_latency_ns", "orders",
        "positions", "rejected", "type",
      ])
  }

  @Test func `an agent's order entry latencies are those of its profile`() throws {
    let text = SampleRun.text.replacing("latency: colo", with: "latency: wire")
      .replacing(
        "agents:\n", with: "latency: {wire: {distribution: constant, one_way: 70 us}}\nagents:\n")
    let json = try Runner.run(SampleRun(text).setup()).json
    let agents = try #require(json["agents"]?.items)
    #expect(agents[45]["name"] == "maker/0")
    #expect(agents[45]["order_entry_latency_ns"] == ["p50": 70_000, "p99": 70_000, "max": 70_000])
    for agent in agents.dropLast() {
      let isSilent = agent["orders"] == 0
      #expect(isSilent == (agent["order_entry_latency_ns"] == .null))
    }
  }

  @Test func `the summary shows what a decision is made of`() throws {
    let text = SampleRun.text.replacing(
      "latency: colo", with: "latency: colo, decision: {encoder: 20 us, risk: 500 ns}")
    let summary = try Runner.run(SampleRun(text).setup()).summary
    #expect(summary.contains("decision of maker: 20500 ns = encoder 20 us + risk 500 ns\n"))
    #expect(try !Runner.run(SampleRun().setup()).summary.contains("decision of"))
  }

  @Test func `cash of a currency is summed over instruments of different ticks`() throws {
    let result = try Runner.run(SampleRun().setup())
    let total = result.agents.reduce(CurrencyAmount.zero as CurrencyAmount?) {
      CurrencyAmount.sum($0, $1.cash[0].amount)
    }
    let currencies = result.agents[0].cash.map(\.currency)
    #expect(currencies == ["USD"])
    // The venue takes more than it gives back, so the agents together have lost that.
    #expect(try #require(total).digits < 0)
    let fees = result.fees.map { $0.taken[0].amount }
    let rest = fees.reduce(total, CurrencyAmount.sum)
    #expect(try #require(rest).digits == 0)
  }

  @Test func `a limit of the scenario ends the run with its key`() throws {
    let setup = try SampleRun().setup(["limits.events=1000"])
    let error = #expect(throws: RunError.self) { try Runner.run(setup) }
    #expect("\(try #require(error))".contains("limits.events"))
  }

  @Test func `a limit of exactly the run's events lets it finish, one less ends it`() throws {
    let sample = try SampleRun()
    let whole = try Runner.run(sample.setup())
    let exact = try Runner.run(sample.setup(["limits.events=\(whole.events)"]))
    #expect(exact.digest == whole.digest)
    let error = #expect(throws: RunError.self) {
      try Runner.run(sample.setup(["limits.events=\(whole.events - 1)"]))
    }
    guard case .limit(_, .eventLimit(whole.events - 1), event: whole.events - 1, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [false, true])
  func `money that does not fit is a named error, under checks as well`(checks: Bool) throws {
    var options = Runner.Options()
    options.checksInvariants = checks
    let error = #expect(throws: RunError.self) {
      try Runner.run(SampleRun(Self.overflow).setup(), options)
    }
    guard case .limit(_, .cashOverflow(agent: "buyer/0"), _, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect("\(try #require(error))".contains("the cash of buyer/0 exceeds 64 bits"))
  }

  /// Each trade is worth 8 x 10^18 units of money.
  private static let overflow = """
    seed: 1
    clock: {start: "09:30:00", end: "09:30:30"}
    instruments:
      - {symbol: ABM, tick: 0.01, lot: 1, currency: USD, open_price: 100.00}
    venues:
      - {name: XLIT}
    agents:
      - name: seller
        type: scripted
        count: 2
        latency: colo
        script: |
          at 09:30:01
          sell S1 400000 @ 2000000000
      - name: buyer
        type: scripted
        latency: colo
        script: |
          at 09:30:02
          buy B1 800000 market
    """

  @Test func `a run stops between events where it is told to`() throws {
    let setup = try SampleRun().setup(["clock.end=\"10:30:00\""])
    var options = Runner.Options()
    options.goesOn = { _ in false }
    #expect(throws: RunInterrupted.self) { try Runner.run(setup, options) }
  }

  @Test func `an external agent that nobody drives lets its decisions pass`() throws {
    let text =
      SampleRun.text + "\n  - {name: outside, type: external, instrument: ABM, latency: colo}"
    let result = try Runner.run(SampleRun(text).setup())
    #expect(result.trades > 0)
    #expect(result.agents.last?.orders == 0)
  }

  @Test func `all faults of the overrides are told at once`() throws {
    let sample = try SampleRun()
    let error = #expect(throws: ScenarioError.self) {
      try sample.setup(["agents.noise.cuont=3", "agents.maker.skew=-1"])
    }
    #expect(try #require(error).faults.count == 2)
  }

  @Test func `a missing scenario is named with the system's reason`() {
    #expect(throws: RunError.unreadable(path: "none.yaml", reason: "No such file or directory")) {
      try RunSetup(path: "none.yaml")
    }
  }

  @Test func `the summary names agents that sent no order`() throws {
    let text =
      SampleRun.text + "\n  - {name: watch, type: observer, instrument: ABM, latency: colo}"
    let summary = try Runner.run(SampleRun(text).setup()).summary
    #expect(summary.contains("sent no order: watch/0\n"))
  }

  @Test func `the summary's cash adds up to zero with the fees`() throws {
    let summary = try Runner.run(SampleRun().setup()).summary
    let rows = summary.split(separator: "\n").drop { !$0.hasPrefix("type ") }
      .prefix { !$0.hasPrefix("digest") && !$0.isEmpty }
    let heading = try #require(rows.first)
    #expect(
      heading.split(separator: " ").prefix(5) == ["type", "agents", "orders", "rejected", "fills"])
    let cash = rows.dropFirst().filter { !$0.hasPrefix("sent no order") }.map {
      Double($0.split(separator: " ").last ?? "") ?? .nan
    }
    #expect(rows.contains { $0.hasPrefix("fees of XLIT ") }, "\(summary)")
    #expect(cash.count == 3 && abs(cash.reduce(0, +)) < 1e-6, "\(summary)")
  }

  @Test func `rejected orders are counted, of the gate and of the venue`() throws {
    let script = "at 09:30:01 buy B1 1 @ 9000\\nat 09:30:02 buy B1 1 @ 9000"
    let text =
      SampleRun.text
      + "\n  - {name: twice, type: scripted, instrument: ABM, latency: colo, script: \"\(script)\"}"
    let setup = try SampleRun(text).setup(["limits.open_orders=2"])
    let sink = RejectionSink()
    let result = try Runner.run(setup, Runner.Options(), into: sink)
    #expect(result.agents.map(\.rejected) == result.agents.indices.map { sink.counts[$0] ?? 0 })
    #expect(result.agents.last?.rejected == 1)
    let noise = result.agents.filter { $0.name.hasPrefix("noise/") }
    #expect(noise.contains { $0.rejected > 0 })
    #expect(noise.allSatisfy { $0.rejected <= $0.orders })
  }

  @Test func `faults of agents are in the summary and in the figures, by kind`() throws {
    let text =
      SampleRun.text
      + "\n  - {name: slow, type: observer, instrument: ABM, latency: colo, decision_latency: 2 s}"
    let clean = try Runner.run(SampleRun(text).setup())
    #expect(!clean.summary.contains("faults"))
    let result = try Runner.run(SampleRun(text).setup(["limits.inbox=1"]))
    let slow = try #require(result.json["agents"]?.items?.last)
    #expect(slow["name"] == "slow/0")
    let count = try #require(result.agents.last?.faults[.inboxOverflow])
    #expect(count > 10)
    #expect(
      slow["faults"] == [
        "inbox_overflow": JSONValue(count), "not_a_number": 0, "unknown_book": 0,
        "wake_in_the_past": 0,
      ])
    #expect(result.summary.contains("faults of observer: \(count) inbox overflow\n"))
    let golden = GoldenFigures(result, [])
    #expect(golden.members["groups"]?["slow"]?["faults"] == slow["faults"])
    #expect(golden.members["groups"]?["noise"]?["faults"]?["inbox_overflow"] == 0)
  }

  @Test(arguments: [1, 2, 8])
  func `the number of workers changes nothing`(workers: Int) async throws {
    let setup = try SampleRun().setup()
    let results = try await SeedSweep.run(setup, seeds: 5...12, workers: workers)
    #expect(results.map(\.setup.seed) == Array(5...12))
    for result in results {
      let alone = try Runner.run(setup.seeded(result.setup.seed))
      #expect(
        JSONValue.object(result.figures) == .object(alone.figures),
        "seed \(result.setup.seed), \(workers) workers")
    }
  }

  @Test(arguments: [1, 2, 8])
  func `a sweep reports the failure with the lowest seed`(workers: Int) async throws {
    let sample = try SampleRun()
    let events = try (1...8).map { try Runner.run(sample.setup(seed: $0)).events }
    let limit = try #require(events.dropFirst().max()) - 1
    let failing = try #require(events.firstIndex { $0 > limit })
    let setup = try sample.setup(["limits.events=\(limit)"])
    let error = await #expect(throws: SeedMistake.self) {
      try await SeedSweep.run(setup, seeds: 1...8, workers: workers)
    }
    #expect(try #require(error).seed == UInt64(failing + 1), "\(events)")
    #expect("\(try #require(error))".hasSuffix("it was the run with seed \(failing + 1)"))
  }

  private struct Failure: Error { let seed: UInt64 }

  @Test func `no seed is begun after a failure`() async throws {
    let begun = Mutex<[UInt64]>([])
    let error = await #expect(throws: Failure.self) {
      try await SeedSweep.results(10...99, workers: 1) { seed in
        begun.withLock { $0.append(seed) }
        if seed == 12 { throw Failure(seed: seed) }
        return seed
      }
    }
    #expect(error?.seed == 12)
    #expect(begun.withLock { $0 } == [10, 11, 12])
  }

  @Test func `other workers begin no seed after a failure either`() async throws {
    let begun = Mutex<[UInt64]>([])
    await #expect(throws: Failure.self) {
      try await SeedSweep.results(0...99, workers: 2) { seed in
        begun.withLock { $0.append(seed) }
        if seed == 0 { throw Failure(seed: seed) }
        // Long after the failure of the other worker has been seen.
        Thread.sleep(forTimeInterval: 0.3)
        return seed
      }
    }
    #expect(begun.withLock { $0.sorted() } == [0, 1])
  }

  @Test(arguments: [1, 3])
  func `results stand in the order of the seeds`(workers: Int) async throws {
    let values = try await SeedSweep.results(5...24, workers: workers) { seed in
      // Odd seeds end later than the even ones after them.
      Thread.sleep(forTimeInterval: seed % 2 == 1 ? 0.02 : 0)
      return seed
    }
    #expect(values == Array(5...24))
  }
}

/// Counts the rejected new orders of each agent in a journal.
private final class RejectionSink: JournalSink {
  var counts: [Int: UInt64] = [:]

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    var place = 0
    while place < words.count, let kind = RecordKind(head: words[place]) {
      let end = place + kind.wordCount
      if let record = DecodedRecord(Array(words[place..<end])), let agent = record.agent,
        ["refused submit", "rejected"].contains(record.title)
      {
        counts[Int(agent.value), default: 0] += 1
      }
      place = end
    }
  }
}

struct CurrencyAmountTests {
  private let instrument = Instrument(
    symbol: "X", tickDigits: 5, tickDecimals: 3, lotUnits: 10, openPrice: Price(ticks: 1))

  @Test func `a money unit is a ten-thousandth of tick times lot`() throws {
    let amount = try #require(CurrencyAmount(Money(units: -30_001), in: instrument))
    #expect(amount.description == "-0.150005")
  }

  @Test func `a price is ticks times the tick`() {
    #expect(CurrencyAmount(Price(ticks: 2001), in: instrument).description == "10.005")
    #expect(CurrencyAmount(Price(ticks: 2000), in: instrument).text(leastDecimals: 2) == "10.00")
  }

  @Test func `what exceeds 127 bits is nil`() {
    let huge = Instrument(
      symbol: "X", tickDigits: 999_999_999_999_999_999, tickDecimals: 0,
      lotUnits: 1_000_000_000, openPrice: Price(ticks: 1))
    #expect(CurrencyAmount(Money(units: .max), in: huge) == nil)
  }

  @Test func `a sum has the decimals of the finer amount`() {
    let sum = CurrencyAmount(digits: 15, decimals: 1)
      .adding(CurrencyAmount(digits: -1, decimals: 4))
    #expect(sum?.description == "1.4999")
  }
}
