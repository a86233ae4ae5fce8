// Events that few markets have: of feeds, imbalances, news of values and regimes. They are handled
// apart, so that the others cost no more for them.

extension Simulation {
  /// Handles an event of a feed, a line, an imbalance, a fundamental value or a regime.
  @inline(never)
  mutating func handleNews(_ word: EventWord, sequence: UInt64) {
    switch word.kind {
    case .merged: return kernel.pointee.sendMerged(word)
    case .jump: return kernel.pointee.tellJumps(word, sequence: sequence)
    case .regime: return kernel.pointee.switchRegime(word, sequence: sequence)
    case .line:
      if kernel.pointee.isOutdated(word) { return }
      kernel.pointee.journalLine(word, sequence: sequence)
      kernel.pointee.changeLine(word)
    default: break
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
      let message = kernel.pointee.openLine(word)
      // Before the agent's own requests, so that these have the last word.
      if message == .connected { kernel.pointee.askAgain(word.agent) }
      hand(.feed(message), to: word.agent)
    case .imbalance:
      hand(.imbalance(kernel.pointee.openImbalance(word, sequence: sequence)), to: word.agent)
    case .news:
      hand(.news(kernel.pointee.openNews(word, sequence: sequence)), to: word.agent)
    case .wake, .report, .quote, .snapshot, .arrival, .free, .expiry, .jump, .regime, .merged:
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
