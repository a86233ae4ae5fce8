import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The queue-reactive flow through the matching engine.
struct QueueReactiveTests {
  /// Rates of model I under which queues are short and forget their sizes within a second.
  private static let rates: [(String, ParameterValue)] = [
    ("model", .choice("I")), ("theta", .probability(0)),
    ("time_unit", .duration(.milliseconds(100))),
  ]

  private static func flow(
    _ values: [(String, ParameterValue)]
  ) -> SimulationPlan.Participant {
    AgentTrial.participant("queue_reactive", values)
  }

  /// Somebody who looks at the book every so often.
  private static func looker(every milliseconds: Int64, _ log: MessageLog)
    -> SimulationPlan.Participant
  {
    ProbeMarket.probe(
      "looker/0", onStart: { $0.wake(at: .zero + .milliseconds(milliseconds)) },
      onMessage: { message, context in
        guard case .wake = message else { return log.note(message, context) }
        context.wake(at: context.now + .milliseconds(milliseconds))
        context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 8)
      })
  }

  private static func books(
    _ values: [(String, ParameterValue)], seed: UInt64, milliseconds: Int64,
    every: Int64 = 500, others: [SimulationPlan.Participant] = []
  ) throws -> [BookSnapshot] {
    let log = MessageLog()
    var plan = ProbeMarket.plan(
      [flow(values), looker(every: every, log)] + others, milliseconds: milliseconds)
    plan.seed = seed
    _ = try PlanRun(plan, keepsJournal: false)
    return log.entries.compactMap { entry in
      if case .snapshot(let snapshot) = entry.message { snapshot } else { nil }
    }
  }

  /// Sizes of one queue as its looker saw them.
  private static func sizes(ofQueue queue: Int64, _ books: [BookSnapshot]) -> [Int] {
    books.flatMap { book in
      [
        book.bids.first { $0.price.ticks == 100 - queue }?.orderCount ?? 0,
        book.asks.first { $0.price.ticks == 101 + queue }?.orderCount ?? 0,
      ]
    }
  }

  private static func law(_ values: [(String, ParameterValue)]) -> QueueReactiveLaw {
    QueueReactive.law(ParameterValues(values, declared: QueueReactive.parameters))
  }

  /// The largest deviation of shares from chances over 16 runs, in standard errors between runs.
  private static func deviation(
    _ runs: [[BookSnapshot]], queue: Int64, _ chances: [Double]
  ) -> Double {
    var largest = 0.0
    for (size, chance) in chances.enumerated() where chance > 0.01 {
      let shares = runs.map { run in
        let sizes = sizes(ofQueue: queue, run)
        return Double(sizes.count { $0 == size }) / Double(sizes.count)
      }
      let mean = shares.reduce(0, +) / Double(shares.count)
      let squares = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (squares / Double(shares.count * (shares.count - 1))).squareRoot()
      largest = max(largest, abs(mean - chance) / max(error, 1e-4))
    }
    return largest
  }

  @Test func `while the reference price stands, queues have the birth-death chain's law`() throws {
    let seconds: Int64 = isFullScale ? 1_000 : 120
    let runs = try (1...16 as ClosedRange<UInt64>).map { seed in
      try Self.books(Self.rates, seed: seed, milliseconds: seconds * 1_000)
    }
    #expect(runs.allSatisfy { Int64($0.count) >= 2 * seconds - 2 })
    let law = Self.law(Self.rates)
    // Cancels a quarter more often: what the shares must not fit.
    let wrong = Self.law(
      Self.rates + [
        ("cancels_1", .text("0.5 0.8 1 1.2 1.35 1.5 1.6 1.8 2 2.1")),
        ("cancels_2", .text("0.18 0.36 0.54 0.72 0.9 1.05 1.2 1.3 1.5 1.6 1.8")),
        ("cancels_3", .text("0.15 0.3 0.45 0.6 0.75 0.9 1.05 1.2 1.3")),
      ])
    for queue in 0..<3 {
      let place = Int64(queue)
      let fit = Self.deviation(runs, queue: place, law.queues[queue].stationary)
      #expect(fit < 5.5, "queue \(queue): \(fit) standard errors")
      let misfit = Self.deviation(runs, queue: place, wrong.queues[queue].stationary)
      #expect(misfit > 8, "queue \(queue): \(misfit) standard errors from other rates")
    }
  }

  @Test func `the flow reacts to orders that others put into its queues`() throws {
    // In a queue of four thousand orders that nobody takes back more leave than come.
    let wall = ProbeMarket.probe(
      "wall/0",
      onStart: { context in
        for _ in 0..<4_000 {
          context.submit(ProbeMarket.order(context.nextOrderID().value, .buy, 1, at: 100))
        }
      })
    func growth(_ others: [SimulationPlan.Participant]) throws -> Double {
      let books = try Self.books(Self.rates, seed: 4, milliseconds: 60_000, others: others)
      let ahead = others.isEmpty ? 0 : 4_000
      let counts = Self.sizes(ofQueue: 0, Array(books.suffix(100))).enumerated()
        .filter { $0.offset.isMultiple(of: 2) }.map { $0.element }
      return Double(counts.reduce(0, +)) / Double(counts.count) - Double(ahead)
    }
    #expect(try growth([]) > 1.5)
    #expect(try growth([wall]) < 0)
  }

  @Test(arguments: [(0.0, 0.0), (1, 0), (1, 1), (0.7, 0.85)])
  func `the reference price follows the mid by its chance`(theta: Double, reinit: Double) throws {
    let values: [(String, ParameterValue)] = [
      ("theta", .probability(theta)), ("theta_reinit", .probability(reinit)),
      ("time_unit", .duration(.milliseconds(20))),
    ]
    var prices: Set<Int64> = []
    for seed in 1...4 as ClosedRange<UInt64> {
      for book in try Self.books(values, seed: seed, milliseconds: 20_000, every: 50) {
        for level in book.bids + book.asks { prices.insert(level.price.ticks) }
      }
    }
    let (least, most) = (prices.min() ?? 0, prices.max() ?? 0)
    if theta == 0 {
      #expect(least >= 98 && most <= 103, "\(least) to \(most)")
    } else {
      #expect(least < 96 && most > 105, "\(least) to \(most)")
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `a moving flow holds every invariant, and is the same run twice`(seed: UInt64) throws {
    var plan = ProbeMarket.plan(
      [
        Self.flow([("time_unit", .duration(.milliseconds(5)))]),
        FlowRun.taker(every: 7),
      ], milliseconds: 2_000)
    plan.seed = seed
    var simulation = try Simulation(plan)
    while case .reached = simulation.advance(until: .events(500)) { simulation.checkInvariants() }
    #expect(simulation.tradeCount > 100)
    #expect(simulation.digest == (try PlanRun(plan).digest))
    let faults = simulation.summary(of: AgentIndex(0)).faults
    #expect(faults == AgentFaultCounts())
  }

  @Test func `rates that let a queue grow without bound are refused`() {
    let values = ParameterValues(
      [("limits_3", .text("0.7 1"))], declared: QueueReactive.parameters)
    let faults = QueueReactive.faults(values)
    #expect(faults.map(\.parameter) == ["limits_3"])
    #expect(faults[0].message.contains("allowed is less than"))
    let words = ParameterValues(
      [("cancels_1", .text("1 many"))], declared: QueueReactive.parameters)
    #expect(QueueReactive.faults(words).map(\.parameter) == ["cancels_1"])
  }
}
