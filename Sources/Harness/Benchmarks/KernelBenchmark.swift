import Foundation
import SimKernel

/// The time of one delivery in a whole simulation: queue, latencies, matching, accounts, journal.
public enum KernelBenchmark {
  public struct Result: Hashable, Sendable {
    /// The event loop less the time in `write(2)`, a delivery; the median of the rounds.
    public var nanosecondsPerDelivery: Double
    /// Those that were timed; so are the journal's bytes and the trades.
    public var deliveries: DeliveryCounts
    public var journalBytesPerDelivery: Double
    public var trades: UInt64
  }

  /// What travels how.
  public enum Market: Hashable, Sendable, CaseIterable {
    /// L1 to four subscribers, with jittered latency: the market that the budget is about.
    case standard
    /// The same with a constant latency.
    case constantLatency
    /// As the standard one, and every change of a level to the same four subscribers.
    case levelFeeds
  }

  static let openTicks: Int64 = 100_000
  static let subscribers = 4
  /// Simulated time before the timed part: until the book and all slabs have their sizes.
  static let warmUpSeconds: Int64 = 20

  /// - Parameters:
  ///   - agents: Traders, at least 1.
  ///   - seconds: Simulated length.
  public static func run(
    agents: Int, seconds: Int64 = 200, rounds: Int = 3, market: Market = .standard
  ) throws -> Result {
    var results: [Result] = []
    for _ in 0..<rounds { results.append(try round(market, agents: agents, seconds: seconds)) }
    return median(results)
  }

  /// The two markets whose costs are compared, by turns, so that both see the same machine.
  public static func compareFeeds(
    agents: Int, seconds: Int64 = 200, rounds: Int = 5
  ) throws -> (constant: Result, feeds: Result) {
    var (constant, feeds): ([Result], [Result]) = ([], [])
    for _ in 0..<rounds {
      constant.append(try round(.constantLatency, agents: agents, seconds: seconds))
      feeds.append(try round(.levelFeeds, agents: agents, seconds: seconds))
    }
    return (median(constant), median(feeds))
  }

  private static func median(_ results: [Result]) -> Result {
    results.sorted { $0.nanosecondsPerDelivery < $1.nanosecondsPerDelivery }[results.count / 2]
  }

  private static func round(
    _ market: Market, agents: Int, seconds: Int64
  ) throws -> Result {
    let plan = plan(market, agents: agents, seconds: warmUpSeconds + seconds)
    var simulation = try Simulation(plan, keepsJournal: true)
    let sink = try TemporarySink()
    defer { sink.remove() }
    try run(&simulation, until: .time(plan.start + .seconds(warmUpSeconds)), to: sink)
    let warm = (simulation.deliveries, simulation.tradeCount, sink.bytes, sink.nanoseconds)
    let start = DispatchTime.now().uptimeNanoseconds
    try run(&simulation, until: .end, to: sink)
    let elapsed = DispatchTime.now().uptimeNanoseconds - start - (sink.nanoseconds - warm.3)
    let deliveries = simulation.deliveries - warm.0
    let count = Double(deliveries.total)
    return Result(
      nanosecondsPerDelivery: Double(elapsed) / count, deliveries: deliveries,
      journalBytesPerDelivery: Double(sink.bytes - warm.2) / count,
      trades: simulation.tradeCount - warm.1)
  }

  private static func run(
    _ simulation: inout Simulation, until limit: AdvanceLimit, to sink: TemporarySink
  ) throws {
    while case .journalFull = simulation.advance(until: limit) {
      try simulation.drainJournal { try sink.write($0) }
    }
    try simulation.drainJournal { try sink.write($0) }
  }

  static func plan(_ market: Market, agents: Int, seconds: Int64) -> SimulationPlan {
    let start = SimTime.zero + .hours(9)
    let latency: LatencyModel =
      market == .constantLatency
      ? .constant(.microseconds(200))
      : .shiftedGamma(shift: .microseconds(140), scaleNanoseconds: 15_000)
    return SimulationPlan(
      seed: 1, start: start, end: start + .seconds(seconds),
      instruments: [Instrument(symbol: "BENCH", openPrice: Price(ticks: openTicks))],
      venues: [VenueDescription(name: "XLIT")],
      participants: (0..<agents).map { index in
        SimulationPlan.Participant(
          name: "trader/\(index)", type: "trader",
          agent: BenchmarkTrader(
            openTicks: openTicks, isSubscriber: index < subscribers,
            takesLevels: market == .levelFeeds && index < subscribers),
          latency: latency)
      })
  }
}

/// A file for a journal that nobody reads, and the time that the system takes to write it.
final class TemporarySink {
  private let path: String
  private let descriptor: Int32
  private(set) var bytes = 0
  /// Spent in `write(2)`.
  private(set) var nanoseconds: UInt64 = 0

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("marketlab-bench-\(ProcessInfo.processInfo.processIdentifier)").path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw BenchmarkInputError(message: "\(path): cannot be written") }
  }

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    var rest = UnsafeRawBufferPointer(words)
    bytes += rest.count
    let start = DispatchTime.now().uptimeNanoseconds
    while !rest.isEmpty {
      let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw FileFailure("write", path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
    nanoseconds += DispatchTime.now().uptimeNanoseconds - start
  }

  func remove() {
    close(descriptor)
    unlink(path)
  }
}
