internal import CCrypto

/// A running SHA-256 computation (FIPS 180-4) that is a plain value.
///
/// A copy continues independently of the original, so a fork carries the digest of its journal
/// along without touching its parent's.
///
/// - Complexity: O(bytes); libcrypto's block function, no allocation.
public struct SHA256State: Sendable {
  private var context: SHA256_CTX

  public init() {
    context = SHA256_CTX()
    SHA256_Init(&context)
  }

  /// Appends bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    SHA256_Update(&context, bytes.baseAddress, bytes.count)
  }

  /// Appends the eight bytes of an integer, least significant first.
  public mutating func update(_ value: UInt64) {
    var bytes = value.littleEndian
    SHA256_Update(&context, &bytes, 8)
  }

  /// Appends the UTF-8 of a text, without a terminator.
  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest of everything appended so far; the computation can go on.
  public var digest: SHA256Digest {
    var copy = context
    var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &bytes) {
      _ = SHA256_Final($0.assumingMemoryBound(to: UInt8.self).baseAddress, &copy)
    }
    return SHA256Digest(
      UInt64(bigEndian: bytes.0), UInt64(bigEndian: bytes.1),
      UInt64(bigEndian: bytes.2), UInt64(bigEndian: bytes.3))
  }
}
