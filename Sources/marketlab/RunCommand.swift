import Harness
import Scenarios
import SimKernel
import Synchronization

/// Runs a scenario and tells what happened.
struct RunCommand: Command {
  let name = "run"
  let summary = "Run a scenario and tell what happened"
  let operands = [Operand("SCENARIO", "a scenario file in YAML")]
  let options: [Option] = [
    .seed, .seeds, .workers, .set, .out, .resume, .checkTwice, .check, .tieOrder, .json,
  ]
  let examples = [
    "run scenarios/quickstart.yaml",
    "run scenarios/quickstart.yaml --seed 7 --set agents.noise.count=50 --json",
    "run scenarios/quickstart.yaml --seeds 1..20 --workers 2",
    "run scenarios/quickstart.yaml --out runs/first",
  ]

  func run(_ arguments: Arguments, on console: Console) async throws -> ExitCode {
    let seeds = try arguments.range(.seeds, in: 0...UInt64.max)
    try checkCombination(arguments, seeds: seeds)
    let setup = try RunSetup(
      path: arguments.operands[0], seed: seeds?.lowerBound ?? arguments.seed(),
      overrides: arguments.texts(.set), tieOrder: arguments.tieOrder())
    var options = Runner.Options()
    options.checksInvariants = arguments.has(.check)
    options.goesOn = watch(setup.plan, on: console)
    let folder = try arguments.text(.out).map(RunFolder.init)
    Interruption.listen()
    let results: [RunResult]
    do {
      results = try await self.results(setup, seeds, folder, arguments, options, on: console)
    } catch let stop as RunInterrupted {
      console.clearProgress()
      console.writeError(
        "marketlab run: stopped after event \(stop.event) at \(stop.time.timeOfDayText)\n")
      sayHowToResume(setup, folder, on: console)
      Interruption.end()
    } catch let failure as FileFailure {
      console.clearProgress()
      console.writeError("marketlab run: \(failure)\n")
      sayHowToResume(setup, folder, on: console)
      return ExitCode(failure)
    } catch let difference as ResumeDifference {
      console.clearProgress()
      console.writeError("marketlab run: \(difference)\n")
      return .checkFailed
    }
    console.clearProgress()
    show(results, isSweep: seeds != nil, arguments, on: console)
    if arguments.has(.checkTwice) { return try checkTwice(results, setup, seeds, on: console) }
    return .done
  }

  private func results(
    _ setup: RunSetup, _ seeds: ClosedRange<UInt64>?, _ folder: RunFolder?,
    _ arguments: Arguments, _ options: Runner.Options, on console: Console
  ) async throws -> [RunResult] {
    if let seeds {
      let workers = try arguments.integer(.workers, in: 1...1_024) ?? 1
      return try await SeedSweep.run(setup, seeds: seeds, workers: workers, options)
    }
    guard let folder else { return [try Runner.run(setup, options)] }
    guard arguments.has(.resume) else { return [try folder.run(setup, options)] }
    let result = try folder.resume(setup, options) { point in
      let place =
        point.map { "after \($0)" } ?? "from the start, nothing of an earlier run is there"
      console.writeError("marketlab run: goes on \(place)\n")
    }
    return [result]
  }

  private func sayHowToResume(_ setup: RunSetup, _ folder: RunFolder?, on console: Console) {
    guard let folder, folder.hasPartial else { return }
    console.writeError("go on with: \(setup.resumeLine(folder, program: console.program))\n")
  }

  /// Compares the digests with those of a second process.
  private func checkTwice(
    _ results: [RunResult], _ setup: RunSetup, _ seeds: ClosedRange<UInt64>?, on console: Console
  ) throws -> ExitCode {
    let digests: [String]
    do {
      digests = try SecondProcess.digests(setup.arguments(seeds: seeds)) {
        !Interruption.isRequested
      }
    } catch  where Interruption.isRequested {
      // The second process may have been asked, too, and ended before this one saw it.
      console.writeError("marketlab run: stopped before the second process was done\n")
      Interruption.end()
    }
    precondition(
      digests.count == results.count, "\(digests.count) digests of \(results.count) runs")
    for (result, digest) in zip(results, digests) where "\(result.digest)" != digest {
      console.writeError(
        "marketlab run: seed \(result.setup.seed) has the digest \(result.digest) here and "
          + "\(digest) in a second process\n")
      return .checkFailed
    }
    console.writeError("a second process has the same digest\(results.count == 1 ? "" : "s")\n")
    return .done
  }

  private func checkCombination(
    _ arguments: Arguments, seeds: ClosedRange<UInt64>?
  ) throws(UsageError) {
    if arguments.has(.seed) && seeds != nil {
      throw UsageError("--seed and --seeds together, allowed is one of them")
    }
    if arguments.has(.workers) && seeds == nil {
      throw UsageError("--workers without --seeds, allowed is --seeds A..B --workers W")
    }
    if arguments.has(.out) && seeds != nil {
      throw UsageError("--out and --seeds together, allowed is a folder for one run")
    }
    if arguments.has(.resume) && !arguments.has(.out) {
      throw UsageError("--resume without --out, allowed is --out DIR --resume")
    }
    let path = arguments.operands[0]
    if arguments.has(.checkTwice) && !InputFile.isReadableTwice(path) {
      let name = path == "-" ? "standard input" : path
      throw UsageError(
        "\(name) cannot be read twice, allowed with --check-twice is a scenario in a plain file")
    }
    if let seeds, seeds.upperBound - seeds.lowerBound >= Option.seedLimit {
      throw UsageError("--seeds names more than \(Option.seedLimit) seeds, allowed are fewer")
    }
  }

  /// Shows how far a run is, and stops it where the user asked.
  private func watch(_ plan: SimulationPlan, on console: Console) -> @Sendable (SimTime) -> Bool {
    let shown = ShownPercent()
    let length = max(1, (plan.end - plan.start).nanoseconds)
    return { now in
      let percent = Int((now - plan.start).nanoseconds / max(1, length / 100))
      if shown.changes(to: percent) {
        console.showProgress("\(now.timeOfDayText) of \(plan.end.timeOfDayText), \(percent) %")
      }
      return !Interruption.isRequested
    }
  }

  private func show(
    _ results: [RunResult], isSweep: Bool, _ arguments: Arguments, on console: Console
  ) {
    if arguments.has(.json) {
      console.writeJSON(isSweep ? .array(results.map(\.json)) : results[0].json)
    } else if isSweep {
      console.writeOutput(SweepTable.text(results))
    } else {
      console.writeOutput(results[0].summary(program: console.program) + results[0].timing)
    }
  }
}

/// The progress that was shown last, so that the terminal is not flooded.
private final class ShownPercent: Sendable {
  private let last = Atomic<Int>(-1)

  func changes(to percent: Int) -> Bool {
    last.exchange(percent, ordering: .relaxed) != percent
  }
}

extension Option {
  static let seed = Option.value("seed", "N", "the seed, instead of the scenario's own")
  static let seeds = Option.value("seeds", "A..B", "one run a seed, both ends included")
  static let workers = Option.value("workers", "W", "runs at a time with --seeds, 1 if not given")
  static let set = Option.value(
    "set", "path=value", isRepeated: true, "another value, such as agents.noise.count=50")
  static let out = Option.value(
    "out", "DIR", "write manifest, journal and summary into a new folder")
  static let resume = Option.flag("resume", "go on with a run whose DIR.partial is there")
  static let checkTwice = Option.flag(
    "check-twice", "run again in a second process and compare the digests")
  static let check = Option.flag("check", "check every invariant after every event")
  static let tieOrder = Option.value(
    "tie-order", "sequence|shuffled:SEED",
    "an audit: permute what happens at one instant; sequence if not given")

  /// Seeds of one sweep at the most.
  static let seedLimit: UInt64 = 1_000_000
}

extension Arguments {
  func seed() throws(UsageError) -> UInt64? { try integer(.seed, in: 0...UInt64.max) }

  func tieOrder() throws(UsageError) -> TieOrder {
    guard let text = text(.tieOrder) else { return .sequence }
    if text == "sequence" { return .sequence }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "shuffled", let seed = UInt64(parts[1]) else {
      throw UsageError("--tie-order was '\(text)', allowed: sequence or shuffled:SEED")
    }
    return .shuffled(seed: seed)
  }
}
