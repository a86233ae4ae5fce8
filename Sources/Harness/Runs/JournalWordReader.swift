import Foundation
import SimKernel

/// Reads the words of a journal file in order, in bounded memory, and hashes what it has passed.
final class JournalWordReader {
  let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// What of `buffer` has been handed out, and what of that is in the hash.
  private var passed = 0
  private var hashed = 0
  private var state = SHA256State()
  /// Bytes handed out.
  private(set) var offset: Int
  private var reachedEnd = false

  private static let blockSize = 1 << 18

  /// - Parameter start: Where to begin; hashes are of the file's bytes from there.
  /// - Throws: `RunError.unreadable`.
  init(path: String, from start: Int = 0) throws(RunError) {
    self.path = path
    offset = start
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0, lseek(descriptor, off_t(start), SEEK_SET) >= 0 else { throw failure() }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// SHA-256 of everything handed out.
  var hash: SHA256Digest {
    takeIntoHash()
    return state.digest
  }

  /// Whether so many bytes are left.
  func has(bytes count: Int) throws(RunError) -> Bool {
    while buffer.count - passed < count && !reachedEnd { try fill() }
    return buffer.count - passed >= count
  }

  /// The next word, which is not handed out yet; nil at the end.
  func peek() throws(RunError) -> UInt64? {
    try has(bytes: 8) ? word(at: passed) : nil
  }

  /// The next words, or nil where the file has fewer.
  func words(_ count: Int) throws(RunError) -> [UInt64]? {
    guard try has(bytes: 8 * count) else { return nil }
    let words = (0..<count).map { word(at: passed + 8 * $0) }
    advance(8 * count)
    return words
  }

  /// The next bytes as text, or nil where the file has fewer.
  func text(bytes count: Int) throws(RunError) -> String? {
    guard try has(bytes: count) else { return nil }
    let text = String(decoding: buffer[passed..<passed + count], as: UTF8.self)
    advance(count)
    return text
  }

  private func advance(_ count: Int) {
    passed += count
    offset += count
  }

  private func word(at place: Int) -> UInt64 {
    buffer.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
  }

  private func takeIntoHash() {
    buffer.withUnsafeBytes { state.update(UnsafeRawBufferPointer(rebasing: $0[hashed..<passed])) }
    hashed = passed
  }

  private func fill() throws(RunError) {
    takeIntoHash()
    buffer.removeSubrange(..<passed)
    passed = 0
    hashed = 0
    let size = Self.blockSize
    var block = [UInt8](repeating: 0, count: size)
    let got = read(descriptor, &block, size)
    if got < 0 && errno == EINTR { return }
    guard got >= 0 else { throw failure() }
    if got == 0 { reachedEnd = true }
    buffer += block[..<got]
  }

  private func failure() -> RunError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
