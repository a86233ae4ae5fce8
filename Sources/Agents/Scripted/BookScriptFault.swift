/// One fault of a script, with its place.
public struct BookScriptFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  public var line: Int
  /// From 1, in Unicode scalars.
  public var column: Int
  /// What was found and what is allowed.
  public var message: String

  public var description: String { "\(line):\(column): \(message)" }
}

/// Every fault of a script, in order of place; never empty.
public struct BookScriptFaults: Error, Hashable, Sendable, CustomStringConvertible {
  public var faults: [BookScriptFault]

  public var description: String {
    faults.map(\.description).joined(separator: "\n")
  }
}
