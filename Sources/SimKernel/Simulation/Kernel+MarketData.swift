// Market data: quotes to subscribers, and snapshots on request.

extension Kernel {
  /// Publishes a book's quote if it changed: one record, and one delivery to each subscriber.
  @inline(__always)
  mutating func publish(_ index: Int) {
    let book = books + index
    let (bidTicks, bidLots) = book.pointee.engine.bestLevel(.buy)
    let (askTicks, askLots) = book.pointee.engine.bestLevel(.sell)
    // One branch instead of five, as each of the five alone is hard to predict.
    let lots =
      (bidLots ^ book.pointee.published.bidQuantity.lots)
      | (askLots ^ book.pointee.published.askQuantity.lots)
    let ticks =
      (bidTicks ^ book.pointee.published.bidTicks) | (askTicks ^ book.pointee.published.askTicks)
    if lots | Int64(ticks) | Int64(book.pointee.lastTradeLots) == 0 { return }
    publications += 1
    book.pointee.published.number = publications
    book.pointee.published.time = SimTime(nanoseconds: now)
    book.pointee.published.bidTicks = bidTicks
    book.pointee.published.askTicks = askTicks
    book.pointee.published.bidQuantity = Quantity(lots: bidLots)
    book.pointee.published.askQuantity = Quantity(lots: askLots)
    if book.pointee.lastTradeLots != 0 {
      book.pointee.published.lastTicks = book.pointee.engine.lastTradeTicks ?? 0
      book.pointee.published.lastQuantity = Quantity(lots: Int64(book.pointee.lastTradeLots))
      book.pointee.lastTradeLots = 0
    }
    journalQuote(book)
    fanOut(book)
  }

  @inline(__always)
  private mutating func journalQuote(_ book: UnsafeMutablePointer<VenueBook>) {
    let quote = book.pointee.published
    journal.write(
      RecordHead.word(.quote, words: 6),
      RecordHead.halves(UInt32(bitPattern: quote.bidTicks), UInt32(bitPattern: quote.askTicks)),
      UInt64(bitPattern: quote.bidQuantity.lots), UInt64(bitPattern: quote.askQuantity.lots),
      RecordHead.halves(
        UInt32(bitPattern: quote.lastTicks), UInt32(truncatingIfNeeded: quote.lastQuantity.lots)),
      quote.number)
  }

  @inline(__always)
  private mutating func fanOut(_ book: UnsafeMutablePointer<VenueBook>) {
    let takers = book.pointee.subscribers.inOrder(by: states.base)
    guard !takers.isEmpty, hasRoom(for: takers.count) else { return }
    let slot = quotes.put(
      QuoteMail(
        quote: book.pointee.published, pending: UInt32(truncatingIfNeeded: takers.count)))
    for agent in takers {
      let arrival = dataArrival(agent, book)
      queue.push(
        at: SimTime(nanoseconds: arrival), EventWord(.quote, agent: agent, slot: slot).payload)
    }
  }

  /// When market data that leaves now reaches an agent.
  @inline(__always)
  mutating func dataArrival(
    _ agent: UInt32, _ book: UnsafeMutablePointer<VenueBook>
  ) -> Int64 {
    dataArrival(agent, book, leaves: now &+ book.pointee.processing)
  }

  /// The same for what leaves at another moment.
  @inline(__always)
  mutating func dataArrival(
    _ agent: UInt32, _ book: UnsafeMutablePointer<VenueBook>, leaves: Int64
  ) -> Int64 {
    mark(agent)
    let latency = drawLatency(agent, .data, venue: book.pointee.venue, leaves: leaves)
    let lane = lane(of: agent, book.pointee.venue)
    let arrival = max(leaves &+ latency, lane.pointee.data)
    lane.pointee.data = arrival
    return arrival
  }

  /// Adds a subscriber, unless it is one, and sends it the present quote.
  mutating func subscribe(_ agent: UInt32, to index: Int) {
    guard hasRoom() else { return }
    (books + index).pointee.subscribers.add(agent)
    sendQuote(to: agent, of: index)
  }

  mutating func unsubscribe(_ agent: UInt32, from index: Int) {
    (books + index).pointee.subscribers.remove(agent)
  }

  /// Answers a request for the displayed levels.
  mutating func sendSnapshot(to agent: UInt32, of index: Int, depth: Int64, window: Int64) {
    guard hasRoom() else { return }
    var snapshot = snapshot(of: index, depth: Int(min(max(depth, 1), 1 << 20)))
    snapshot.traded = tradedVolume(index, window: window)
    snapshot.levelNumber = feedNumber(agent, .levels, index)
    let slot = snapshots.put(snapshot)
    queue.push(
      at: SimTime(nanoseconds: answerArrival(agent, books + index)),
      EventWord(.snapshot, agent: agent, slot: slot).payload)
  }

  /// The displayed levels of a book to a depth, as they stand now.
  func snapshot(of index: Int, depth: Int) -> BookSnapshot {
    let book = books + index
    return BookSnapshot(
      venue: book.pointee.venue, instrument: book.pointee.instrument,
      bids: book.pointee.engine.levels(.buy, depth: depth),
      asks: book.pointee.engine.levels(.sell, depth: depth),
      lastTradePrice: book.pointee.engine.lastTradePrice, traded: nil,
      time: SimTime(nanoseconds: now))
  }
}
