import Scenarios

/// What a run's folder says about where it came from.
struct RunManifest {
  let result: RunResult

  let executable: ExecutableStamp

  /// - Throws: `RunError.unreadable` where this process cannot read its own executable.
  init(_ result: RunResult) throws(RunError) {
    self.result = result
    executable = try ExecutableStamp.current()
  }

  var json: JSONValue {
    let setup = result.setup
    return [
      "scenario": .string(setup.path), "scenario_sha256": .string("\(setup.scenarioHash)"),
      "seed": JSONValue(setup.seed), "overrides": .array(setup.overrides.map(JSONValue.string)),
      "tie_order": .string(setup.tieOrderText), "version": .string(Versions.marketlab),
      "commit": executable.commit.map(JSONValue.string) ?? .null,
      "executable_sha256": .string("\(executable.sha256)"),
      "toolchain": .string("swift \(Versions.swift) \(Versions.buildMode)"),
      "golden_domain": .string(JournalFormat.goldenDomain), "digest": .string("\(result.digest)"),
      "events": JSONValue(result.events), "replay": .string(setup.replayLine()),
    ]
  }
}
