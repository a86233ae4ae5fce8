extension EventQueue {
  /// Visits the pending events in an order that says nothing.
  ///
  /// - Complexity: O(stored entries + buckets).
  borrowing func forEachPending(_ body: (EventPayload) -> Void) {
    for index in nearHead..<nearTail where !isDead(near[index]) { body(near[index].payload) }
    for bucket in 0..<Self.bucketCount {
      slab.forEachEntry(of: buckets[bucket]) { entry in
        if !isDead(entry) { body(entry.payload) }
      }
    }
  }
}
