/// Which stream of random numbers: a stable name and a purpose, hashed to 64 bits.
///
/// The number is the first eight bytes, big-endian, of SHA-256(UTF-8 of the name, one zero byte,
/// UTF-8 of the purpose). It depends on nothing else, so adding or reordering components leaves
/// every other stream as it was. Two names with one number are an error when a scenario is loaded.
@frozen public struct StreamID: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The third (low half) and fourth word of the stream's counters.
  public var value: UInt64

  @inlinable public init(value: UInt64) { self.value = value }

  /// - Parameters:
  ///   - name: The owner's stable name, such as `maker/3`; holds no zero byte.
  ///   - purpose: What the numbers are for, such as `latency`.
  public init(name: String, purpose: String) {
    precondition(!name.utf8.contains(0), "a zero byte in the stable name \(name)")
    var hash = SHA256State()
    hash.update(name)
    hash.update("\0")
    hash.update(purpose)
    value = hash.digest.word0
  }

  @inlinable public static func < (left: StreamID, right: StreamID) -> Bool {
    left.value < right.value
  }
}
