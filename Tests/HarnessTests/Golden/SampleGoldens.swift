import Foundation
import TestSupport

@testable import Harness

/// Scenarios and goldens in a folder of their own.
struct SampleGoldens {
  let folder: TemporaryFolder

  init(_ names: [String] = ["sample"]) throws {
    folder = try TemporaryFolder()
    for name in ["scenarios", "golden"] {
      try FileManager.default.createDirectory(
        at: folder.url.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    for name in names { _ = try folder.write("scenarios/\(name).yaml", text: SampleRun.text) }
  }

  func collection(isReadOnly: Bool = false) -> GoldenCollection {
    GoldenCollection(root: folder.url.path, isReadOnly: isReadOnly)
  }

  /// Accepts, with the second run in this process, because a test process is no marketlab.
  func accept(_ name: String = "sample") throws {
    _ = try collection().accept(name) { "\(try Runner.run($0).digest)" }
  }

  /// Replaces a text in the scenario.
  func edit(_ old: String, _ new: String, of name: String = "sample") throws {
    precondition(SampleRun.text.contains(old), "the sample does not hold '\(old)'")
    _ = try folder.write(
      "scenarios/\(name).yaml", text: SampleRun.text.replacingOccurrences(of: old, with: new))
  }

  /// Makes a symbolic link to nothing.
  func linkNowhere(_ name: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: path("nowhere"))
  }

  func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  /// The names in a folder, sorted.
  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
  }
}
