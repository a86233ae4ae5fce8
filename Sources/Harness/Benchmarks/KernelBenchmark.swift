import Foundation
import SimKernel

/// The time of one delivery in a whole simulation: queue, latencies, matching, accounts, journal.
public enum KernelBenchmark {
  public struct Result: Hashable, Sendable {
    /// The event loop without writing the journal to its file, a delivery; the median of the
    /// rounds.
    public var nanosecondsPerDelivery: Double
    public var deliveries: DeliveryCounts
    public var journalBytesPerDelivery: Double
    public var trades: UInt64
  }

  static let openTicks: Int64 = 100_000
  static let subscribers = 4

  /// - Parameters:
  ///   - agents: Traders, at least 1.
  ///   - seconds: Simulated length.
  public static func run(agents: Int, seconds: Int64 = 200, rounds: Int = 3) throws -> Result {
    var results: [Result] = []
    for _ in 0..<rounds { results.append(try round(agents: agents, seconds: seconds)) }
    return results.sorted { $0.nanosecondsPerDelivery < $1.nanosecondsPerDelivery }[rounds / 2]
  }

  private static func round(agents: Int, seconds: Int64) throws -> Result {
    var simulation = try Simulation(plan(agents: agents, seconds: seconds))
    simulation.keepsJournal = true
    let sink = try TemporarySink()
    defer { sink.remove() }
    let start = DispatchTime.now().uptimeNanoseconds
    var writing: UInt64 = 0
    while case .journalFull = simulation.advance(until: .end) {
      try drain(&simulation, to: sink, &writing)
    }
    try drain(&simulation, to: sink, &writing)
    let elapsed = DispatchTime.now().uptimeNanoseconds - start - writing
    return Result(
      nanosecondsPerDelivery: Double(elapsed) / Double(simulation.deliveryCount),
      deliveries: simulation.deliveries,
      journalBytesPerDelivery: Double(sink.bytes) / Double(simulation.deliveryCount),
      trades: simulation.tradeCount)
  }

  private static func drain(
    _ simulation: inout Simulation, to sink: TemporarySink, _ writing: inout UInt64
  ) throws {
    let start = DispatchTime.now().uptimeNanoseconds
    try simulation.drainJournal { try sink.write($0) }
    writing += DispatchTime.now().uptimeNanoseconds - start
  }

  static func plan(agents: Int, seconds: Int64) -> SimulationPlan {
    let start = SimTime.zero + .hours(9)
    return SimulationPlan(
      seed: 1, start: start, end: start + .seconds(seconds),
      instruments: [Instrument(symbol: "BENCH", openPrice: Price(ticks: openTicks))],
      venues: [VenueDescription(name: "XLIT")],
      participants: (0..<agents).map { index in
        SimulationPlan.Participant(
          name: "trader/\(index)", type: "trader",
          agent: BenchmarkTrader(openTicks: openTicks, isSubscriber: index < subscribers),
          latency: .shiftedGamma(shift: .microseconds(140), scaleNanoseconds: 15_000))
      })
  }
}

/// A file for a journal that nobody reads.
final class TemporarySink {
  private let url: URL
  private let handle: FileHandle
  private(set) var bytes = 0

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("marketlab-bench-\(ProcessInfo.processInfo.processIdentifier)")
    guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
      throw BenchmarkInputError(message: "\(url.path): cannot be written")
    }
    handle = try FileHandle(forWritingTo: url)
  }

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    bytes += words.count * 8
    try handle.write(contentsOf: Data(buffer: words))
  }

  func remove() {
    try? handle.close()
    try? FileManager.default.removeItem(at: url)
  }
}
