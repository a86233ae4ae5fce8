// News of books whose displayed lots are lopsided, to those who watch for it.

/// One agent's watch over one book.
struct ImbalanceWatch: Sendable {
  var agent: UInt32
  /// 1 - fewer / more beyond which the book is lopsided, millionths.
  var millionths: Int64
  /// The side with more lots while the book is lopsided.
  var side: Side?
}

extension Kernel {
  /// Begins a watch, or begins it anew; the next change of the book may start an imbalance.
  mutating func watchImbalance(_ agent: UInt32, of index: Int, millionths: Int64) {
    watchesBooks = true
    if imbalanceWatches.isEmpty { imbalanceWatches = Array(repeating: [], count: bookCount) }
    unwatchImbalance(agent, of: index)
    imbalanceWatches[index].append(ImbalanceWatch(agent: agent, millionths: millionths))
    // News goes out in the order of a fan-out; the sort is stable.
    let states = states.base
    imbalanceWatches[index].sort {
      states[Int($0.agent)].startOrder < states[Int($1.agent)].startOrder
    }
  }

  mutating func unwatchImbalance(_ agent: UInt32, of index: Int) {
    guard !imbalanceWatches.isEmpty else { return }
    imbalanceWatches[index].removeAll { $0.agent == agent }
  }

  /// Tells the watchers of a book what has changed for them. O(levels) where there are any.
  @inline(never)
  mutating func noteImbalance(_ index: Int) {
    guard !imbalanceWatches[index].isEmpty else { return }
    let bids = books[index].engine.displayedLots(.buy)
    let asks = books[index].engine.displayedLots(.sell)
    for place in imbalanceWatches[index].indices {
      let watch = imbalanceWatches[index][place]
      let side = Kernel.lopsided(bids: bids, asks: asks, above: watch.millionths)
      guard side != watch.side else { continue }
      imbalanceWatches[index][place].side = side
      if let old = watch.side { tell(watch.agent, index, .finish, old, bids, asks) }
      if let side { tell(watch.agent, index, .start, side, bids, asks) }
    }
  }

  /// The side with more lots where the imbalance exceeds a number of millionths.
  static func lopsided(bids: Int64, asks: Int64, above millionths: Int64) -> Side? {
    let more = Int128(max(bids, asks))
    let difference = more - Int128(min(bids, asks))
    guard difference * 1_000_000 > more * Int128(millionths) else { return nil }
    return bids > asks ? .buy : .sell
  }

  private mutating func tell(
    _ agent: UInt32, _ index: Int, _ stage: BookImbalance.Stage, _ side: Side, _ bids: Int64,
    _ asks: Int64
  ) {
    guard hasRoom() else { return }
    let book = books + index
    let slot = imbalances.put(
      BookImbalance(
        venue: book.pointee.venue, instrument: book.pointee.instrument, stage: stage, side: side,
        bidQuantity: Quantity(lots: bids), askQuantity: Quantity(lots: asks),
        time: SimTime(nanoseconds: now)))
    queue.push(
      at: SimTime(nanoseconds: answerArrival(agent, book)),
      EventWord(.imbalance, agent: agent, slot: slot).payload)
  }

  /// Journals the delivery of news and takes it out of its room.
  mutating func openImbalance(_ word: EventWord, sequence: UInt64) -> BookImbalance {
    deliveries.imbalances += 1
    let news = imbalances[word.slot].pointee
    imbalances.release(word.slot)
    journalDelivery(
      word, sequence, detail: UInt64(news.stage.rawValue) | UInt64(news.side.rawValue) << 8,
      isKept: true)
    return news
  }
}
