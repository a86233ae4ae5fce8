import Harness
import Scenarios

/// Times a fork of a running market.
struct BenchForkCommand: Command {
  let name = "bench fork"
  let summary = "Time a fork of a running market with one message to each agent of the branch"
  let options = [Option.json]
  let examples = ["bench fork"]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let result = try ForkBenchmark.run()
    if arguments.has(.json) {
      console.writeJSON([
        "agents": JSONValue(result.agents), "live_orders": JSONValue(result.liveOrders),
        "microseconds_fork_only": .number(result.microsecondsForkOnly),
        "microseconds_per_fork": .number(result.microsecondsPerFork),
      ])
    } else {
      console.writeOutput(
        "\(BenchFormat.text(result.microsecondsPerFork)) us a fork and a message to each agent, "
          + "\(BenchFormat.text(result.microsecondsForkOnly)) us the fork alone "
          + "(\(result.agents) agents, \(result.liveOrders) live orders)\n")
    }
    return .done
  }
}
