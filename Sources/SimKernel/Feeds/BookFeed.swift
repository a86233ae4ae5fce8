/// What one book's feeds need beside the book: who gets them, and what they have been told.
///
/// A book gets one when the first agent subscribes to one of its feeds; the books of a run in which
/// nobody does cost nothing. It keeps up with the book from a feed's first subscriber on.
struct BookFeed: ~Copyable {
  private let addressOnly = AddressOnly()
  var subscriptions = FeedSubscriptions()
  /// Whether anybody has ever subscribed to levels or depth, to orders, and to trades.
  var followsLevels = false
  var followsOrders = false
  var followsTrades = false
  /// The displayed levels as they were told last: bids, then asks.
  let told: UnsafeMutablePointer<PriceLadder>
  /// The displayed orders as they were told last. Looked up only: its order reaches nobody.
  var shown: [OrderKey: ShownOrder] = [:]
  /// The number of the quote that was told last.
  var quoteNumber: UInt64 = 0
  /// The depth that was sent last, by the place of its subscription.
  var depths: [Int: BookSnapshot] = [:]

  /// What the message at hand has touched.
  var touchedLevels = Slab<LevelPlace>()
  var touchedOrders = Slab<OrderKey>()
  /// Its trades, and what it has done to displayed orders so far.
  var prints = FeedChain()
  var orderChanges = FeedChain()

  /// Levels that have changed, for subscriptions whose messages merge.
  var log = Slab<LevelPlace>()
  /// Active subscriptions to levels whose messages merge.
  var conflated = 0
  /// The length from which on it is shortened.
  var logLimit = BookFeed.shortLog

  init() {
    told = .allocate(capacity: Side.allCases.count)
    told.initialize(to: PriceLadder(highestFirst: true))
    (told + 1).initialize(to: PriceLadder(highestFirst: false))
  }

  private init(copying source: borrowing BookFeed) {
    subscriptions = source.subscriptions.fork()
    followsLevels = source.followsLevels
    followsOrders = source.followsOrders
    followsTrades = source.followsTrades
    told = .allocate(capacity: Side.allCases.count)
    told.initialize(to: source.told[0].fork())
    (told + 1).initialize(to: source.told[1].fork())
    shown = source.shown
    quoteNumber = source.quoteNumber
    depths = source.depths
    log = source.log.fork()
    conflated = source.conflated
    logLimit = source.logLimit
  }

  deinit {
    told.deinitialize(count: Side.allCases.count)
    told.deallocate()
  }

  /// An independent copy, between messages at the venue.
  borrowing func fork() -> BookFeed { BookFeed(copying: self) }
}

/// A price of one side.
struct LevelPlace: BitwiseCopyable, Hashable, Comparable {
  var side: Side
  var ticks: Int32

  /// Bids before asks, and the best first.
  static func < (left: LevelPlace, right: LevelPlace) -> Bool {
    if left.side != right.side { return left.side == .buy }
    return left.side == .buy ? left.ticks > right.ticks : left.ticks < right.ticks
  }
}

/// An order by its owner and the owner's name for it.
struct OrderKey: BitwiseCopyable, Hashable {
  var owner: UInt32
  var id: UInt64
}

/// A displayed order as the feeds have told it.
struct ShownOrder: BitwiseCopyable, Hashable {
  /// Rank of its entry into the queue, which is its name in the feeds.
  var name: UInt64
  var lots: Int64
  var ticks: Int32
  var side: Side
}

// MARK: - What a message touches

extension BookFeed {
  /// Takes in one thing that the engine did.
  mutating func note(
    _ outcome: MatchingOutcome, _ engine: borrowing MatchingEngine,
    _ entries: inout Mailroom<FeedEntry>
  ) {
    if followsTrades && outcome.kind == .trade {
      prints.append(
        FeedEntry(
          lots: Int64(outcome.quantityLots), ticks: outcome.priceTicks, side: outcome.side),
        in: &entries)
    }
    if followsLevels { touchLevel(outcome) }
    if followsOrders { touchOrder(outcome, engine, &entries) }
  }

  /// Levels may be touched in vain: what has not changed is not told.
  private mutating func touchLevel(_ outcome: MatchingOutcome) {
    switch outcome.kind {
    case .rejected: return
    case .trade, .decremented:
      if outcome.restingIsHidden { return }
      touch(outcome.side.opposite, outcome.priceTicks)
    case .accepted, .cancelled, .replaced, .triggered, .expired, .refreshed:
      touch(outcome.side, outcome.priceTicks)
    }
  }

  mutating func touch(_ side: Side, _ ticks: Int32) {
    _ = touchedLevels.append(LevelPlace(side: side, ticks: ticks))
  }

  /// Tells at once what an order loses, so that executions stand in the feed behind what made way
  /// for them; what it is in the end is told when the message is done.
  private mutating func touchOrder(
    _ outcome: MatchingOutcome, _ engine: borrowing MatchingEngine,
    _ entries: inout Mailroom<FeedEntry>
  ) {
    var key = OrderKey(owner: outcome.otherOwner.value, id: outcome.other.value)
    let lots = Int64(outcome.quantityLots)
    switch outcome.kind {
    case .rejected: return
    case .trade: take(lots, from: key, as: .execute, &entries)
    case .decremented: take(lots, from: key, as: .reduce, &entries)
    case .accepted, .cancelled, .replaced, .triggered, .expired, .refreshed:
      key = OrderKey(owner: outcome.owner.value, id: outcome.order.value)
      if let before = shown[key], engine.displayedOrder(key)?.name != before.name {
        tell(.delete, before, lots: before.lots, &entries)
        shown[key] = nil
      }
    }
    _ = touchedOrders.append(key)
  }

  /// Takes lots off an order that is known to be displayed. Of one that came to rest, or showed its
  /// next slice, in this same message only its final state is told.
  private mutating func take(
    _ lots: Int64, from key: OrderKey, as action: OrderUpdate.Action,
    _ entries: inout Mailroom<FeedEntry>
  ) {
    guard var order = shown[key] else { return }
    let isGone = order.lots == lots
    tell(isGone && action == .reduce ? .delete : action, order, lots: lots, &entries)
    order.lots -= lots
    shown[key] = isGone ? nil : order
  }

  mutating func tell(
    _ action: OrderUpdate.Action, _ order: ShownOrder, lots: Int64,
    _ entries: inout Mailroom<FeedEntry>
  ) {
    orderChanges.append(
      FeedEntry(
        order: order.name, lots: lots, ticks: order.ticks, side: order.side,
        action: action.rawValue), in: &entries)
  }
}
