// What an agent asks for beyond quotes and single snapshots.

extension AgentContext {
  /// Asks for a feed of a book from now on, and for what it needs to begin with: the present quote,
  /// all displayed levels, the best of them, or all displayed orders.
  ///
  /// Asked again, it begins anew with the new settings; its numbers go on.
  ///
  /// - Parameters:
  ///   - interval: The least time between two messages, in which changes merge to their last state;
  ///     zero for every change. Orders and trades never merge, and come all whatever it is.
  ///   - depth: Levels on each side, for `.depth`; at least 1.
  public func subscribe(
    _ venue: VenueIndex, _ instrument: InstrumentIndex, to feed: FeedKind,
    every interval: SimDuration = .zero, depth: Int = 10
  ) {
    var mail = VenueMail(
      .subscribe, venue: venue, instrument: instrument,
      id: ClientOrderID(UInt64(feed.rawValue)), lots: feed == .depth ? Int64(clamping: depth) : 0)
    mail.order.price = Price(ticks: max(0, interval.nanoseconds))
    kernel.pointee.sendRequest(mail, from: agent.value)
  }

  /// Ends a subscription to a feed.
  public func unsubscribe(
    _ venue: VenueIndex, _ instrument: InstrumentIndex, from feed: FeedKind
  ) {
    kernel.pointee.sendRequest(
      VenueMail(
        .unsubscribe, venue: venue, instrument: instrument,
        id: ClientOrderID(UInt64(feed.rawValue))),
      from: agent.value)
  }

  /// Asks for all displayed orders of a book: what a subscriber of orders needs to begin anew where
  /// a message was lost.
  public func requestOrders(_ venue: VenueIndex, _ instrument: InstrumentIndex) {
    kernel.pointee.sendRequest(
      VenueMail(.requestOrders, venue: venue, instrument: instrument), from: agent.value)
  }
}
