/// Permutes the events of one instant between sessions, for `TieOrder.shuffled`.
///
/// All events of the earliest instant are drawn from the queue into a pool, and each pop chooses
/// among the sessions that have one, by Philox of (seed, instant, number of the choice). Events
/// pushed for the same instant meanwhile join the pool. A plain value: a copy beside a forked queue
/// continues identically.
///
/// Events in the pool have left the queue: what asks for the pending events or cancels one asks the
/// shuffler too.
public struct TieShuffler: Sendable {
  private struct Session {
    let key: UInt64
    /// In the order of their sequences; those before `next` have been popped.
    var events: [Event]
    var next = 0
  }

  public let seed: UInt64
  private var instant = SimTime.zero
  /// Choices made in this instant.
  var choiceCount: UInt64 = 0
  /// The sessions that have an event in the pool.
  private var sessions: [Session] = []
  private var indexByKey: [UInt64: Int] = [:]
  /// Events that were drawn from the queue and not yet popped.
  public private(set) var count = 0

  public init(seed: UInt64) { self.seed = seed }

  public var isEmpty: Bool { count == 0 }

  /// Removes and returns the next event if it is not after the limit.
  ///
  /// - Parameters:
  ///   - session: The session of an event, whose messages keep their order.
  /// - Complexity: O(1) amortised besides the queue's.
  public mutating func pop(
    from queue: inout EventQueue, notAfter limit: SimTime = .distantFuture,
    session: (EventPayload) -> UInt64
  ) -> Event? {
    if isEmpty {
      guard let first = queue.pop(notAfter: limit) else { return nil }
      if first.time != instant { choiceCount = 0 }
      instant = first.time
      add(first, session: session(first.payload))
    }
    guard instant <= limit else { return nil }
    while let event = queue.pop(notAfter: instant) { add(event, session: session(event.payload)) }
    return takeNext(of: chooseSession())
  }

  /// Visits what was drawn from the queue and not yet popped, in an order that says nothing.
  func forEachPending(_ body: (EventPayload) -> Void) {
    for session in sessions {
      for event in session.events[session.next...] { body(event.payload) }
    }
  }

  /// Cancels an event, whether it is still in the queue or already in the pool.
  ///
  /// - Returns: Whether it was pending.
  /// - Complexity: O(1) amortised in the queue, O(count) in the pool.
  public mutating func cancel(_ handle: EventHandle, in queue: inout EventQueue) -> Bool {
    if queue.cancel(handle) { return true }
    for index in sessions.indices {
      let rest = sessions[index].events[sessions[index].next...]
      if let place = rest.firstIndex(where: { $0.sequence == handle.sequence }) {
        sessions[index].events.remove(at: place)
        count -= 1
        removeIfDone(index)
        return true
      }
    }
    return false
  }

  private mutating func add(_ event: Event, session key: UInt64) {
    if let index = indexByKey[key] {
      sessions[index].events.append(event)
    } else {
      indexByKey[key] = sessions.count
      sessions.append(Session(key: key, events: [event]))
    }
    count += 1
  }

  /// The index of a session, drawn by a product of 64 x 64 bits, whose bias is below 2^-32.
  private mutating func chooseSession() -> Int {
    let time = UInt64(bitPattern: instant.nanoseconds)
    let counter = Philox.Block(
      UInt32(truncatingIfNeeded: choiceCount), UInt32(truncatingIfNeeded: time),
      UInt32(truncatingIfNeeded: time >> 32),
      Self.domain ^ UInt32(truncatingIfNeeded: choiceCount >> 32))
    choiceCount &+= 1
    let block = Philox.block(counter, key: seed)
    let word = UInt64(block.word1) << 32 | UInt64(block.word0)
    return Int(word.multipliedFullWidth(by: UInt64(sessions.count)).high)
  }

  private mutating func takeNext(of index: Int) -> Event {
    let event = sessions[index].events[sessions[index].next]
    sessions[index].next += 1
    count -= 1
    removeIfDone(index)
    return event
  }

  private mutating func removeIfDone(_ index: Int) {
    guard sessions[index].next == sessions[index].events.count else { return }
    indexByKey[sessions[index].key] = nil
    let last = sessions.removeLast()
    if index < sessions.count {
      sessions[index] = last
      indexByKey[last.key] = index
    }
  }

  /// Keeps these draws apart from every other use of Philox under the same key: "TIES".
  private static var domain: UInt32 { 0x5449_4553 }
}
