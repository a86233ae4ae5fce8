import Harness
import Scenarios

/// Measures the stylised facts and the microstructure of a market, and how far it is from another.
struct FactsCommand: Command {
  let name = "facts"
  let summary = "Measure stylised facts and microstructure, alone or against another market"
  let operands = [
    Operand("RUN", "a run's folder or a journal file, in place of --messages", count: .optional)
  ]
  let options: [Option] = [
    .messages, .recordedBook, .against, .againstMessages, .againstBook, .venue, .instrument, .depth,
    .recordedTick, .picture, .replicates, .resampleSeed, .json,
  ]
  let examples = [
    "facts --messages message_1.csv.xz --book orderbook_1.csv.xz",
    "facts runs/first --picture facts.svg --json",
    "facts runs/first --against-messages message_10.csv.xz --against-book orderbook_10.csv.xz",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let source = try MarketSource(
      run: arguments.operands.first, messages: arguments.text(.messages),
      book: arguments.text(.recordedBook), names: "RUN or --messages")
    let against = try against(arguments)
    let sources = [source] + (against.map { [$0] } ?? [])
    try checkUse(of: arguments, sources)
    let picture = try arguments.picture(apartFrom: sources.flatMap(\.paths))
    let reading = try reading(arguments)
    let bootstrap = try bootstrap(arguments)
    guard let against else {
      let facts = MarketFacts(try source.recording(reading), bootstrap: bootstrap)
      try picture?.draw(FactsPicture(dataSets: [facts]).page)
      console.writeResult(arguments, json: facts.json, text: facts.text)
      return .done
    }
    let (market, other) = try reading.both(source, against)
    let comparison = try MarketComparison(market, against: other, bootstrap: bootstrap)
    let dataSets = [comparison.facts, comparison.againstFacts]
    try picture?.draw(FactsPicture(dataSets: dataSets).page)
    console.writeResult(arguments, json: comparison.json, text: comparison.text)
    return .done
  }

  private func against(_ arguments: Arguments) throws -> MarketSource? {
    let options = [Option.against, .againstMessages, .againstBook]
    guard options.contains(where: arguments.has) else { return nil }
    return try MarketSource(
      run: arguments.text(.against), messages: arguments.text(.againstMessages),
      book: arguments.text(.againstBook), names: "--against or --against-messages")
  }

  /// Refuses options that would be without effect.
  private func checkUse(
    of arguments: Arguments, _ sources: [MarketSource]
  ) throws(UsageError) {
    if !sources.contains(where: \.isRun) {
      for option in [Option.depth, .venue, .instrument] where arguments.has(option) {
        throw UsageError("--\(option.name) goes with a run, and none is given")
      }
    }
    if sources.allSatisfy(\.isRun) && arguments.has(.recordedTick) {
      throw UsageError("--tick goes with LOBSTER files, and none are given")
    }
  }

  private func bootstrap(_ arguments: Arguments) throws(UsageError) -> BlockBootstrap {
    let replicates = try arguments.integer(.replicates, in: 0...100_000) ?? 1_000
    if replicates == 0 && arguments.has(.resampleSeed) {
      throw UsageError("--seed goes with --replicates above 0")
    }
    return BlockBootstrap(
      replicates: replicates,
      seed: try arguments.integer(.resampleSeed, in: 0...UInt64.max) ?? 1)
  }

  private func reading(_ arguments: Arguments) throws -> MarketReading {
    MarketReading(
      choice: BookChoice(venue: arguments.text(.venue), instrument: arguments.text(.instrument)),
      depth: try arguments.integer(.depth, in: 1...10),
      tick: try arguments.integer(.recordedTick, in: 1...1_000_000_000) ?? 100)
  }
}

extension Option {
  fileprivate static let messages = Option.recordedMessages.optional
  fileprivate static let against = Option.value(
    "against", "RUN", "compare with this run")
  fileprivate static let againstMessages = Option.value(
    "against-messages", "FILE", "compare with these LOBSTER messages")
  fileprivate static let againstBook = Option.value(
    "against-book", "FILE", "their orderbook; rebuilt from the messages if not given")
  fileprivate static let venue = Option.value("venue", "NAME", "the venue, where a run has several")
  fileprivate static let instrument = Option.value(
    "instrument", "SYMBOL", "the instrument, where a run has several")
  fileprivate static let depth = Option.value(
    "depth", "N", "levels of a run's book, 1 to 10; those of the file compared with, or 10")
  fileprivate static let replicates = Option.value(
    "replicates", "N", "resamples for the intervals; 1000 if not given, 0 for no intervals")
  fileprivate static let resampleSeed = Option.value(
    "seed", "N", "of the resamples; 1 if not given")
}
