import Foundation
import Scenarios
import SimKernel

/// A journal file read through once: its header, its checkpoints, and whether all of it can be
/// trusted.
public struct JournalScan: Sendable {
  public let path: String
  public let header: JournalHeader?
  /// In order, each closed by a good seal.
  public let checkpoints: [JournalCheckpoint]
  /// The run's digest; nil where the file has no good footer.
  public let digest: SHA256Digest?
  /// What is wrong with the file; nil for a complete one.
  public let damage: JournalDamage?
  /// Records up to the last good seal.
  public let recordCount: Int
  /// Where the records begin, bytes.
  public let bodyStart: Int
  /// Bytes up to the end of the last good seal.
  public let goodEnd: Int

  /// Reads a file from front to back in bounded memory.
  ///
  /// - Throws: `RunError.unreadable`; damage is not thrown but told.
  public init(path: String) throws {
    let reader = try JournalWordReader(path: path)
    var scanner = JournalScanner(reader: reader)
    damage = try scanner.scan()
    self.path = path
    header = scanner.header
    checkpoints = scanner.checkpoints
    digest = scanner.digest
    recordCount = scanner.sealedRecords
    bodyStart = scanner.bodyStart
    goodEnd = scanner.goodEnd
  }
}

/// Reads records and seals of one file until something is wrong or the file ends.
private struct JournalScanner {
  let reader: JournalWordReader
  var header: JournalHeader?
  var checkpoints: [JournalCheckpoint] = []
  var digest: SHA256Digest?
  var bodyStart = 0
  var goodEnd = 0
  /// Records read, and how many of them a good seal covers.
  private var records = 0
  private(set) var sealedRecords = 0
  /// What the next seal will close.
  private var unsealed: (checkpoint: [UInt64]?, digest: SHA256Digest?) = (nil, nil)

  private struct Problem: Error { var kind: JournalDamage.Problem }
  private static let cut = Problem(kind: .cutShort)
  private static let altered = Problem(kind: .altered)

  init(reader: JournalWordReader) { self.reader = reader }

  /// - Returns: What is wrong, or nil.
  mutating func scan() throws -> JournalDamage? {
    do {
      try readHeader()
      while digest == nil { try readRecord() }
      if try reader.has(bytes: 1) { throw Problem(kind: .goesOn) }
      return nil
    } catch let problem as Problem {
      return JournalDamage(path: reader.path, problem: problem.kind, lastGood: checkpoints.last)
    }
  }

  private mutating func readHeader() throws {
    guard let start = try reader.words(JournalFormat.startWords) else { throw Self.cut }
    guard start[0] == JournalFormat.magic else { throw Problem(kind: .notAJournal) }
    guard start[1] == JournalFormat.version else {
      throw Problem(kind: .unknownFormat(start[1]))
    }
    let length = start[2]
    guard length % 8 == 0, length <= JournalFormat.headerLimit else { throw Self.altered }
    guard let text = try reader.text(bytes: Int(length)) else { throw Self.cut }
    try readSeal()
    bodyStart = goodEnd
    guard let json = try? JSONValue(parsing: text), let header = JournalHeader(json) else {
      throw Problem(kind: .unknownHeader)
    }
    self.header = header
  }

  private mutating func readRecord() throws {
    guard let head = try reader.peek() else {
      throw Problem(kind: try reader.has(bytes: 1) ? .cutShort : .noFooter)
    }
    if JournalFormat.isFooter(head) {
      guard let words = try reader.words(JournalFormat.ownWords) else { throw Self.cut }
      guard words[6] == 0, words[7] == 0 else { throw Self.altered }
      unsealed.digest = SHA256Digest(words[2], words[3], words[4], words[5])
      try readSeal()
      digest = unsealed.digest
      return
    }
    guard let kind = RecordKind(head: head) else { throw Self.altered }
    guard let words = try reader.words(kind.wordCount) else { throw Self.cut }
    records += 1
    if kind == .checkpoint {
      try readSeal()
      words.withUnsafeBufferPointer {
        checkpoints.append(JournalCheckpoint($0, end: reader.offset))
      }
    }
  }

  private mutating func readSeal() throws {
    let expected = JournalFormat.seal(offset: UInt64(reader.offset), hash: reader.hash)
    guard let words = try reader.words(JournalFormat.ownWords) else { throw Self.cut }
    guard words == expected else { throw Self.altered }
    goodEnd = reader.offset
    sealedRecords = records
  }
}
