import Foundation

/// A file of input, read whole.
public enum InputFile {
  private static let blockSize = 1 << 16
  /// Bytes of one file at the most.
  private static let sizeLimit = 1 << 28

  /// The bytes of a file; `-` is standard input.
  ///
  /// - Throws: `RunError.unreadable` with the system's reason.
  public static func bytes(_ path: String) throws(RunError) -> [UInt8] {
    let isStandardInput = path == "-"
    let descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { if !isStandardInput { close(descriptor) } }
    return try bytes(of: descriptor, path)
  }

  /// The bytes of a plain file; a pipe and a device, which may have no end, are refused.
  ///
  /// - Throws: `RunError.unreadable` with the reason.
  static func plainBytes(_ path: String) throws(RunError) -> [UInt8] {
    // Without waiting for whoever may write to a pipe.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    let kind = PathKind(mode: status.st_mode)
    guard kind == .file || kind == .folder else {
      throw .unreadable(path: path, reason: "it is \(kind.rawValue)")
    }
    return try bytes(of: descriptor, path)
  }

  private static func bytes(of descriptor: Int32, _ path: String) throws(RunError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: blockSize)
    while true {
      let count = read(descriptor, &block, blockSize)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      if count == 0 { return bytes }
      bytes += block[..<count]
      guard bytes.count <= sizeLimit else {
        throw .unreadable(path: path, reason: "more than \(sizeLimit) bytes")
      }
    }
  }

  /// The names in a folder, sorted.
  ///
  /// - Throws: `RunError.unreadable`.
  static func names(in folder: String) throws(RunError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw .unreadable(path: folder, reason: error.localizedDescription)
    }
  }

  /// Whether a path names a folder.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a second process reads the same from a path; of what is not there, nobody knows.
  public static func isReadableTwice(_ path: String) -> Bool {
    if path == "-" { return false }
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  private static func failure(_ path: String) -> RunError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
