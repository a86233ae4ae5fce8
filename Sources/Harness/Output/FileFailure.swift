import Foundation

/// The system refused something about a file.
public struct FileFailure: Error, CustomStringConvertible {
  public let path: String
  /// What was to be done with it: `open`, `write`.
  public let verb: String
  /// The system's number of the error.
  public let code: Int32

  /// What the system's last error says about a path.
  init(_ verb: String, _ path: String) {
    code = errno
    self.verb = verb
    self.path = path
  }

  /// The system's own words.
  public var reason: String { String(cString: strerror(code)) }

  public var description: String { "\(path): cannot \(verb): \(reason)" }

  /// Whether another path, or other permissions, would do: the user's mistake, and not the disk's.
  public var isAboutPath: Bool {
    let codes = [EACCES, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR, EPERM, EROFS]
    return codes.contains(code)
  }
}
