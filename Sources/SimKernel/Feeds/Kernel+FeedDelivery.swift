// Messages of feeds at their subscribers: journalled, and handed over part by part.

extension Kernel {
  /// Journals the delivery of a packet and takes it out of its room.
  mutating func openFeed(_ word: EventWord, sequence: UInt64) -> FeedMail {
    deliveries.feeds += 1
    let mail = feedMail[word.slot].pointee
    feedMail.release(word.slot)
    journalDelivery(word, sequence, detail: feedDetail(mail), isKept: plan.recordsDeliveries)
    return mail
  }

  /// Journals that a message of a feed was lost in its agent's inbox.
  mutating func loseFeed(_ word: EventWord, sequence: UInt64) {
    let mail = feedMail[word.slot].pointee
    feedMail.release(word.slot)
    journalDelivery(word, sequence, detail: feedDetail(mail), isKept: true)
    note(.inboxOverflow, of: word.agent)
    leaveFeed(mail)
  }

  /// What the record of a delivery says of a message: its number and its kind.
  private func feedDetail(_ mail: FeedMail) -> UInt64 {
    mail.number << 8 | UInt64(feedPackets[mail.packet].pointee.kind.rawValue)
  }

  /// Where the first part of a packet stands: its slot plus 1.
  func firstEntry(_ mail: FeedMail) -> UInt32 { feedPackets[mail.packet].pointee.first }

  /// One part of a packet as its subscriber gets it, and where the next one stands, 0 behind the
  /// last.
  func part(_ slot: UInt32, of mail: FeedMail) -> (message: FeedMessage, next: UInt32) {
    let packet = feedPackets[mail.packet].pointee
    let entry = feedEntries[slot &- 1].pointee
    let isLast = entry.next == 0
    let price = Price(ticks: Int64(entry.ticks))
    let quantity = Quantity(lots: entry.lots)
    let time = SimTime(nanoseconds: packet.time)
    switch packet.kind {
    case .levels:
      let update = LevelUpdate(
        venue: packet.venue, instrument: packet.instrument, side: entry.side, isLast: isLast,
        orderCount: entry.orderCount, price: price, quantity: quantity, number: mail.number,
        time: time)
      return (.level(update), entry.next)
    case .orders:
      guard let action = OrderUpdate.Action(rawValue: entry.action) else {
        preconditionFailure("an order update of kind \(entry.action)")
      }
      let update = OrderUpdate(
        venue: packet.venue, instrument: packet.instrument, action: action, side: entry.side,
        isLast: isLast, order: entry.order, price: price, quantity: quantity,
        number: mail.number, time: time)
      return (.order(update), entry.next)
    case .trades:
      let print = TradePrint(
        venue: packet.venue, instrument: packet.instrument, aggressor: entry.side,
        isLast: isLast, price: price, quantity: quantity, number: mail.number, time: time)
      return (.trade(print), entry.next)
    case .quotes, .depth: preconditionFailure("a packet of \(packet.kind)")
    }
  }

  /// One delivery less of a packet that travels to several.
  mutating func leaveFeed(_ mail: FeedMail) {
    feedPackets[mail.packet].pointee.pending -= 1
    if feedPackets[mail.packet].pointee.pending == 0 { releasePacket(mail.packet) }
  }

  /// Journals the delivery of displayed orders and takes them out of their place.
  mutating func openOrders(_ word: EventWord, sequence: UInt64) -> OrderSnapshot {
    deliveries.feeds += 1
    let snapshot = orderSnapshots.take(word.slot)
    journalDelivery(
      word, sequence, detail: UInt64(bitPattern: snapshot.time.nanoseconds), isKept: true)
    return snapshot
  }

  /// Journals what happens to a line, before what follows from it; and again where its agent was
  /// thinking, when it hears of it.
  mutating func journalLine(_ word: EventWord, sequence: UInt64) {
    journalDelivery(word, sequence, detail: UInt64(word.slot), isKept: true)
  }

  /// What an agent hears of its line.
  mutating func openLine(_ word: EventWord) -> FeedMessage {
    deliveries.feeds += 1
    return word.slot == LineChange.restored.rawValue ? .connected : .disconnected
  }
}
