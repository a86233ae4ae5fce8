import SimKernel

extension GoldenCollection {
  /// Runs a scenario and compares it with its golden.
  ///
  /// Where they differ, and writing is allowed, the new files are left beside the golden as
  /// `*.new`. A scenario that cannot be run is a verdict, too.
  ///
  /// - Throws: What the file system refuses.
  public func check(_ name: String) throws -> GoldenVerdict {
    guard hasScenario(name) else { return GoldenVerdict(name: name, status: .unreferenced) }
    let setup: RunSetup
    let now: GoldenRun
    do {
      setup = try self.setup(name)
      now = try GoldenRun(setup)
    } catch let mistake as any InputMistake {
      return GoldenVerdict(name: name, status: .failed, failure: mistake.description)
    }
    var verdict = GoldenVerdict(name: name, status: .missing, digest: now.figures.digest)
    guard let golden = try golden(name) else { return verdict }
    verdict.difference = try GoldenDifference(golden: golden, now: now) { line in
      try Self.details(setup, line: line)
    }
    verdict.status = verdict.difference == nil ? .ok : .differs
    if !isReadOnly {
      try propose(now, as: name)
      verdict.proposals = GoldenRun.files.filter { golden.text(of: $0) != now.text(of: $0) }
        .map { "golden/\(name)/\($0)\(Self.proposalEnding)" }
    }
    return verdict
  }

  /// The agent of a line of the tape and where its streams stand at the next checkpoint, from a
  /// second run that listens for them.
  private static func details(
    _ setup: RunSetup, line: Int
  ) throws -> (agent: String?, streams: [String]) {
    let first = GoldenSink(setup)
    _ = try Runner.run(setup, Runner.Options(), into: first)
    guard let agent = first.places[line].agent else { return (nil, []) }
    let second = GoldenSink(setup, watching: (first.places[line].checkpoint, agent))
    _ = try Runner.run(setup, Runner.Options(), into: second)
    return (setup.plan.participants[Int(agent.value)].name, second.streams)
  }
}
