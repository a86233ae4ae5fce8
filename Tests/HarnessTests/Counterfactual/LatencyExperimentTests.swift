import Scenarios
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// What an order comes to under several latencies, in markets whose answer is known.
struct LatencyExperimentTests {
  /// The asks at 100.01 are there until 50 ms after the order is sent; then bids stand there, and
  /// are sold to.
  private static let story = """
    description: A story of one price
    seed: 1
    clock: {start: "09:30:00", end: "09:30:05"}
    instruments:
      - {symbol: ABM, tick: 0.01, lot: 1, currency: USD, open_price: 100.00}
    venues:
      - {name: XLIT}
    latency:
      beside: {distribution: constant, one_way: 0 ns}
      fast: {distribution: constant, one_way: 1 ms}
      slow: {distribution: constant, one_way: 100 ms}
      late: {distribution: constant, one_way: 600 ms}
    agents:
      - {name: me, type: observer, latency: retail}
      - name: market
        type: scripted
        latency: beside
        script: |
          at 09:30:00 buy B1 10 @ 9999
          sell S1 10 @ 10001
          sell S2 20 @ 10002
          at 09:30:01.050 cancel S1
          at 09:30:01.060 buy B2 7 @ 10001
          at 09:30:01.300 sell M1 9 @ 10001 ioc
          at 09:30:01.500 sell M2 3 @ 10001 ioc
    """

  private static func question(
    _ order: String, _ profiles: [String], agent: String = "me", time: String = "09:30:01"
  ) -> LatencyExperiment.Question {
    LatencyExperiment.Question(agent: agent, time: time, order: order, profiles: profiles)
  }

  @Test func `in a market without chance everything is as worked out by hand`() throws {
    let setup = try SampleRun(Self.story).setup()
    var experiment = try LatencyExperiment(
      Self.question("buy 5 @ 100.01", ["fast", "slow", "late"]), setup)
    experiment.futures = 3
    let outcome = try experiment.run(setup)
    #expect(outcome.twiceMid == 20_000)
    let fast = ExecutionTrial(
      arrival: .milliseconds(1), isRefused: false, queueAhead: nil, filledShare: 1,
      timeToFill: .milliseconds(1), slippage: 1, adverseSelection: [0, 0, -0.5])
    let slow = ExecutionTrial(
      arrival: .milliseconds(100), isRefused: false, queueAhead: 7, filledShare: 1,
      timeToFill: .milliseconds(500), slippage: 1, adverseSelection: [0.6, 0.6, 1])
    let late = ExecutionTrial(
      arrival: .milliseconds(600), isRefused: false, queueAhead: 0, filledShare: 0,
      timeToFill: nil, slippage: nil, adverseSelection: [nil, nil, nil])
    #expect(outcome.trials == [fast, slow, late].map { [$0, $0, $0] })
  }

  @Test func `differences are those of the futures that both profiles have`() throws {
    let setup = try SampleRun(Self.story).setup()
    var experiment = try LatencyExperiment(
      Self.question("buy 5 @ 100.01", ["fast", "slow", "late"]), setup)
    experiment.futures = 4
    let report = LatencyReport(
      experiment, try experiment.run(setup), setup, order: "buy 5 @ 100.01")
    let json = report.json
    guard case .array(let differences)? = json["differences"] else {
      Issue.record("no differences")
      return
    }
    try #require(differences.count == 2)
    #expect(
      differences[0]["time_to_fill_ms"]
        == ["mean": 499.0, "standard_error": 0.0, "branches": 4])
    #expect(
      differences[0]["queue_ahead_lots"] == ["mean": nil, "standard_error": nil, "branches": 0])
    #expect(
      differences[1]["fill_probability"]
        == ["mean": -1.0, "standard_error": 0.0, "branches": 4])
    #expect(report.text.contains("mid 100.00\n"))
  }

  @Test func `trades behind the horizon do not count`() throws {
    let setup = try SampleRun(Self.story).setup()
    var experiment = try LatencyExperiment(Self.question("buy 5 @ 100.01", ["slow"]), setup)
    experiment.futures = 2
    experiment.horizon = .milliseconds(400)
    let trial = try experiment.run(setup).trials[0][0]
    #expect(trial.filledShare == 0.4)
    #expect(trial.timeToFill == nil)
    #expect(trial.adverseSelection == [0, 0, 1])
  }

  @Test func `a refused order is counted as such`() throws {
    let setup = try SampleRun(Self.story).setup(["limits.order_quantity=4"])
    var experiment = try LatencyExperiment(Self.question("buy 5 @ 100.01", ["fast"]), setup)
    experiment.futures = 2
    let trial = try experiment.run(setup).trials[0][0]
    #expect(trial.isRefused)
    #expect(trial.arrival == nil)
    #expect(trial.filledShare == 0)
  }
}

// MARK: - Markets of chance

extension LatencyExperimentTests {
  private static let noise = SampleRun.text
    .replacing("agents:", with: "latency:\n  post: {one_way: 3 s, jitter: 1 s}\nagents:")

  /// An offer that anybody may take before it is there, for a single market order of one lot.
  private static func experiment(
    _ profiles: [String], _ setup: RunSetup, futures: Int
  ) throws -> LatencyExperiment {
    var experiment = try LatencyExperiment(
      question("buy 1 @ 100.00", ["colo"], agent: "noise/3", time: "09:30:10"), setup)
    let market = try experiment.market(setup)
    let book = market.snapshot(experiment.order.venue, experiment.order.instrument)
    let ask = try #require(book.asks.first)
    experiment.order.price = ask.price
    experiment.order.timeInForce = .immediateOrCancel
    experiment.profiles = try profiles.map { name in
      try LatencyExperiment(
        question("buy 1 @ 100.00", [name], agent: "noise/3", time: "09:30:10"), setup
      ).profiles[0]
    }
    experiment.futures = futures
    return experiment
  }

  @Test func `the slower an order is, the less often it gets the price it saw`() throws {
    let setup = try SampleRun(Self.noise).setup()
    let experiment = try Self.experiment(
      ["colo", "retail", "post"], setup, futures: isFullScale ? 200 : 40)
    let report = LatencyReport(
      experiment, try experiment.run(setup), setup, order: "buy 1 ioc")
    let chances = report.rows.map { $0.means[0].mean ?? -1 }
    #expect(chances[0] == 1)
    #expect(chances[0] >= chances[1] && chances[1] > chances[2], "\(chances)")
    let last = report.differences[1].means[0]
    let (mean, error) = (try #require(last.mean), try #require(last.standardError))
    #expect(mean < -3 * error, "\(mean) +- \(error)")
  }

  @Test func `one profile under two names is no difference, and futures differ`() throws {
    let text = Self.noise.replacing(
      "agents:", with: "  twin: {one_way: 50 ms, jitter: 5 ms}\nagents:")
    let setup = try SampleRun(text).setup()
    let experiment = try Self.experiment(["retail", "twin", "post"], setup, futures: 12)
    let trials = try experiment.run(setup).trials
    #expect(trials[0] == trials[1])
    #expect(trials[0] != trials[2])
    #expect(Set(trials[0].map(\.arrival)).count == 12)
  }

  @Test func `the market that was forked goes on as if nobody had asked`() throws {
    let setup = try SampleRun(Self.noise).setup()
    let experiment = try Self.experiment(["colo", "post"], setup, futures: 3)
    var market = try experiment.market(setup)
    _ = try experiment.run(from: market, setup.path) { _, _ in }
    while case .reached = market.advance(until: .events(100_000)) {}
    #expect(market.digest == (try Runner.run(setup)).digest)
    // The same market, had the order been sent in it.
    var other = try experiment.market(setup)
    other.act(as: experiment.agent) { context in
      var order = experiment.order
      order.id = context.nextOrderID()
      context.submit(order)
    }
    while case .reached = other.advance(until: .events(100_000)) {}
    #expect(other.digest != market.digest)
  }

  @Test func `an answer does not depend on which other profiles are asked about`() throws {
    let setup = try SampleRun(Self.noise).setup()
    let both = try Self.experiment(["colo", "retail"], setup, futures: 5)
    let one = try Self.experiment(["retail"], setup, futures: 5)
    #expect(try both.run(setup).trials[1] == one.run(setup).trials[0])
  }
}
