import Foundation

/// The system refused something about a file; nothing that the input could put right.
public struct FileFailure: Error, CustomStringConvertible {
  public let description: String

  /// What the system's last error says about a path.
  init(_ verb: String, _ path: String) {
    description = "\(path): cannot \(verb): \(String(cString: strerror(errno)))"
  }
}
