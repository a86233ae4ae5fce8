import SimKernel

/// A book rebuilt by a subscriber from a level feed: a snapshot, and every change behind it.
///
/// Updates are numbered without a break. One that is missing makes the book stale: from then on it
/// is kept as it was, and updates are only counted, until a snapshot comes that contains them all.
/// What is older than a snapshot is discarded, so that it does not matter in which order a snapshot
/// and the updates around it arrive.
///
/// A line that fails ends the feed, and numbers stand still until it is up again. So nothing that
/// left before its return counts, though it may come long after: the book begins anew with a
/// snapshot that left later, be its number that of the old book.
///
/// The snapshots that it takes must hold every level: ask for them with `recovery`, or through
/// `receive`, and for shallower ones of the same book in no agent that has one of these.
public struct BookBuilder: Hashable, Sendable {
  public enum State: Hashable, Sendable, CaseIterable {
    /// Nothing has come yet, or the line was down.
    case waiting
    /// The book is what the venue had when the last update left it.
    case live
    /// Updates are missing; the book is an old one.
    case stale
  }

  /// What an update or a snapshot did.
  public enum Effect: Hashable, Sendable, CaseIterable {
    /// It was old, or cannot be used until a snapshot comes.
    case none
    /// The book changes, and more of the same moment follows.
    case partial
    /// The book is whole and new.
    case whole
    /// An update is missing that nothing has asked for yet.
    case gap
  }

  public let venue: VenueIndex
  public let instrument: InstrumentIndex
  public private(set) var state = State.waiting
  /// Best first.
  public private(set) var bids: [BookLevel] = []
  /// Best first.
  public private(set) var asks: [BookLevel] = []
  /// The number of the last update in it.
  public private(set) var number: UInt64 = 0
  /// When it was so at the venue.
  public private(set) var time = SimTime.zero
  /// How often updates were missing.
  public private(set) var gaps = 0
  /// The highest number that has come.
  private var newest: UInt64 = 0
  /// What left the venue before this moment does not count; nil while the line is down.
  private var validFrom: SimTime? = .zero

  public init(_ venue: VenueIndex, _ instrument: InstrumentIndex) {
    self.venue = venue
    self.instrument = instrument
  }

  /// Levels of a snapshot that holds all.
  public static var wholeDepth: Int { 1 << 20 }
}

// MARK: - Taking messages

extension BookBuilder {
  /// Takes one part of an update. O(levels).
  public mutating func take(_ update: LevelUpdate) -> Effect {
    guard isValid(update.time) else { return .none }
    newest = max(newest, update.number)
    guard state == .live, update.number > number else { return .none }
    guard update.number == number + 1 else {
      state = .stale
      gaps += 1
      return .gap
    }
    apply(update)
    guard update.isLast else { return .partial }
    number = update.number
    time = update.time
    return .whole
  }

  /// Takes a snapshot of all levels; one older than what has come says nothing, and asks for
  /// another.
  public mutating func take(_ snapshot: BookSnapshot) -> Effect {
    guard isValid(snapshot.time) else { return .none }
    if state == .live && snapshot.levelNumber <= number { return .none }
    if snapshot.levelNumber < newest { return .gap }
    bids = snapshot.bids
    asks = snapshot.asks
    number = snapshot.levelNumber
    newest = number
    time = snapshot.time
    state = .live
    return .whole
  }

  /// Notes that the line has failed: what comes while it is down does not count.
  public mutating func noteDisconnected() {
    state = .waiting
    validFrom = nil
  }

  /// Notes that the line is up again: the first snapshot that left from now on is a new beginning.
  public mutating func noteConnected(at time: SimTime) { validFrom = time }

  private func isValid(_ time: SimTime) -> Bool { validFrom.map { time >= $0 } ?? false }

  private mutating func apply(_ update: LevelUpdate) {
    switch update.side {
    case .buy: BookBuilder.apply(update, to: &bids)
    case .sell: BookBuilder.apply(update, to: &asks)
    }
  }

  private static func apply(_ update: LevelUpdate, to levels: inout [BookLevel]) {
    let place = place(of: update, in: levels)
    let isKnown = place < levels.count && levels[place].price == update.price
    if update.quantity == .zero {
      if isKnown { levels.remove(at: place) }
      return
    }
    let level = BookLevel(
      price: update.price, quantity: update.quantity, orderCount: Int(update.orderCount))
    if isKnown { levels[place] = level } else { levels.insert(level, at: place) }
  }

  /// Where a level stands, or would. O(log levels).
  private static func place(of update: LevelUpdate, in levels: [BookLevel]) -> Int {
    var (low, high) = (0, levels.count)
    while low < high {
      let middle = (low + high) / 2
      let isBetter = (levels[middle].price.ticks - update.price.ticks) * update.side.sign > 0
      if isBetter { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

// MARK: - In an agent

extension BookBuilder {
  /// Subscribes to the feed; its first snapshot comes by itself.
  ///
  /// - Parameter interval: The least time between two updates; see `AgentContext.subscribe`.
  public func subscribe(every interval: SimDuration = .zero, _ context: inout AgentContext) {
    context.subscribe(venue, instrument, to: .levels, every: interval)
  }

  /// Takes whatever reaches the agent, and asks for a snapshot where one is needed. Behind a
  /// failure of the line one comes by itself, with the feed.
  public mutating func receive(
    _ message: AgentMessage, _ context: inout AgentContext
  ) -> Effect {
    var effect = Effect.none
    switch message {
    case .feed(.level(let update)) where concerns(update.venue, update.instrument):
      effect = take(update)
    case .snapshot(let snapshot) where concerns(snapshot.venue, snapshot.instrument):
      effect = take(snapshot)
    case .feed(.disconnected): noteDisconnected()
    case .feed(.connected): noteConnected(at: context.now)
    default: break
    }
    if effect == .gap {
      context.requestSnapshot(venue, instrument, depth: BookBuilder.wholeDepth)
    }
    return effect
  }

  private func concerns(_ venue: VenueIndex, _ instrument: InstrumentIndex) -> Bool {
    venue == self.venue && instrument == self.instrument
  }
}
