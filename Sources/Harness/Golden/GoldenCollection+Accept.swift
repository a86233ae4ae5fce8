/// Why a golden was not accepted.
public enum GoldenRefusal: InputMistake, Hashable {
  case continuousIntegration
  case noScenario(String)
  /// Something else is where the folder of a golden has to be.
  case noFolder(path: String, found: String)
  /// The scenario's run is not the same twice.
  case notRepeatable(name: String, first: String, second: String)

  public var description: String {
    switch self {
    case .continuousIntegration:
      "CI is set, allowed is to accept a golden by hand and to commit it"
    case .noScenario(let path): "there is no \(path), allowed is the name of a scenario"
    case .noFolder(let path, let found):
      "\(path) is \(found), allowed is a folder, or nothing, to be made one"
    case .notRepeatable(let name, let first, let second):
      "\(name) is not the same twice: digest \(first), in a second process \(second); "
        + "nothing was written"
    }
  }
}

extension GoldenCollection {
  /// Makes the run of a scenario its golden.
  ///
  /// - Parameter secondDigest: Repeats the run elsewhere; in a process of its own if not given.
  /// - Returns: The digest of what is golden now.
  /// - Throws: `GoldenRefusal`, and what reading and running throw.
  public func accept(
    _ name: String,
    secondDigest: (RunSetup) throws -> String = { setup in
      try SecondProcess.digests(setup.arguments()).first ?? "none"
    }
  ) throws -> String {
    if isReadOnly { throw GoldenRefusal.continuousIntegration }
    guard hasScenario(name) else { throw GoldenRefusal.noScenario(scenarioPath(name)) }
    try checkPlace(of: name)
    let setup = try setup(name)
    let run = try GoldenRun(setup)
    let second = try secondDigest(setup)
    guard run.figures.digest == second else {
      throw GoldenRefusal.notRepeatable(name: name, first: run.figures.digest, second: second)
    }
    try write(run, as: name)
    return second
  }

  /// Before the runs, which may take long.
  private func checkPlace(of name: String) throws(GoldenRefusal) {
    for path in [path("golden"), path("golden/\(name)")] where !InputFile.isFolder(path) {
      let kind = PathKind(of: path)
      if kind == .absent { return }
      throw .noFolder(path: path, found: kind == .link ? "a link to no folder" : kind.rawValue)
    }
  }
}
