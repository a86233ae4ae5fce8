import Harness

/// Measures the stylised facts and the microstructure of a market.
struct FactsCommand: Command {
  let name = "facts"
  let summary = "Measure stylised facts and microstructure of recorded data, with a picture"
  let options: [Option] = [.messages, .book, .tick, .picture, .replicates, .resampleSeed, .json]
  let examples = [
    "facts --messages message_1.csv.xz --book orderbook_1.csv.xz",
    "facts --messages message_50.csv.xz --picture facts.svg --json",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    guard let messages = arguments.text(.messages) else {
      throw UsageError("--messages is missing")
    }
    let tick: Int64 = try arguments.integer(.tick, in: 1...1_000_000_000) ?? 100
    let bootstrap = BlockBootstrap(
      replicates: try arguments.integer(.replicates, in: 0...100_000) ?? 1_000,
      seed: try arguments.integer(.resampleSeed, in: 0...UInt64.max) ?? 1)
    // Before the work, so that a wrong name or a missing gnuplot costs no time.
    let picture = try arguments.text(.picture).map { try PictureFile(path: $0) }
    let tape = try MarketTape.lobster(
      messages: messages, book: arguments.text(.book), tick: tick)
    let facts = MarketFacts(name: DataSetName.of(messages), tape, bootstrap: bootstrap)
    try picture?.draw(FactsPicture(dataSets: [facts]).page)
    if arguments.has(.json) {
      console.writeJSON(facts.json)
    } else {
      console.writeOutput(facts.text)
    }
    return .done
  }
}

extension Option {
  fileprivate static let messages = Option.value(
    "messages", "FILE", isRequired: true,
    "LOBSTER messages: plain, xz, gzip or zstd, known by their content")
  fileprivate static let book = Option.value(
    "book", "FILE", "the recorded LOBSTER orderbook; rebuilt from the messages if not given")
  fileprivate static let tick = Option.value(
    "tick", "N", "a tick in units of the file, dollars x 10,000; 100, one cent, if not given")
  fileprivate static let picture = Option.value(
    "picture", "FILE", "draw a page of panels; .svg or .png, by gnuplot")
  fileprivate static let replicates = Option.value(
    "replicates", "N", "resamples for the intervals; 1000 if not given, 0 for no intervals")
  fileprivate static let resampleSeed = Option.value(
    "seed", "N", "of the resamples; 1 if not given")
}
