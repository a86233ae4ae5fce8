import SimKernel

/// A binary heap by (time, sequence) in an array: the oracle of the event queue.
public struct EventHeap {
  private var events: [Event] = []
  public private(set) var nextSequence: UInt64 = 0
  private var cancelled: Set<UInt64> = []

  public init() {}

  public var count: Int { events.count - cancelled.count }

  public mutating func push(at time: SimTime, _ payload: EventPayload) -> UInt64 {
    let sequence = nextSequence
    nextSequence += 1
    events.append(Event(time: time, sequence: sequence, payload: payload))
    siftUp(events.count - 1)
    return sequence
  }

  /// Cancels by sequence, which must be pending.
  public mutating func cancel(_ sequence: UInt64) {
    cancelled.insert(sequence)
    while let first = events.first, cancelled.remove(first.sequence) != nil { removeFirst() }
  }

  public func peek() -> Event? { events.first }

  public mutating func pop(notAfter limit: SimTime) -> Event? {
    guard let first = events.first, first.time <= limit else { return nil }
    removeFirst()
    while let next = events.first, cancelled.remove(next.sequence) != nil { removeFirst() }
    return first
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (events[left], events[right])
    return a.time < b.time || (a.time == b.time && a.sequence < b.sequence)
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 && precedes(child, (child - 1) / 2) {
      events.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func removeFirst() {
    events.swapAt(0, events.count - 1)
    events.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < events.count {
        if precedes(child, least) { least = child }
      }
      if least == parent { return }
      events.swapAt(parent, least)
      parent = least
    }
  }
}
