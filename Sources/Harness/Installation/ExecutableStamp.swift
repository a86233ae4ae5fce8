import Foundation
import SimKernel

/// Which executable this is, and from which commit it was built where that is certain.
///
/// `make build` leaves a stamp beside the executable: its SHA-256 and the commit. Where another
/// build has replaced either since, the two do not agree, and no commit is named.
public struct ExecutableStamp: Hashable, Sendable {
  public let sha256: SHA256Digest
  /// In hexadecimal digits, with `-dirty` where the sources had changes of their own.
  public let commit: String?

  static let ending = ".commit"
  private static let blockSize = 1 << 18

  /// Of the process that asks.
  ///
  /// - Throws: `RunError.unreadable`.
  public static func current() throws(RunError) -> ExecutableStamp {
    let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    // The file of that name may be a newer build by now; this one is what runs.
    let running = "/proc/self/exe"
    let image = FileManager.default.isReadableFile(atPath: running) ? running : path
    return try ExecutableStamp(image: image, stamp: path + ending)
  }

  /// - Parameters:
  ///   - image: The executable's bytes.
  ///   - stamp: The file that may name their commit.
  /// - Complexity: O(bytes), in bounded memory.
  init(image: String, stamp: String) throws(RunError) {
    sha256 = try Self.hash(image)
    let bytes = PathKind(of: stamp) == .file ? try InputFile.bytes(stamp) : []
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let agrees = words.count == 2 && words[0] == "\(sha256)"
    commit = agrees ? String(words[1]) : nil
  }

  private static func hash(_ path: String) throws(RunError) -> SHA256Digest {
    guard let file = InputStream(fileAtPath: path) else {
      throw .unreadable(path: path, reason: "there is no such file")
    }
    file.open()
    defer { file.close() }
    var state = SHA256State()
    var block = [UInt8](repeating: 0, count: blockSize)
    while true {
      let count = file.read(&block, maxLength: blockSize)
      guard count >= 0 else {
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      if count == 0 { return state.digest }
      block.withUnsafeBytes { state.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
