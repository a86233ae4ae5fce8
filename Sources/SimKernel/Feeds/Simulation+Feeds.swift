// Events of feeds, and news of imbalances, on their way to agents.

extension Simulation {
  /// Handles an event of a feed, of a line, or of an imbalance.
  @inline(never)
  mutating func handleNews(_ word: EventWord, sequence: UInt64) {
    if word.kind == .merged { return kernel.pointee.sendMerged(word) }
    if word.kind == .line {
      kernel.pointee.journalLine(word, sequence: sequence)
      kernel.pointee.changeLine(word)
    }
    guard isReady(for: word, sequence: sequence) else { return }
    handNews(word, sequence: sequence)
    kernel.pointee.think(word.agent)
  }

  /// Takes a message out of its room and hands it to its agent.
  @inline(never)
  mutating func handNews(_ word: EventWord, sequence: UInt64) {
    kernel.pointee.noteDelivery(to: word.agent)
    switch word.kind {
    case .feed: handPacket(word, sequence: sequence)
    case .orders:
      let orders = kernel.pointee.openOrders(word, sequence: sequence)
      hand(.feed(.orders(orders)), to: word.agent)
    case .line:
      hand(.feed(kernel.pointee.openLine(word)), to: word.agent)
    case .imbalance:
      hand(.imbalance(kernel.pointee.openImbalance(word, sequence: sequence)), to: word.agent)
    case .wake, .report, .quote, .snapshot, .arrival, .free, .expiry, .merged:
      preconditionFailure("an event of kind \(word.kind) is no news")
    }
  }

  /// Hands over a packet part by part, from where it stands for all its subscribers.
  private mutating func handPacket(_ word: EventWord, sequence: UInt64) {
    let mail = kernel.pointee.openFeed(word, sequence: sequence)
    var place = kernel.pointee.firstEntry(mail)
    while place != 0 {
      let (message, next) = kernel.pointee.part(place, of: mail)
      hand(.feed(message), to: word.agent)
      place = next
    }
    kernel.pointee.leaveFeed(mail)
  }
}
