/// What a run's folder says about where it came from.
struct RunManifest {
  let result: RunResult

  init(_ result: RunResult) { self.result = result }

  var json: JSONValue {
    let setup = result.setup
    return [
      "scenario": .string(setup.path), "scenario_sha256": .string("\(setup.scenarioHash)"),
      "seed": JSONValue(setup.seed), "overrides": .array(setup.overrides.map(JSONValue.string)),
      "tie_order": .string(setup.tieOrderText), "version": .string(Versions.marketlab),
      "toolchain": .string("swift \(Versions.swift) \(Versions.buildMode)"),
      "golden_domain": .string(JournalFormat.goldenDomain), "digest": .string("\(result.digest)"),
      "events": JSONValue(result.events), "replay": .string(setup.replayLine()),
    ]
  }
}
