import Testing

@testable import SimKernel

struct EventQueueMemoryTests {
  @Test func `a thousand bursts need no more memory than the first`() {
    var queue = EventQueue(pendingLimit: 100_000)
    var capacity = 0
    var now = SimTime.zero
    for burst in 0..<EventQueueTests.scaled(1_000) {
      for number in 0..<Int64(5_000) {
        let delay = SimDuration(nanoseconds: number &* 7_919 % 1_000_003)
        queue.push(at: now + delay, EventPayload(word: 0))
      }
      while let event = queue.pop() { now = event.time }
      now = now + .seconds(3)
      if burst < 3 { capacity = queue.slab.blockCapacity }
      expect(queue.slab.blockCapacity, equals: capacity, "burst \(burst)")
      expect(queue.slab.usedCount, equals: 0, "burst \(burst)")
    }
  }

  @Test func `cancelled events do not pile up`() {
    var queue = EventQueue(pendingLimit: 1_000)
    for number in 0..<Int64(EventQueueTests.scaled(1_000_000)) {
      let time = SimTime(nanoseconds: 1 << 40 + number &* 7_919_017)
      let handle = queue.pushCancellable(at: time, EventPayload(word: 0))
      if number >= 100 { expect(queue.cancel(handle), equals: true) }
      expect(queue.deadCount <= queue.count + EventQueue.toleratedDeadCount, equals: true)
    }
    queue.checkInvariants()
    expect(queue.slab.blockCapacity <= 1_024, equals: true)
    expect(queue.tokens.touchedCount <= 1_000, equals: true)
  }

  @Test func `a fork holds only what is in use`() {
    var queue = EventQueue(pendingLimit: 200_000)
    for number in 0..<Int64(100_000) {
      queue.push(at: SimTime(nanoseconds: number * 1_000), EventPayload(word: 0))
    }
    for _ in 0..<99_990 { _ = queue.pop() }
    let branch = queue.fork()
    branch.checkInvariants()
    expect(branch.slab.blockCapacity < 100, equals: true)
    expect(branch.slab.touchedCount, equals: queue.slab.usedCount)
  }
}
