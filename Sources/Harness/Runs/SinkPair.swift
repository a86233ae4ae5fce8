/// Hands a journal to two sinks.
final class SinkPair: JournalSink {
  private let first: any JournalSink
  private let second: any JournalSink

  init(_ first: any JournalSink, _ second: any JournalSink) {
    self.first = first
    self.second = second
  }

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    try first.write(words)
    try second.write(words)
  }
}
