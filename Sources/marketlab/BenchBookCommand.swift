import Harness
import Scenarios

/// Times the matching engine on a file of messages.
struct BenchBookCommand: Command {
  private static let messages = Option.value(
    "messages", "FILE", isRequired: true, "messages in the yardstick's format (generate_messages)")

  let name = "bench book"
  let summary = "Time a message in the matching engine"
  let options = [messages, Option.json]
  let examples = ["bench book --messages messages_10000.bin"]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let path = try arguments.required(Self.messages, "the path of a message file")
    let result = BookBenchmark.run(try BookMessageFile(path: path))
    if arguments.has(.json) {
      console.writeJSON([
        "messages": JSONValue(result.messages),
        "ns_per_message": .number(result.nanosecondsPerMessage),
        "trades": JSONValue(result.trades),
      ])
    } else {
      console.writeOutput(
        "\(BenchFormat.text(result.nanosecondsPerMessage)) ns a message, "
          + "\(result.messages) messages, \(result.trades) trades\n")
    }
    return .done
  }
}
