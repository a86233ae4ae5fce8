/// What waits in an agent's inbox of one bounded kind: the quotes, or the messages of one feed, of
/// one book.
struct WaitingMessages: BitwiseCopyable {
  private var count: UInt32 = 0
  /// The slot plus 1 of the latest of them; of no meaning without any.
  private var latest: UInt32 = 0

  /// Takes in one more.
  ///
  /// - Returns: The slot plus 1 of the one that makes room for it where as many wait as are
  ///   allowed, which is the latest of them; 0 for none.
  mutating func add(_ slot: UInt32, limit: Int) -> UInt32 {
    let before = latest
    latest = slot
    if count > 0 && Int(count) >= limit { return before }
    count += 1
    return 0
  }

  /// One of them is handed over.
  mutating func leave() { count -= 1 }
}
