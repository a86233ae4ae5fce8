extension Kernel {
  /// Journals a checkpoint and takes it into the digest.
  mutating func checkpoint() {
    // An external agent that is to decide may yet send something because of the event.
    if decider == nil { journal.endEvent() } else { journal.settleEvent() }
    let (moved, movedHash) = traceStreams()
    let books = hashOfBooks()
    for word in [
      UInt64(bitPattern: now), UInt64(eventCount), journal.rolling.value, books, streamsHash,
    ] {
      digest.update(word)
    }
    journal.keepCheckpoint(
      RecordHead.word(.checkpoint, words: 8), UInt64(bitPattern: now), UInt64(eventCount),
      journal.rolling.value, books, streamsHash, moved, movedHash)
  }

  /// The sum of the books' hashes, each weighted by its place.
  func hashOfBooks() -> UInt64 {
    var sum: UInt64 = 0
    for index in 0..<bookCount {
      sum &+= books[index].engine.bookHash &* (UInt64(index) &* 2 &+ 1)
    }
    return sum
  }
}
