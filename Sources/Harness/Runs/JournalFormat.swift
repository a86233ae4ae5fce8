import SimKernel

/// The layout of a journal file; all words are little-endian.
///
/// | part | words |
/// |---|---|
/// | start | magic, format version, bytes of the header |
/// | header | canonical JSON, filled up with spaces to whole words |
/// | seal | closes the header |
/// | body | the kernel's records; after each checkpoint a seal |
/// | footer | events, digest |
/// | seal | closes the file |
///
/// A seal holds the SHA-256 of every byte of the file before it. Whatever is cut off or changed
/// shows at the next seal, and what stands before the last good one can be trusted.
enum JournalFormat {
  static let version: UInt64 = 2
  /// `mlj-file`, as bytes.
  static let magic: UInt64 = 0x656C_6966_2D6A_6C6D
  static let goldenDomain = "exact-v1"
  /// Bytes that a header has at the most.
  static let headerLimit: UInt64 = 1 << 30
  static let startWords = 3

  /// Kinds of the file's own records, beyond all of `RecordKind`.
  private static let sealHead: UInt64 = 0xF0 | 8 << 8
  private static let footerHead: UInt64 = 0xF1 | 8 << 8
  static let ownWords = 8

  static func isSeal(_ head: UInt64) -> Bool { head == sealHead }
  static func isFooter(_ head: UInt64) -> Bool { head == footerHead }

  /// - Parameter offset: Where the seal begins, bytes.
  static func seal(offset: UInt64, hash: SHA256Digest) -> [UInt64] {
    [sealHead, offset, hash.word0, hash.word1, hash.word2, hash.word3, 0, 0]
  }

  static func footer(events: UInt64, digest: SHA256Digest) -> [UInt64] {
    [footerHead, events, digest.word0, digest.word1, digest.word2, digest.word3, 0, 0]
  }

  static func bytes(_ words: [UInt64]) -> [UInt8] {
    words.map(\.littleEndian).withUnsafeBytes { Array($0) }
  }
}

/// What a checkpoint of a journal says, and where the journal can be cut after it.
public struct JournalCheckpoint: Hashable, Sendable {
  public var time: SimTime
  /// Events handled up to here.
  public var events: Int
  /// Hashes of the records, the books and the positions of the random streams.
  public var records: UInt64
  public var books: UInt64
  public var streams: UInt64
  /// Bytes of the file up to the end of the checkpoint's seal.
  public var end: Int

  init(_ words: UnsafeBufferPointer<UInt64>, end: Int) {
    time = SimTime(nanoseconds: Int64(bitPattern: words[1]))
    events = Int(truncatingIfNeeded: words[2])
    records = words[3]
    books = words[4]
    streams = words[5]
    self.end = end
  }

  /// Whether two runs are equal up to here.
  func agrees(with other: JournalCheckpoint) -> Bool {
    (time, events, records) == (other.time, other.events, other.records)
      && (books, streams) == (other.books, other.streams)
  }

  /// `event 2048 at 09:31:00.5`.
  public var place: String { "event \(events) at \(time.timeOfDayText)" }
}
