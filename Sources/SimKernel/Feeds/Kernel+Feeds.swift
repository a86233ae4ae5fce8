// Coming to feeds and leaving them, and answers to requests about them.

extension Kernel {
  /// Handles a request for a feed; without an interval, and without outages, quotes go the short
  /// way.
  mutating func takeSubscription(_ mail: NewOrder, of agent: UInt32, to index: Int) {
    let outages = states.base[Int(agent)].outages
    if isCut(agent) { return repeatDisconnected(agent, index) }
    guard let kind = FeedKind(rawValue: UInt8(truncatingIfNeeded: mail.id.value)) else {
      preconditionFailure("a subscription to feed \(mail.id.value)")
    }
    let interval = mail.price.ticks
    if kind == .quotes && interval == 0 && outages < 0 {
      books[index].feed?.pointee.subscriptions.end(agent, .quotes)
      return subscribe(agent, to: index)
    }
    guard hasRoom() else { return }
    if kind == .quotes { (books + index).pointee.subscribers.know(agent) }
    let feed = openFeed(of: index)
    if isConflatedLevels(agent, feed) { feed.pointee.conflated -= 1 }
    let place = feed.pointee.subscriptions.activate(agent, kind, outages: outages)
    let subscription = feed.pointee.subscriptions.all.base + place
    subscription.pointee.interval = interval
    subscription.pointee.depth = Int32(clamping: max(1, mail.quantity.lots))
    subscription.pointee.logPlace = feed.pointee.log.count
    if isConflatedLevels(agent, feed) { feed.pointee.conflated += 1 }
    begin(place, feed, index)
  }

  /// The feed of a book, which is made where there is none.
  private mutating func openFeed(of index: Int) -> UnsafeMutablePointer<BookFeed> {
    if let feed = books[index].feed { return feed }
    let feed = UnsafeMutablePointer<BookFeed>.allocate(capacity: 1)
    feed.initialize(to: BookFeed())
    feed.pointee.quoteNumber = books[index].published.number
    books[index].feed = feed
    watchesBooks = true
    return feed
  }

  private func isConflatedLevels(
    _ agent: UInt32, _ feed: UnsafeMutablePointer<BookFeed>
  ) -> Bool {
    guard let place = feed.pointee.subscriptions.place(agent, .levels) else { return false }
    let subscription = feed.pointee.subscriptions.all.base[place]
    return subscription.isActive && subscription.interval > 0
  }

  /// Sends a new subscriber the present state of what it will be told.
  private mutating func begin(
    _ place: Int, _ feed: UnsafeMutablePointer<BookFeed>, _ index: Int
  ) {
    let subscription = feed.pointee.subscriptions.all.base[place]
    let agent = subscription.agent
    switch subscription.kind {
    case .quotes: sendQuote(to: agent, of: index)
    case .levels:
      feed.pointee.followLevels(books[index].engine)
      sendSnapshot(to: agent, of: index, depth: .max, window: 0)
    case .depth:
      feed.pointee.followLevels(books[index].engine)
      feed.pointee.depths[place] = nil
      sendDepth(place, feed, index, isAnswer: true)
    case .orders:
      feed.pointee.followOrders(books[index].engine)
      sendOrders(to: agent, of: index)
    case .trades: feed.pointee.followsTrades = true
    }
  }

  /// Ends a subscription of either way.
  mutating func endSubscription(_ mail: NewOrder, of agent: UInt32, to index: Int) {
    guard let kind = FeedKind(rawValue: UInt8(truncatingIfNeeded: mail.id.value)) else {
      preconditionFailure("the end of a subscription to feed \(mail.id.value)")
    }
    endSubscription(agent, kind, index)
  }

  private mutating func endSubscription(_ agent: UInt32, _ kind: FeedKind, _ index: Int) {
    if kind == .quotes { unsubscribe(agent, from: index) }
    guard let feed = books[index].feed else { return }
    if kind == .levels && isConflatedLevels(agent, feed) { feed.pointee.conflated -= 1 }
    feed.pointee.subscriptions.end(agent, kind)
  }

  /// Ends all that an agent has subscribed to.
  mutating func endSubscriptions(of agent: UInt32) {
    for index in 0..<bookCount {
      for kind in FeedKind.allCases { endSubscription(agent, kind, index) }
      unwatchImbalance(agent, of: index)
    }
  }
}

// MARK: - Answers

extension Kernel {
  /// Sends the present quote to one agent.
  mutating func sendQuote(to agent: UInt32, of index: Int) {
    let book = books + index
    let slot = quotes.put(QuoteMail(quote: book.pointee.published, pending: 1))
    queue.push(
      at: SimTime(nanoseconds: answerArrival(agent, book)),
      EventWord(.quote, agent: agent, slot: slot).payload)
  }

  /// The number of the last message that a subscriber of a feed was sent; 0 for others.
  func feedNumber(_ agent: UInt32, _ kind: FeedKind, _ index: Int) -> UInt64 {
    guard let feed = books[index].feed,
      let place = feed.pointee.subscriptions.place(agent, kind)
    else { return 0 }
    return feed.pointee.subscriptions.all.base[place].number
  }

  /// Answers a request for the displayed orders. O(live orders).
  mutating func sendOrders(to agent: UInt32, of index: Int) {
    guard hasRoom() else { return }
    let book = books + index
    var orders: [OrderSnapshot.Order] = []
    for side in Side.allCases {
      for order in book.pointee.engine.orders(side) where !order.isHidden {
        orders.append(
          OrderSnapshot.Order(
            order: order.arrival, side: side, price: order.price, quantity: order.slice))
      }
    }
    let slot = orderSnapshots.put(
      OrderSnapshot(
        venue: book.pointee.venue, instrument: book.pointee.instrument, orders: orders,
        number: feedNumber(agent, .orders, index), time: SimTime(nanoseconds: now)))
    queue.push(
      at: SimTime(nanoseconds: answerArrival(agent, book)),
      EventWord(.orders, agent: agent, slot: slot).payload)
  }

  /// When an answer that leaves now reaches an agent, which may have outages.
  mutating func answerArrival(
    _ agent: UInt32, _ book: UnsafeMutablePointer<VenueBook>
  ) -> Int64 {
    let leaves = now &+ book.pointee.processing
    let place = Int(states.base[Int(agent)].outages)
    if place < 0 { return dataArrival(agent, book, leaves: leaves) }
    let end = outages[place].stale.end(at: leaves, now: now, key: key)
    return dataArrival(agent, book, leaves: end ?? leaves)
  }
}
