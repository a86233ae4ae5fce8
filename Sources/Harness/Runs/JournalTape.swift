import SimKernel

/// The records of a good part of a journal, one after the other.
struct JournalTape {
  struct Record {
    let words: [UInt64]
    let decoded: DecodedRecord
  }

  private let reader: JournalWordReader
  private let end: Int

  init(_ scan: JournalScan, from start: Int) throws(RunError) {
    reader = try JournalWordReader(path: scan.path, from: start)
    end = scan.goodEnd
  }

  /// The next record of the kernel's, or nil at the end of what can be trusted.
  mutating func next() throws(RunError) -> Record? {
    while reader.offset < end, let head = try reader.peek() {
      guard let kind = RecordKind(head: head) else {
        if try reader.words(JournalFormat.ownWords) == nil { return nil }
        continue
      }
      guard let words = try reader.words(kind.wordCount), let decoded = DecodedRecord(words) else {
        return nil
      }
      return Record(words: words, decoded: decoded)
    }
    return nil
  }
}
