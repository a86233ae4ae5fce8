// The bound on pending events: what would break it is not scheduled, and the run ends.

extension Kernel {
  /// Whether so many more events may be pending; what waits in inboxes counts.
  ///
  /// Asked before anything is scheduled, so that one event cannot push more than the limit either.
  /// Where the answer is no, the run ends after the event at hand with a fault that names it.
  @inline(__always)
  mutating func hasRoom(for count: Int = 1) -> Bool {
    // What the shuffler has drawn ahead has left the queue, and so has what waits for an agent.
    let pending = queue.count &+ inbox.count &+ (shuffler == nil ? 0 : shuffler!.count)
    if pending &+ count <= pendingEventLimit { return true }
    breakPendingLimit()
    return false
  }

  @inline(never)
  private mutating func breakPendingLimit() {
    if fault == nil { fault = .pendingEventLimit(pendingEventLimit) }
  }
}
