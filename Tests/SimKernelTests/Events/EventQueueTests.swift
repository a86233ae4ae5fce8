import SimKernel
import TestSupport
import Testing

struct EventQueueTests {
  /// Full work in release, a hundredth of it in debug.
  static func scaled(_ count: Int) -> Int {
    #if DEBUG
      max(1, count / 100)
    #else
      count
    #endif
  }

  @Test func `the queue agrees with a heap after every command`() {
    for seed in 0..<UInt64(Self.scaled(4_000)) {
      var script = QueueScript(seed: seed)
      script.run(commands: 400)
    }
  }

  @Test func `a fork at a random moment continues like the original`() {
    for seed in 0..<UInt64(Self.scaled(2_000)) {
      var original = QueueScript(seed: 1 << 32 | seed)
      original.run(commands: Int(seed % 300))
      var branch = original.fork()
      for _ in 0..<100 {
        original.step()
        branch.step()
        expect(original.queue.peek(), equals: branch.queue.peek(), "seed \(seed)")
      }
      branch.queue.checkInvariants()
      while let event = original.queue.pop() {
        expect(branch.queue.pop(), equals: event, "seed \(seed)")
      }
      expect(branch.queue.isEmpty, equals: true, "seed \(seed)")
    }
  }

  @Test func `what a branch does leaves its original alone`() {
    for seed in 0..<UInt64(Self.scaled(1_000)) {
      var original = QueueScript(seed: 2 << 32 | seed)
      original.run(commands: 200)
      var branch = original.fork()
      branch.draws = TestDraws(seed: seed)
      branch.run(commands: 200)
      original.run(commands: 200)
    }
  }

  @Test func `events of one instant come in the order of scheduling`() {
    var queue = EventQueue(pendingLimit: 100_000)
    let instant = SimTime(nanoseconds: 1_000_000_007)
    for number in 0..<UInt64(10_000) { queue.push(at: instant, EventPayload(word: number)) }
    for number in 0..<UInt64(10_000) { expect(queue.pop()?.payload.word, equals: number) }
  }

  @Test func `an event scheduled for the present instant comes last of it`() {
    for tieCount in 1..<UInt64(200) {
      var queue = EventQueue(pendingLimit: 1_000)
      let instant = SimTime(nanoseconds: 12_345)
      for number in 0..<tieCount { queue.push(at: instant, EventPayload(word: number)) }
      expect(queue.pop()?.payload.word, equals: 0)
      queue.push(at: instant, EventPayload(word: tieCount))
      for number in 1...tieCount { expect(queue.pop()?.payload.word, equals: number) }
    }
  }

  @Test func `a bounded pop that finds nothing leaves its limit open for a push`() {
    for exponent in 0..<Int64(61) {
      var queue = EventQueue(pendingLimit: 10)
      let far = SimTime(nanoseconds: Int64(1) << exponent + 5)
      let limit = SimTime(nanoseconds: far.nanoseconds - 1)
      queue.push(at: far, EventPayload(word: 1))
      expect(queue.pop(notAfter: limit), equals: nil)
      queue.push(at: limit, EventPayload(word: 2))
      expect(queue.pop()?.payload.word, equals: 2)
      expect(queue.pop()?.payload.word, equals: 1)
    }
  }

  @Test func `the ends of time can be scheduled`() {
    var queue = EventQueue(pendingLimit: 2)
    queue.push(at: .distantFuture, EventPayload(word: 1))
    queue.push(at: .zero, EventPayload(word: 0))
    expect(queue.isFull, equals: true)
    expect(queue.pop()?.time, equals: .zero)
    expect(queue.pop()?.time, equals: .distantFuture)
    expect(queue.pop(), equals: nil)
    queue.push(at: .distantFuture, EventPayload(word: 2))
    expect(queue.pop()?.payload.word, equals: 2)
  }

  @Test func `sequences count every scheduling`() {
    var queue = EventQueue(pendingLimit: 10)
    expect(queue.nextSequence, equals: 0)
    expect(queue.push(at: .zero, EventPayload(word: 0)), equals: 0)
    expect(queue.pushCancellable(at: .zero, EventPayload(word: 0)).sequence, equals: 1)
    expect(queue.nextSequence, equals: 2)
    expect(queue.count, equals: 2)
  }

  @Test func `an event is cancelled once`() {
    var queue = EventQueue(pendingLimit: 10)
    let handle = queue.pushCancellable(at: .zero, EventPayload(word: 0))
    expect(queue.cancel(handle), equals: true)
    expect(queue.cancel(handle), equals: false)
    expect(queue.isEmpty, equals: true)
    expect(queue.pop(), equals: nil)
  }

  @Test func `an event that happened cannot be cancelled`() {
    var queue = EventQueue(pendingLimit: 10)
    let handle = queue.pushCancellable(at: .zero, EventPayload(word: 0))
    expect(queue.pop()?.sequence, equals: handle.sequence)
    expect(queue.cancel(handle), equals: false)
  }

  @Test func `a handle does not touch the event that took over its token`() {
    var queue = EventQueue(pendingLimit: 10)
    let first = queue.pushCancellable(at: .zero, EventPayload(word: 1))
    expect(queue.cancel(first), equals: true)
    let second = queue.pushCancellable(at: .zero, EventPayload(word: 2))
    expect(queue.cancel(first), equals: false)
    expect(queue.count, equals: 1)
    expect(queue.pop()?.sequence, equals: second.sequence)
  }
}
