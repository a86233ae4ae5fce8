// Jumps of fundamental values, and of which of them somebody is to be told.

extension FundamentalValues {
  /// Lets every jump come that is due up to a moment, in the order of their times.
  ///
  /// - Precondition: no point of the grid lies between the last one reached and the moment.
  mutating func jump(upTo time: Int64) {
    while nextJump <= time {
      for place in entries.indices {
        while entries[place].shocks.nextTime.nanoseconds == nextJump { jump(place) }
      }
      findNextJump()
    }
  }

  private mutating func jump(_ place: Int) {
    let shock = entries[place].shocks.take(key: key)
    let told = entries.indices.filter { entries[$0].isFollowed && builds($0, on: place) }
    let before = told.map { current($0, shock.time) }
    entries[place].process.jump(shock.size)
    for (entry, before) in zip(told, before) {
      let value = current(entry, shock.time)
      untold.append(
        ToldJump(place: entry, time: shock.time, size: value - before, value: value))
    }
  }

  /// Whether a value jumps where another one does: it is that one or builds on it.
  private func builds(_ place: Int, on other: Int) -> Bool {
    place == other || entries[place].base.map { builds($0, on: other) } ?? false
  }

  mutating func findNextJump() {
    nextJump = entries.reduce(.max) { min($0, $1.shocks.nextTime.nanoseconds) }
  }
}

// MARK: - Telling

extension FundamentalValues {
  /// From now on somebody is told of the jumps of the value at a place.
  mutating func follow(_ place: Int) { entries[place].isFollowed = true }

  /// When the next jump comes of which somebody is to be told; the distant future for none.
  var nextToldJump: SimTime {
    let followed = entries.indices.filter { entries[$0].isFollowed }
    let places = entries.indices.filter { place in followed.contains { builds($0, on: place) } }
    return places.reduce(.distantFuture) { min($0, entries[$1].shocks.nextTime) }
  }

  /// Hands over the jumps that have come and of which nobody has been told, in the order of their
  /// times, and forgets them.
  mutating func takeUntold() -> [ToldJump] {
    defer { untold.removeAll(keepingCapacity: true) }
    return untold
  }
}
