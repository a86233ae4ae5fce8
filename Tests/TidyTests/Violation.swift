/// A place where the code is not as the house rules want it.
struct Violation: Equatable, CustomStringConvertible {
  let path: String
  /// From 1; 0 where the whole file is meant.
  let line: Int
  let problem: String

  var description: String { line == 0 ? "\(path): \(problem)" : "\(path):\(line): \(problem)" }
}

/// A text file of the repository.
struct SourceFile {
  /// From the root of the repository: `Sources/SimKernel/Time/SimTime.swift`.
  let path: String
  let text: String

  /// The target that a Swift file belongs to: `SimKernel`.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
