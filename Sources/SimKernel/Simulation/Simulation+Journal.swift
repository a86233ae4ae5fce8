// The journal as its sink sees it.

extension Simulation {
  /// Whether records are kept for a sink. A fork starts without.
  public var keepsJournal: Bool {
    get { kernel.pointee.journal.keeps }
    set { kernel.pointee.journal.keeps = newValue }
  }

  /// Hands over the records kept since the last call, as little-endian words, and forgets them.
  public mutating func drainJournal(
    _ body: (UnsafeBufferPointer<UInt64>) throws -> Void
  ) rethrows {
    try kernel.pointee.journal.drain(body)
  }
}
