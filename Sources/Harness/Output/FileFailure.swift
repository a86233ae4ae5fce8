import Foundation

/// The system refused something about a file.
public struct FileFailure: Error, CustomStringConvertible {
  public let path: String
  /// What was to be done with it: `open`, `write`.
  public let verb: String
  /// The system's number of the error; nil for what was refused without asking it.
  public let code: Int32?
  /// The system's own words, or what is in the way.
  public let reason: String

  /// What the system's last error says about a path.
  init(_ verb: String, _ path: String) {
    let code = errno
    self.init(verb, path, code: code, reason: String(cString: strerror(code)))
  }

  /// What stands at a path is not to be touched.
  init(_ verb: String, _ path: String, reason: String) {
    self.init(verb, path, code: nil, reason: reason)
  }

  private init(_ verb: String, _ path: String, code: Int32?, reason: String) {
    self.verb = verb
    self.path = path
    self.code = code
    self.reason = reason
  }

  public var description: String { "\(path): cannot \(verb): \(reason)" }

  /// Whether another path, or other permissions, would do: the user's mistake, and not the disk's.
  public var isAboutPath: Bool {
    guard let code else { return true }
    let codes = [EACCES, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR, EPERM, EROFS]
    return codes.contains(code)
  }
}
