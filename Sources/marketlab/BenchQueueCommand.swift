import Harness
import Scenarios

/// Times the event queue.
struct BenchQueueCommand: Command {
  private static let pending = Option.value("pending", "N", "events always pending (100000)")
  private static let delays = Option.value("delays", "exp|lat", "law of the delays (exp)")

  let name = "bench queue"
  let summary = "Time a hold of the event queue: pop the earliest, push it back later"
  let options = [pending, delays, Option.json]
  let examples = ["bench queue --pending 100000 --delays lat"]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let pending = try arguments.integer(Self.pending, in: 1...50_000_000) ?? 100_000
    let delays = try arguments.choice(Self.delays, of: QueueBenchmark.Delays.self) ?? .exponential
    let time = QueueBenchmark.run(pending: pending, delays: delays)
    if arguments.has(.json) {
      console.writeJSON([
        "delays": .string(delays.rawValue), "ns_per_hold": .number(time),
        "pending": JSONValue(pending),
      ])
    } else {
      console.writeOutput(
        "\(BenchFormat.text(time)) ns a hold, \(pending) pending, delays \(delays.rawValue)\n")
    }
    return .done
  }
}
