import Foundation

/// The scenarios of a folder `scenarios` and the golden runs of a folder `golden` beside it.
public struct GoldenCollection: Sendable {
  /// Where both folders are.
  public let root: String
  /// Whether somebody else reads the result: then nothing is written.
  public let isReadOnly: Bool

  private static let scenarioEnding = ".yaml"
  static let proposalEnding = ".new"

  public init(root: String = ".", isReadOnly: Bool) {
    self.root = root
    self.isReadOnly = isReadOnly
  }

  /// Whether the environment is that of a CI job, in which goldens are never written.
  public static var isCI: Bool {
    let value = ProcessInfo.processInfo.environment["CI"] ?? ""
    return !value.isEmpty && value != "0" && value != "false"
  }

  /// The names of the scenarios, sorted.
  public func scenarios() throws -> [String] {
    try entries("scenarios").filter { $0.hasSuffix(Self.scenarioEnding) }
      .map { String($0.dropLast(Self.scenarioEnding.count)) }
  }

  /// The names of scenarios and goldens together, sorted.
  public func names() throws -> [String] {
    let goldens = try entries("golden").filter {
      InputFile.isFolder(path("golden/\($0)"))
    }
    return Set(try scenarios()).union(goldens).sorted()
  }

  /// - Throws: `RunError.unreadable` where the folder is there and cannot be read.
  private func entries(_ folder: String) throws -> [String] {
    let path = path(folder)
    guard InputFile.isFolder(path) else { return [] }
    return try InputFile.names(in: path).filter { !$0.hasPrefix(".") }
  }

  // MARK: One of them

  /// Whether a scenario is there; a link that leads nowhere is one that cannot be read.
  public func hasScenario(_ name: String) -> Bool { PathKind(of: scenarioPath(name)) != .absent }

  func setup(_ name: String) throws -> RunSetup { try RunSetup(path: scenarioPath(name)) }

  /// The golden of a scenario, nil where it is not there or not whole.
  func golden(_ name: String) throws -> GoldenRun? {
    try GoldenRun { file in
      let path = path("golden/\(name)/\(file)")
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      return String(decoding: try InputFile.bytes(path), as: UTF8.self)
    }
  }

  /// Writes a golden, and removes what was proposed for it.
  func write(_ run: GoldenRun, as name: String) throws {
    try OutputFolder.make(path("golden/\(name)"))
    for file in GoldenRun.files {
      try OutputFile.replace(path("golden/\(name)/\(file)"), with: run.text(of: file))
    }
    try propose(nil, as: name)
  }

  /// Writes `*.new` beside the files of a golden that a run would change, and removes the others.
  func propose(_ run: GoldenRun?, as name: String) throws {
    let golden = try golden(name)
    for file in GoldenRun.files {
      let path = path("golden/\(name)/\(file)\(Self.proposalEnding)")
      if let run, run.text(of: file) != golden?.text(of: file) {
        try OutputFile.replace(path, with: run.text(of: file))
      } else if unlink(path) != 0 && errno != ENOENT && errno != ENOTDIR {
        throw FileFailure("remove", path)
      }
    }
  }

  /// The scenario's path, as its summary prints it.
  func scenarioPath(_ name: String) -> String { path("scenarios/\(name)\(Self.scenarioEnding)") }

  func path(_ name: String) -> String { root == "." ? name : "\(root)/\(name)" }
}
