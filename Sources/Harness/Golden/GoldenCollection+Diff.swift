extension GoldenCollection {
  /// What accepting a run would change in its golden's files; empty where nothing.
  ///
  /// - Throws: As `check`; `GoldenRefusal.noScenario`.
  public func diff(_ name: String) throws -> String {
    guard hasScenario(name) else { throw GoldenRefusal.noScenario(scenarioPath(name)) }
    let now = try GoldenRun(setup(name))
    let golden = try golden(name)
    return ["summary.txt", "tape.txt", "digest.json"].map { file in
      TextDifference(
        golden?.text(of: file) ?? "", now.text(of: file),
        from: "golden/\(name)/\(file)", to: "now"
      ).text
    }.joined()
  }
}
