import SimKernel
import Testing

struct TieShufflerTests {
  /// Payloads here are session << 32 | number within the session.
  static func session(_ payload: EventPayload) -> UInt64 { payload.word >> 32 }

  /// A queue of several instants with ties of several sessions.
  static func tiedQueue(seed: UInt64) -> EventQueue {
    var queue = EventQueue(pendingLimit: 10_000)
    var draws = TestDraws(seed: seed)
    var numbers = [UInt64](repeating: 0, count: 8)
    for instant in 0..<Int64(5) {
      for _ in 0..<1 + draws.below(60) {
        let session = draws.below(8)
        let payload = EventPayload(word: UInt64(session) << 32 | numbers[session])
        numbers[session] += 1
        queue.push(at: SimTime(nanoseconds: instant * 1_000), payload)
      }
    }
    return queue
  }

  /// Everything popped, where every third event schedules another at its own instant.
  static func play(
    _ queue: inout EventQueue, _ shuffler: inout TieShuffler, limit: Int = .max
  ) -> [Event] {
    var events: [Event] = []
    while events.count < limit, let event = shuffler.pop(from: &queue, session: session) {
      events.append(event)
      if event.sequence % 3 == 0 {
        queue.push(at: event.time, EventPayload(word: 9 << 32 | event.sequence))
      }
    }
    return events
  }

  static func play(ties: UInt64, seed: UInt64) -> [Event] {
    var queue = tiedQueue(seed: ties)
    var shuffler = TieShuffler(seed: seed)
    return play(&queue, &shuffler)
  }

  @Test func `shuffling keeps the order of time and of each session`() {
    for ties in 0..<UInt64(EventQueueTests.scaled(2_000)) {
      let events = Self.play(ties: ties, seed: ties &* 31)
      var lastSequence = [UInt64: UInt64]()
      for (earlier, later) in zip(events, events.dropFirst()) {
        expect(earlier.time <= later.time, equals: true, "ties \(ties)")
      }
      for event in events {
        let key = Self.session(event.payload)
        if let last = lastSequence[key] {
          expect(last < event.sequence, equals: true, "ties \(ties)")
        }
        lastSequence[key] = event.sequence
      }
    }
  }

  @Test func `the same seed gives the same order`() {
    for ties in 0..<UInt64(EventQueueTests.scaled(1_000)) {
      expect(Self.play(ties: ties, seed: 7), equals: Self.play(ties: ties, seed: 7), "ties \(ties)")
    }
  }

  @Test func `different seeds give different orders`() {
    var orders: Set<[Event]> = []
    for seed in 0..<UInt64(100) { orders.insert(Self.play(ties: 3, seed: seed)) }
    expect(orders.count, equals: 100)
  }

  @Test func `shuffling loses and invents nothing`() {
    for ties in 0..<UInt64(EventQueueTests.scaled(1_000)) {
      var queue = Self.tiedQueue(seed: ties)
      let plain = queue.fork()
      var shuffler = TieShuffler(seed: ties)
      var shuffled: [Event] = []
      while let event = shuffler.pop(from: &queue, session: Self.session) {
        shuffled.append(event)
      }
      var expected: [Event] = []
      var rest = plain.fork()
      while let event = rest.pop() { expected.append(event) }
      #expect(shuffled.sorted { $0.sequence < $1.sequence } == expected, "ties \(ties)")
    }
  }

  @Test func `a copy beside a fork continues like the original`() {
    for ties in 0..<UInt64(EventQueueTests.scaled(1_000)) {
      var queue = Self.tiedQueue(seed: ties)
      var shuffler = TieShuffler(seed: 5)
      _ = Self.play(&queue, &shuffler, limit: Int(ties % 90))
      var branchQueue = queue.fork()
      var branch = shuffler
      let events = Self.play(&queue, &shuffler)
      expect(Self.play(&branchQueue, &branch), equals: events, "ties \(ties)")
    }
  }

  @Test func `a bounded pop returns nothing after its limit`() {
    var queue = EventQueue(pendingLimit: 10)
    var shuffler = TieShuffler(seed: 1)
    let limit = SimTime(nanoseconds: 10)
    queue.push(at: SimTime(nanoseconds: 11), EventPayload(word: 1))
    expect(shuffler.pop(from: &queue, notAfter: limit, session: Self.session), equals: nil)
    queue.push(at: limit, EventPayload(word: 2))
    let event = shuffler.pop(from: &queue, notAfter: limit, session: Self.session)
    expect(event?.time, equals: limit)
    expect(event?.payload.word, equals: 2)
    expect(shuffler.pop(from: &queue, notAfter: limit, session: Self.session), equals: nil)
  }

  @Test func `an event waiting in the pool can be cancelled once`() {
    var queue = EventQueue(pendingLimit: 10)
    var shuffler = TieShuffler(seed: 1)
    var handles: [EventHandle] = []
    for number in 0..<UInt64(4) {
      handles.append(queue.pushCancellable(at: .zero, EventPayload(word: number << 32)))
    }
    let first = shuffler.pop(from: &queue, session: Self.session)
    expect(shuffler.count, equals: 3)
    let other = handles.first { $0.sequence != first?.sequence }!
    let done = handles.first { $0.sequence == first?.sequence }!
    expect(shuffler.cancel(done, in: &queue), equals: false)
    expect(shuffler.cancel(other, in: &queue), equals: true)
    expect(shuffler.cancel(other, in: &queue), equals: false)
    expect(shuffler.count, equals: 2)
    while let event = shuffler.pop(from: &queue, session: Self.session) {
      expect(event.sequence != other.sequence, equals: true)
    }
  }
}
