/// Takes a run's journal, piece by piece, in order.
protocol JournalSink: AnyObject {
  /// Takes whole records, as the kernel hands them over.
  func write(_ words: UnsafeBufferPointer<UInt64>) throws
}
