import SimKernel

/// A finished run's journal, checked from front to back before anything is read off it.
struct RunJournal {
  let header: JournalHeader
  private let scan: JournalScan

  /// Words that a sink is handed at once, about.
  private static let blockWords = 1 << 13

  /// - Parameter run: A run's folder or a journal file.
  /// - Throws: `ExportMistake.noJournal`, `RunError.unreadable`, or `JournalDamage` where the
  ///   journal is not whole.
  init(_ run: String) throws {
    let path = RunFolder.journal(of: run)
    if PathKind(of: path) == .absent { throw ExportMistake.noJournal(path: run) }
    scan = try JournalScan(path: path)
    if let damage = scan.damage { throw damage }
    guard let header = scan.header else {
      preconditionFailure("\(path) has neither header nor damage")
    }
    self.header = header
  }

  /// Hands over all records in order, as the run did.
  func play(into sink: any JournalSink) throws {
    let reader = try JournalWordReader(path: scan.path, from: scan.bodyStart)
    var block: [UInt64] = []
    while reader.offset < scan.goodEnd, let head = try reader.peek() {
      let kind = RecordKind(head: head)
      guard let words = try reader.words(kind?.wordCount ?? JournalFormat.ownWords) else { break }
      if kind == nil { continue }
      block += words
      if block.count < Self.blockWords { continue }
      try block.withUnsafeBufferPointer { try sink.write($0) }
      block.removeAll(keepingCapacity: true)
    }
    try block.withUnsafeBufferPointer { try sink.write($0) }
  }
}
