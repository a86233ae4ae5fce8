import Foundation

/// A file that is written from its start, through a bounded buffer.
final class OutputFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 18

  /// Begins the file anew.
  ///
  /// - Throws: `FileFailure`, as the other functions do.
  init(_ path: String) throws(FileFailure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
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
