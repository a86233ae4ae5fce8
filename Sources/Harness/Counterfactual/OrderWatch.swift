import SimKernel

/// Follows one order through the journal of a branch, and the mid price of its book.
struct OrderWatch {
  struct Fill: Hashable, Sendable {
    var time: SimTime
    var price: Price
    var quantity: Quantity
    /// Bid plus ask of the book's last quote before the trade, ticks; nil for a one-sided book.
    var twiceMidBefore: Int64?
  }

  private typealias Words = UnsafeBufferPointer<UInt64>

  private let agent: AgentIndex
  private let order: ClientOrderID
  /// The word by which events name the order's book.
  private let book: UInt64
  /// When the order reached its venue and was taken.
  private(set) var arrival: SimTime?
  /// Whether the agent's own gate or the venue refused it.
  private(set) var isRefused = false
  /// Lots ahead where it rested when its own message was done; nil for an order that never rested.
  private(set) var aheadAtEntry: Quantity?
  /// Whether nothing of it is open any more.
  private(set) var isGone = false
  private(set) var fills: [Fill] = []
  /// Since when the book has which bid plus ask.
  private var mids: [(since: SimTime, twiceMid: Int64?)]
  private var event: (time: UInt64, place: UInt64) = (0, 0)
  /// What the engine said was ahead, until the order's own message is done.
  private var entering: Quantity?

  /// - Parameters:
  ///   - order: As it was sent, with its id.
  ///   - snapshot: The order's book when the branch begins.
  init(_ order: NewOrder, of agent: AgentIndex, from snapshot: BookSnapshot) {
    self.agent = agent
    self.order = order.id
    book = UInt64(order.venue.value) | UInt64(order.instrument.value) << 32
    mids = [(snapshot.time, OrderWatch.twiceMid(snapshot))]
  }

  /// Bid plus ask, ticks.
  static func twiceMid(_ snapshot: BookSnapshot) -> Int64? {
    guard let bid = snapshot.bids.first, let ask = snapshot.asks.first else { return nil }
    return bid.price.ticks + ask.price.ticks
  }

  /// Bid plus ask as they stood at a moment, with all that happened at it; O(log quotes).
  func twiceMid(at time: SimTime) -> Int64? {
    var (low, high) = (0, mids.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if mids[middle].since <= time { low = middle } else { high = middle }
    }
    return mids[low].twiceMid
  }
}

// MARK: - Reading

extension OrderWatch {
  /// Takes whole records, in order.
  mutating func read(_ words: UnsafeBufferPointer<UInt64>) {
    var place = 0
    while place < words.count, let kind = RecordKind(head: words[place]) {
      let end = place + kind.wordCount
      read(kind, Words(rebasing: words[place..<end]))
      place = end
    }
  }

  private mutating func read(_ kind: RecordKind, _ words: Words) {
    switch kind {
    case .event:
      settleEntry()
      event = (words[1], words[3])
    case .book: event.place = words[1]
    case .outcome: take(OutcomeRecord(words))
    case .trade: take(TradeRecord(event: event, trade: words))
    case .refused:
      if isOwn(AgentIndex(UInt32(words[0] >> 32)), ClientOrderID(words[3])) { refuse() }
    case .quote: if event.place == book { takeQuote(words) }
    case .sent, .sentTriggers, .fault, .checkpoint, .positions: break
    }
  }

  private var time: SimTime { SimTime(nanoseconds: Int64(bitPattern: event.time)) }

  private func isOwn(_ agent: AgentIndex, _ order: ClientOrderID) -> Bool {
    agent == self.agent && order == self.order
  }

  /// The order's own message is done: what is open of it then rests.
  mutating func settleEntry() {
    if let entering, !isGone { aheadAtEntry = entering }
    entering = nil
  }

  private mutating func refuse() {
    guard arrival == nil else { return }
    (isRefused, isGone) = (true, true)
  }

  private mutating func take(_ outcome: OutcomeRecord) {
    let isIncoming = isOwn(outcome.owner, outcome.order)
    switch outcome.kind {
    case .accepted where isIncoming: (arrival, entering) = (time, outcome.aheadAtEntry)
    case .rejected where isIncoming: refuse()
    case .cancelled where isIncoming, .expired where isIncoming: isGone = true
    case .decremented where isIncoming: isGone = outcome.remaining == .zero
    case .decremented where isOwn(outcome.resting, outcome.restingOrder):
      isGone = outcome.restingRemaining == .zero
    case .accepted, .rejected, .trade, .cancelled, .replaced, .triggered, .expired, .refreshed,
      .decremented:
      break
    }
  }

  private mutating func take(_ trade: TradeRecord) {
    if isOwn(trade.aggressor, trade.order) {
      fill(trade, remaining: trade.remaining)
    } else if isOwn(trade.resting, trade.restingOrder) {
      fill(trade, remaining: trade.restingRemaining)
    }
  }

  private mutating func fill(_ trade: TradeRecord, remaining: Quantity) {
    fills.append(
      Fill(
        time: trade.time, price: trade.price, quantity: trade.quantity,
        twiceMidBefore: mids[mids.count - 1].twiceMid))
    if remaining == .zero { isGone = true }
  }

  private mutating func takeQuote(_ words: Words) {
    let bid = Int64(Int32(truncatingIfNeeded: words[1]))
    let ask = Int64(Int32(truncatingIfNeeded: words[1] >> 32))
    // No lots stand for no price.
    let isTwoSided = words[2] != 0 && words[3] != 0
    mids.append((time, isTwoSided ? bid + ask : nil))
  }
}
