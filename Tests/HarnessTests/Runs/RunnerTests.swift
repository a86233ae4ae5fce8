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
        "agents", "deliveries", "digest", "event_loop_seconds", "events", "peak_rss_bytes",
        "scenario", "seed", "simulated_seconds", "trades", "wall_seconds",
      ])
    guard case .object(let agent)? = members["agents"]?.items?.first else {
      Issue.record("no agent: \(json)")
      return
    }
    #expect(
      agent.keys.sorted() == [
        "cash", "faults", "fills", "name", "orders", "positions", "type",
      ])
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

  @Test func `a sweep reports the failure with the lowest seed`() async throws {
    let setup = try SampleRun().setup(["limits.events=1000"])
    await #expect(throws: RunError.self) {
      try await SeedSweep.run(setup, seeds: 1...6, workers: 3)
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
