import SimKernel

extension GoldenCollection {
  /// Runs a scenario and compares it with its golden.
  ///
  /// Where they differ, and writing is allowed, the new files are left beside the golden as
  /// `*.new`.
  ///
  /// - Throws: `ScenarioError`, `RunError`, or what the file system refuses.
  public func check(_ name: String) throws -> GoldenVerdict {
    guard hasScenario(name) else { return GoldenVerdict(name: name, status: .unreferenced) }
    let setup = try setup(name)
    let now = try GoldenRun(setup)
    var verdict = GoldenVerdict(name: name, status: .missing, digest: now.figures.digest)
    guard let golden = try golden(name) else { return verdict }
    verdict.difference = try GoldenDifference(golden: golden, now: now) { line in
      try Self.details(setup, line: line)
    }
    verdict.status = verdict.difference == nil ? .equal : .different
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
