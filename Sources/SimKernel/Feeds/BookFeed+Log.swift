// What has changed since a subscription was told last, where its messages merge.

extension BookFeed {
  /// The levels that have changed since a place of the log, each once, as they stand now.
  mutating func mergedLevels(
    since place: Int, _ engine: borrowing MatchingEngine, _ entries: inout Mailroom<FeedEntry>
  ) -> FeedChain {
    var places: [LevelPlace] = []
    for index in place..<max(place, log.count) { places.append(log.base[index]) }
    places.sort()
    var chain = FeedChain()
    var last: LevelPlace?
    for place in places where place != last {
      let (lots, orders) = engine.displayedLevel(place.side, place.ticks)
      chain.append(
        FeedEntry(lots: lots, ticks: place.ticks, orderCount: orders, side: place.side),
        in: &entries)
      last = place
    }
    return chain
  }

  /// Keeps of each level its last change alone, and nothing that everybody has been told.
  ///
  /// Amortised O(log of its length) a change: it happens when the log has doubled. So its length
  /// follows the levels that change, and not the time between two messages.
  mutating func shortenLog() {
    guard log.count > logLimit else { return }
    var lastPlaces: [LevelPlace: Int] = [:]
    for index in 0..<log.count { lastPlaces[log.base[index]] = index }
    var kept = 0
    var keptBefore: [Int] = []
    let needed = leastLogPlace
    for index in 0..<log.count {
      keptBefore.append(kept)
      guard index >= needed, lastPlaces[log.base[index]] == index else { continue }
      log.base[kept] = log.base[index]
      kept += 1
    }
    keptBefore.append(kept)
    while log.count > kept { log.removeLast() }
    for index in 0..<subscriptions.all.count {
      let subscription = subscriptions.all.base + index
      subscription.pointee.logPlace = keptBefore[subscription.pointee.logPlace]
    }
    logLimit = max(BookFeed.shortLog, 2 * kept)
  }

  private var leastLogPlace: Int {
    var least = log.count
    for index in 0..<subscriptions.all.count {
      let subscription = subscriptions.all.base[index]
      let needsLog =
        subscription.isActive && subscription.kind == .levels && subscription.interval > 0
      if needsLog { least = min(least, subscription.logPlace) }
    }
    return least
  }

  static var shortLog: Int { 1024 }
}
