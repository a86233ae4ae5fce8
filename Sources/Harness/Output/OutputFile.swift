import Foundation

/// A file that is written from its start, through a bounded buffer.
final class OutputFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 18

  /// Begins the file anew; a symbolic link is not followed.
  ///
  /// - Throws: `FileFailure`, as the other functions do.
  init(_ path: String) throws(FileFailure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw FileFailure("open", path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func write(_ bytes: [UInt8]) throws(FileFailure) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Makes sure that everything is on the disk.
  func finish() throws(FileFailure) {
    try flush()
    guard fsync(descriptor) == 0 else { throw FileFailure("sync", path) }
  }

  /// Writes a whole file beside the one that is there, and puts it into its place.
  static func replace(_ path: String, with text: String) throws(FileFailure) {
    try replace(path, bytes: Array(text.utf8))
  }

  /// Writes a whole file beside the one that is there, and puts it into its place.
  ///
  /// What is no plain file stays: a device or a link would be gone, and a folder cannot go.
  static func replace(_ path: String, bytes: [UInt8]) throws(FileFailure) {
    let kind = PathKind(of: path)
    guard kind.isReplaceable else {
      throw FileFailure(
        "replace", path, reason: "it is \(kind.rawValue); allowed is a file or nothing")
    }
    let partial = OutputPath.partial(of: path)
    let file = try OutputFile(partial)
    do throws(FileFailure) {
      try file.write(bytes)
      try file.finish()
      guard rename(partial, path) == 0 else { throw FileFailure("replace", path) }
    } catch {
      unlink(partial)
      throw error
    }
  }

  private func flush() throws(FileFailure) {
    try SystemFile.write(buffer, to: descriptor, path)
    buffer.removeAll(keepingCapacity: true)
  }
}

/// System calls with their interruptions and errors taken care of.
enum SystemFile {
  /// Writes all bytes.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(FileFailure) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      if written < 0 && errno != EINTR { throw FileFailure("write", path) }
      done += max(0, written)
    }
  }
}
