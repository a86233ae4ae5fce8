extension GoldenCollection {
  /// What accepting a run would change in its golden's files.
  ///
  /// A scenario that cannot be run is a status, too.
  ///
  /// - Throws: What the file system refuses.
  public func diff(_ name: String) throws -> GoldenChange {
    guard hasScenario(name) else { return GoldenChange(name: name, status: .unreferenced) }
    do {
      let now = try GoldenRun(setup(name))
      let golden = try golden(name)
      let text = ["summary.txt", "tape.txt", "digest.json"].map { file in
        TextDifference(
          golden?.text(of: file) ?? "", now.text(of: file),
          from: "golden/\(name)/\(file)", to: "now"
        ).text
      }.joined()
      let changed: GoldenVerdict.Status = golden == nil ? .missing : .differs
      return GoldenChange(name: name, status: text.isEmpty ? .ok : changed, difference: text)
    } catch let mistake as any InputMistake {
      return GoldenChange(name: name, status: .failed, failure: mistake.description)
    }
  }
}
