import Harness
import Scenarios

/// Times a delivery in a whole simulation.
struct BenchKernelCommand: Command {
  private static let agents = Option.value("agents", "N", "traders (1000)")

  let name = "bench kernel"
  let summary = "Time a delivery in a simulation of many traders, journal to a file"
  let options = [agents, Option.json]
  let examples = ["bench kernel --agents 1000"]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let agents = try arguments.integer(Self.agents, in: 1...1_000_000) ?? 1_000
    let result = try KernelBenchmark.run(agents: agents)
    let counts = result.deliveries
    let kinds = [
      ("arrivals", counts.arrivals), ("quotes", counts.quotes), ("reports", counts.reports),
      ("snapshots", counts.snapshots), ("imbalances", counts.imbalances), ("news", counts.news),
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
}
