import Harness
import Scenarios

/// Times a delivery in a whole simulation.
struct BenchKernelCommand: Command {
  private static let agents = Option.value("agents", "N", "traders (1000)")
  private static let feeds = Option.flag(
    "feeds", "compare jittered latency and L2 feeds with constant latency and L1 alone")

  let name = "bench kernel"
  let summary = "Time a delivery in a simulation of many traders, journal to a file"
  let options = [agents, feeds, Option.json]
  let examples = ["bench kernel --agents 1000", "bench kernel --feeds"]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let agents = try arguments.integer(Self.agents, in: 1...1_000_000) ?? 1_000
    if arguments.has(Self.feeds) { return try compareFeeds(agents, arguments, console) }
    let result = try KernelBenchmark.run(agents: agents)
    let counts = result.deliveries
    let kinds = [
      ("arrivals", counts.arrivals), ("quotes", counts.quotes), ("reports", counts.reports),
      ("snapshots", counts.snapshots), ("imbalances", counts.imbalances), ("news", counts.news),
      ("feeds", counts.feeds),
      ("wakes", counts.wakes),
    ]
    if arguments.has(.json) {
      var byKind: [String: JSONValue] = [:]
      for (name, count) in kinds { byKind[name] = JSONValue(count) }
      console.writeJSON([
        "deliveries": JSONValue(counts.total), "deliveries_by_kind": .object(byKind),
        "journal_bytes_per_delivery": .number(result.journalBytesPerDelivery),
        "ns_per_delivery": .number(result.nanosecondsPerDelivery),
      ])
    } else {
      let parts = kinds.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
      console.writeOutput(
        "\(BenchFormat.text(result.nanosecondsPerDelivery)) ns a delivery, "
          + "\(BenchFormat.text(result.journalBytesPerDelivery)) journal bytes a delivery\n"
          + "\(counts.total) deliveries: \(parts)\n")
    }
    return .done
  }

  /// The cost of a delivery with jittered latencies and feeds of levels, over that with neither.
  private func compareFeeds(
    _ agents: Int, _ arguments: Arguments, _ console: Console
  ) throws -> ExitCode {
    let (constant, feeds) = try KernelBenchmark.compareFeeds(agents: agents)
    let ratio = feeds.nanosecondsPerDelivery / constant.nanosecondsPerDelivery
    if arguments.has(.json) {
      console.writeJSON([
        "ns_per_delivery": .number(feeds.nanosecondsPerDelivery),
        "ns_per_delivery_constant": .number(constant.nanosecondsPerDelivery),
        "deliveries": JSONValue(feeds.deliveries.total),
        "deliveries_constant": JSONValue(constant.deliveries.total),
        "feed_deliveries": JSONValue(feeds.deliveries.feeds), "ratio": .number(ratio),
      ])
    } else {
      console.writeOutput(
        "\(BenchFormat.text(feeds.nanosecondsPerDelivery)) ns a delivery with jittered latency and "
          + "L2 feeds (\(feeds.deliveries.total), \(feeds.deliveries.feeds) of them of levels)\n"
          + "\(BenchFormat.text(constant.nanosecondsPerDelivery)) ns with constant latency and L1 "
          + "alone (\(constant.deliveries.total))\n"
          + "\(BenchFormat.text(ratio)) x\n")
    }
    return .done
  }
}
