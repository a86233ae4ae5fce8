import SimKernel
import TestSupport
import Testing

/// Random draws of a test: Philox blocks of one key in order.
struct TestDraws {
  let seed: UInt64
  private var block: UInt32 = 0

  init(seed: UInt64) { self.seed = seed }

  mutating func next() -> UInt64 {
    block += 1
    let words = Philox.block(Philox.Block(block, 0, 0, 0), key: seed)
    return UInt64(words.word0) << 32 | UInt64(words.word1)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A delay of a random magnitude: ties, nanoseconds, up to decades.
  mutating func delay() -> SimDuration {
    switch below(8) {
    case 0: SimDuration(nanoseconds: 0)
    case 1: SimDuration(nanoseconds: Int64(below(3)))
    case 2: SimDuration(nanoseconds: Int64(below(100)))
    case 3, 4: SimDuration(nanoseconds: Int64(below(100_000)))
    case 5: SimDuration(nanoseconds: Int64(1) << Int64(below(40)))
    default: SimDuration(nanoseconds: Int64(next() >> UInt64(8 + below(54))))
    }
  }
}

/// Drives a queue and its oracle by the same random commands and compares every answer.
struct QueueScript: ~Copyable {
  let seed: UInt64
  var draws: TestDraws
  var queue = EventQueue(pendingLimit: 100_000)
  var oracle = EventHeap()
  /// The earliest moment that the contract lets a push have.
  var now = SimTime.zero
  /// Handles given out, with the events that are done among them.
  var handles: [EventHandle] = []
  var pendingHandles: Set<UInt64> = []

  init(seed: UInt64) {
    self.seed = seed
    draws = TestDraws(seed: seed)
  }

  /// An independent copy that will draw the same commands.
  borrowing func fork() -> QueueScript {
    var copy = QueueScript(seed: seed)
    copy.draws = draws
    copy.queue = queue.fork()
    copy.oracle = oracle
    copy.now = now
    copy.handles = handles
    copy.pendingHandles = pendingHandles
    return copy
  }

  mutating func run(commands: Int) {
    for _ in 0..<commands { step() }
    queue.checkInvariants()
  }

  mutating func step() {
    switch draws.below(20) {
    case 0: burst()
    case 1: drain()
    case 2, 3: cancel()
    case 4: peek()
    case 5, 6, 7: popBounded()
    case 8, 9, 10, 11: pop(notAfter: .distantFuture)
    case 12, 13: pushCancellable()
    default: push(after: draws.delay())
    }
    expect(queue.count, equals: oracle.count, "seed \(seed)")
  }

  mutating func push(after delay: SimDuration) {
    let time = min(now + delay, .distantFuture)
    let payload = EventPayload(word: draws.next())
    let sequence = queue.push(at: time, payload)
    expect(sequence, equals: oracle.push(at: time, payload), "seed \(seed)")
  }

  mutating func pushCancellable() {
    let time = min(now + draws.delay(), .distantFuture)
    let payload = EventPayload(word: draws.next())
    let handle = queue.pushCancellable(at: time, payload)
    expect(handle.sequence, equals: oracle.push(at: time, payload), "seed \(seed)")
    handles.append(handle)
    pendingHandles.insert(handle.sequence)
  }

  mutating func burst() {
    let delay = draws.delay()
    let isTie = draws.below(2) == 0
    for _ in 0..<draws.below(200) { push(after: isTie ? delay : draws.delay()) }
  }

  mutating func drain() {
    for _ in 0..<draws.below(300) { pop(notAfter: .distantFuture) }
  }

  /// Cancels any handle ever given, so also those that happened or were cancelled before.
  mutating func cancel() {
    guard !handles.isEmpty else { return }
    for _ in 0..<1 + draws.below(10) {
      let handle = handles[draws.below(handles.count)]
      let wasPending = pendingHandles.remove(handle.sequence) != nil
      expect(queue.cancel(handle), equals: wasPending, "seed \(seed)")
      if wasPending { oracle.cancel(handle.sequence) }
    }
  }

  mutating func peek() {
    expect(queue.peek(), equals: oracle.peek(), "seed \(seed)")
  }

  /// Pops up to a limit, and where nothing is left there, pushes at exactly the limit.
  mutating func popBounded() {
    let limit = min(now + draws.delay(), .distantFuture)
    for _ in 0..<draws.below(40) {
      if pop(notAfter: limit) { continue }
      now = limit
      push(after: .zero)
      return
    }
  }

  @discardableResult
  mutating func pop(notAfter limit: SimTime) -> Bool {
    let event = queue.pop(notAfter: limit)
    expect(event, equals: oracle.pop(notAfter: limit), "seed \(seed)")
    guard let event else { return false }
    pendingHandles.remove(event.sequence)
    now = event.time
    return true
  }
}
