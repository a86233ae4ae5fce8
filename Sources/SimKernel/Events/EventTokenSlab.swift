/// The cancellable events that are pending, by token.
///
/// A token holds the order word of its event. Sequences are never reused, so an entry whose token
/// holds another word is dead, even after the token has passed to a later event.
struct EventTokenSlab: ~Copyable {
  /// Marks a free token: no event has this sequence. The low bits name the next free token.
  private static var freeMark: UInt64 { ~0 << EventQueue.tokenBits }
  private static var limit: Int { 1 << Int(EventQueue.tokenBits) }

  private var words: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  /// Tokens ever in use, with token 0, which stands for none.
  private(set) var touchedCount = 1
  private(set) var usedCount = 0
  private var firstFree = 0

  init(capacity: Int = 16) {
    self.capacity = capacity
    words = .allocate(capacity: capacity)
    words[0] = Self.freeMark
  }

  deinit { words.deallocate() }

  /// Gives a token to the event of an order word and returns the word with the token in it.
  ///
  /// - Precondition: fewer than 2^24 - 1 cancellable events are pending.
  mutating func assign(_ order: UInt64) -> UInt64 {
    var token = firstFree
    if token != 0 {
      firstFree = Int(words[token] & ~Self.freeMark)
    } else {
      if touchedCount == capacity { grow() }
      token = touchedCount
      touchedCount += 1
    }
    usedCount += 1
    words[token] = order | UInt64(token)
    return words[token]
  }

  func holds(_ order: UInt64) -> Bool {
    let token = Int(order & ~Self.freeMark)
    return token < touchedCount && words[token] == order
  }

  /// Takes the token back; false where the event is no longer pending.
  mutating func release(_ order: UInt64) -> Bool {
    guard holds(order) else { return false }
    let token = Int(order & ~Self.freeMark)
    words[token] = Self.freeMark | UInt64(firstFree)
    firstFree = token
    usedCount -= 1
    return true
  }

  borrowing func fork() -> EventTokenSlab {
    var copy = EventTokenSlab(capacity: touchedCount + touchedCount / 4 + 16)
    copy.words.update(from: words, count: touchedCount)
    copy.touchedCount = touchedCount
    copy.usedCount = usedCount
    copy.firstFree = firstFree
    return copy
  }

  @inline(never)
  private mutating func grow() {
    precondition(capacity < Self.limit, "more than \(Self.limit - 1) cancellable events pending")
    let newCapacity = min(2 * capacity, Self.limit)
    let newWords = UnsafeMutablePointer<UInt64>.allocate(capacity: newCapacity)
    newWords.update(from: words, count: touchedCount)
    words.deallocate()
    words = newWords
    capacity = newCapacity
  }
}
