// From what the engine did to messages of feeds. Only books with subscribers come here.

extension Kernel {
  /// Takes in what the engine did with a message, before it handles the next one.
  @inline(never)
  mutating func noteOutcomes(_ index: Int) {
    guard let feed = books[index].feed else { return }
    let outcomes = books[index].engine.outcomeStorage
    for place in 0..<outcomes.count {
      feed.pointee.note(outcomes[place], books[index].engine, &feedEntries)
    }
  }

  /// Notes the level on which an order stands that may leave it for another.
  func noteLevel(of order: BookOrder, _ index: Int) {
    guard let feed = books[index].feed, feed.pointee.followsLevels else { return }
    feed.pointee.touch(order.side, Int32(truncatingIfNeeded: order.price.ticks))
  }

  /// Sends what a message at the venue has changed: trades first, then orders, levels and depths.
  @inline(never)
  mutating func sendFeeds(_ index: Int) {
    guard let feed = books[index].feed else { return }
    let book = books + index
    if feed.pointee.quoteNumber != book.pointee.published.number {
      feed.pointee.quoteNumber = book.pointee.published.number
      sendStates(.quotes, feed, index)
    }
    if !feed.pointee.prints.isEmpty {
      let prints = feed.pointee.prints
      feed.pointee.prints = FeedChain()
      sendPacket(.trades, prints, feed, book)
    }
    if feed.pointee.followsOrders {
      sendPacket(
        .orders, feed.pointee.changedOrders(book.pointee.engine, &feedEntries), feed, book)
    }
    if feed.pointee.followsLevels { sendLevels(feed, index) }
  }

  private mutating func sendLevels(_ feed: UnsafeMutablePointer<BookFeed>, _ index: Int) {
    let book = books + index
    let levels = feed.pointee.changedLevels(book.pointee.engine, &feedEntries)
    if levels.isEmpty { return }
    sendPacket(.levels, levels, feed, book)
    if feed.pointee.conflated > 0 { sendStates(.levels, feed, index) }
    sendStates(.depth, feed, index)
  }

  /// Sends one packet to all subscribers of its feed that get every message.
  private mutating func sendPacket(
    _ kind: FeedKind, _ chain: FeedChain, _ feed: UnsafeMutablePointer<BookFeed>,
    _ book: UnsafeMutablePointer<VenueBook>
  ) {
    if chain.isEmpty { return }
    let takers = feed.pointee.subscriptions.takers(kind, by: states.base)
    let slot = makePacket(kind, chain, book)
    if hasRoom(for: takers.count) {
      let all = feed.pointee.subscriptions.all.base
      for place in takers where all[Int(place)].interval == 0 || !kind.mayConflate {
        sendPacket(slot, to: all, at: place, book)
      }
    }
    if feedPackets[slot].pointee.pending == 0 { releasePacket(slot) }
  }

  private mutating func makePacket(
    _ kind: FeedKind, _ chain: FeedChain, _ book: UnsafeMutablePointer<VenueBook>
  ) -> UInt32 {
    feedPackets.put(
      FeedPacket(
        venue: book.pointee.venue, instrument: book.pointee.instrument, kind: kind, pending: 0,
        first: chain.first, time: now))
  }

  /// Sends a packet to one subscriber, or loses it on the way.
  @inline(__always)
  private mutating func sendPacket(
    _ slot: UInt32, to all: UnsafeMutablePointer<FeedSubscription>, at place: UInt32,
    _ book: UnsafeMutablePointer<VenueBook>
  ) {
    let subscription = all + Int(place)
    subscription.pointee.number &+= 1
    guard let arrival = feedArrival(subscription, book) else { return }
    feedPackets[slot].pointee.pending &+= 1
    let mail = feedMail.put(
      FeedMail(packet: slot, subscription: place, number: subscription.pointee.number))
    queue.push(
      at: SimTime(nanoseconds: arrival),
      EventWord(.feed, agent: subscription.pointee.agent, slot: mail).payload)
  }

  /// When a message of a feed that leaves now reaches its subscriber; nil where it is lost.
  @inline(__always)
  private mutating func feedArrival(
    _ subscription: UnsafeMutablePointer<FeedSubscription>,
    _ book: UnsafeMutablePointer<VenueBook>
  ) -> Int64? {
    if subscription.pointee.outages < 0 { return dataArrival(subscription.pointee.agent, book) }
    return hinderedArrival(subscription.pointee.agent, book)
  }

  @inline(never)
  private mutating func hinderedArrival(
    _ agent: UInt32, _ book: UnsafeMutablePointer<VenueBook>
  ) -> Int64? {
    let ready = now &+ book.pointee.processing
    return hinderedLeaving(agent, ready: ready).map { dataArrival(agent, book, leaves: $0) }
  }

  /// When what is ready at a moment leaves for an agent that has outages: later where its feed
  /// stands still; nil where a gap loses it.
  mutating func hinderedLeaving(_ agent: UInt32, ready: Int64) -> Int64? {
    let place = Int(states.base[Int(agent)].outages)
    if outages[place].gaps.end(at: ready, now: now, key: key) != nil {
      outages[place].lost += 1
      return nil
    }
    return outages[place].stale.end(at: ready, now: now, key: key) ?? ready
  }

  /// Gives a packet's slot and those of its entries back.
  mutating func releasePacket(_ slot: UInt32) {
    var entry = feedPackets[slot].pointee.first
    while entry != 0 {
      let next = feedEntries[entry &- 1].pointee.next
      feedEntries.release(entry &- 1)
      entry = next
    }
    feedPackets.release(slot)
  }
}

// MARK: - States

extension Kernel {
  /// Tells the subscribers of a feed of states that there is something new: now, or when their
  /// interval allows.
  private mutating func sendStates(
    _ kind: FeedKind, _ feed: UnsafeMutablePointer<BookFeed>, _ index: Int
  ) {
    let takers = feed.pointee.subscriptions.takers(kind, by: states.base)
    for place in takers {
      let subscription = feed.pointee.subscriptions.all.base + Int(place)
      if subscription.pointee.isScheduled { continue }
      if kind == .levels && subscription.pointee.interval == 0 { continue }
      if now >= subscription.pointee.nextDue {
        sendState(Int(place), feed, index)
      } else {
        schedule(subscription, index)
      }
    }
  }

  private mutating func schedule(
    _ subscription: UnsafeMutablePointer<FeedSubscription>, _ index: Int
  ) {
    guard subscription.pointee.nextDue <= plan.end.nanoseconds, hasRoom() else { return }
    subscription.pointee.isScheduled = true
    queue.push(
      at: SimTime(nanoseconds: subscription.pointee.nextDue),
      EventWord(
        .merged, agent: subscription.pointee.agent,
        slot: subscription.pointee.kind.key(UInt32(index))
      ).payload)
  }

  /// Handles the moment at which a subscription's interval is over.
  mutating func sendMerged(_ word: EventWord) {
    let index = Int(word.slot >> 3)
    guard let kind = FeedKind(rawValue: UInt8(word.slot & 7)), let feed = books[index].feed,
      let place = feed.pointee.subscriptions.place(word.agent, kind)
    else { preconditionFailure("merged messages of \(word.slot) for agent \(word.agent)") }
    let subscription = feed.pointee.subscriptions.all.base + place
    subscription.pointee.isScheduled = false
    if subscription.pointee.isActive { sendState(place, feed, index) }
  }

  private mutating func sendState(
    _ place: Int, _ feed: UnsafeMutablePointer<BookFeed>, _ index: Int
  ) {
    let subscription = feed.pointee.subscriptions.all.base + place
    switch subscription.pointee.kind {
    case .quotes: sendPresentQuote(subscription, index)
    case .levels: sendMergedLevels(place, feed, index)
    case .depth: sendDepth(place, feed, index)
    case .orders, .trades: preconditionFailure("\(subscription.pointee.kind) never merge")
    }
  }

  private mutating func sendPresentQuote(
    _ subscription: UnsafeMutablePointer<FeedSubscription>, _ index: Int
  ) {
    guard hasRoom() else { return }
    subscription.pointee.nextDue = now &+ subscription.pointee.interval
    let book = books + index
    guard let arrival = feedArrival(subscription, book) else { return }
    let slot = quotes.put(QuoteMail(quote: book.pointee.published, pending: 1))
    queue.push(
      at: SimTime(nanoseconds: arrival),
      EventWord(.quote, agent: subscription.pointee.agent, slot: slot).payload)
  }

  private mutating func sendMergedLevels(
    _ place: Int, _ feed: UnsafeMutablePointer<BookFeed>, _ index: Int
  ) {
    guard hasRoom() else { return }
    let subscription = feed.pointee.subscriptions.all.base + place
    subscription.pointee.nextDue = now &+ subscription.pointee.interval
    let book = books + index
    let chain = feed.pointee.mergedLevels(
      since: subscription.pointee.logPlace, book.pointee.engine, &feedEntries)
    subscription.pointee.logPlace = feed.pointee.log.count
    feed.pointee.shortenLog()
    if chain.isEmpty { return }
    let slot = makePacket(.levels, chain, book)
    sendPacket(slot, to: feed.pointee.subscriptions.all.base, at: UInt32(place), book)
    if feedPackets[slot].pointee.pending == 0 { releasePacket(slot) }
  }

  /// Sends the best levels, if they differ from those that were sent last.
  mutating func sendDepth(
    _ place: Int, _ feed: UnsafeMutablePointer<BookFeed>, _ index: Int, isAnswer: Bool = false
  ) {
    let subscription = feed.pointee.subscriptions.all.base + place
    let snapshot = snapshot(of: index, depth: Int(subscription.pointee.depth))
    if let last = feed.pointee.depths[place], last.bids == snapshot.bids,
      last.asks == snapshot.asks
    {
      return
    }
    guard hasRoom() else { return }
    feed.pointee.depths[place] = snapshot
    subscription.pointee.nextDue = now &+ subscription.pointee.interval
    let arrival =
      isAnswer
      ? answerArrival(subscription.pointee.agent, books + index)
      : feedArrival(subscription, books + index)
    guard let arrival else { return }
    queue.push(
      at: SimTime(nanoseconds: arrival),
      EventWord(.snapshot, agent: subscription.pointee.agent, slot: snapshots.put(snapshot))
        .payload)
  }
}
