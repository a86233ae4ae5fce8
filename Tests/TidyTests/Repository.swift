import Foundation

/// The files of this repository, found from where this file was compiled.
struct Repository {
  private let root: URL

  init(filePath: String = #filePath) {
    var root = URL(filePath: filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    self.root = root
  }

  /// Every text file that people write, in the order of their paths.
  func files() throws -> [SourceFile] {
    let folders = ["Sources", "Tests", "Benchmarks", ".ci", "scenarios", "docs"]
    let atRoot = [
      "Package.swift", "Makefile", "README.md", "ARCHITECTURE.md", "STYLE.md", "DETERMINISM.md",
      "CHANGELOG.md",
    ]
    let paths = atRoot.filter(exists) + folders.flatMap(paths)
    return try paths.sorted().map { SourceFile(path: $0, text: try text(of: $0)) }
  }

  func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The names in a folder, or none where it is absent.
  func names(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: folder).path(percentEncoded: false))
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path(percentEncoded: false))
  }

  private func paths(under folder: String) -> [String] {
    let folderPath = root.appending(path: folder).path(percentEncoded: false)
    guard let names = FileManager.default.enumerator(atPath: folderPath) else { return [] }
    let endings = [".swift", ".h", ".c", ".cpp", ".md", ".yaml", ".modulemap"]
    return names.compactMap { $0 as? String }
      .filter { name in
        let isHeld = name.hasPrefix("Fixtures/") || name.contains("/Fixtures/")
        return !isHeld && (folder == ".ci" || endings.contains { name.hasSuffix($0) })
      }
      .map { "\(folder)/\($0)" }
  }
}
