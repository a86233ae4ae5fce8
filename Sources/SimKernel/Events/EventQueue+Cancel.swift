extension EventQueue {
  /// Schedules an event that can be cancelled.
  ///
  /// - Precondition: as for `push`, and fewer than 2^24 - 1 cancellable events are pending.
  /// - Complexity: O(1), no allocation below the largest number ever pending.
  public mutating func pushCancellable(at time: SimTime, _ payload: EventPayload) -> EventHandle {
    let order = tokens.assign(nextOrder)
    admit(EventEntry(time: time.nanoseconds, order: order, payload: payload))
    return EventHandle(order: order)
  }

  /// Cancels an event; false where it is not pending any more.
  ///
  /// Its entry stays behind dead, and is dropped when it comes up or, at the latest, when the dead
  /// outnumber the living; so the memory stays bounded by the number of pending events.
  ///
  /// - Complexity: O(1) amortised.
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard tokens.release(handle.order) else { return false }
    count -= 1
    deadCount += 1
    if deadCount > count + Self.toleratedDeadCount { dropDeadEntries() }
    checkInvariantsInDebug()
    return true
  }

  /// Dead entries that are kept however few are alive.
  static var toleratedDeadCount: Int { 64 }

  func isDead(_ entry: EventEntry) -> Bool { entry.token != 0 && !tokens.holds(entry.order) }

  /// Removes every dead entry; the others keep their order.
  private mutating func dropDeadEntries() {
    var kept = nearHead
    for index in nearHead..<nearTail where !isDead(near[index]) {
      near[kept] = near[index]
      kept += 1
    }
    nearTail = kept
    for level in 0..<Self.levelCount {
      var digits = occupiedDigits[level]
      while digits != 0 {
        let digit = digits.trailingZeroBitCount
        digits &= digits - 1
        dropDeadEntries(level: level, digit: digit)
      }
    }
    deadCount = 0
  }

  /// Takes the bucket out and appends its living entries to it anew.
  private mutating func dropDeadEntries(level: Int, digit: Int) {
    let bucket = take(level: level, digit: digit)
    drain(bucket) { queue, entry in
      if !queue.isDead(entry) { queue.append(entry, level: level, digit: digit) }
    }
  }
}
