/// One instrument at one venue: its engine, its subscribers and what it last published.
struct VenueBook: ~Copyable {
  var engine: MatchingEngine
  let venue: VenueIndex
  let instrument: InstrumentIndex
  /// Venue to report and market data, nanoseconds.
  let processing: Int64
  let fees: FeeSchedule
  var subscribers = Subscribers()
  var published: Quote
  /// Feeds beyond quotes; nil until somebody subscribes to one.
  var feed: UnsafeMutablePointer<BookFeed>?
  /// The pending event of the earliest expiry.
  var expiryEvent: EventHandle?
  var expiryTime: Int64 = .max
  /// Fees taken, money units of the instrument.
  var feesTaken: Int64 = 0
  var trades: UInt64 = 0
  var lastTradeLots: UInt32 = 0
  /// Limit orders of which some part rested when they had come in.
  var rested: UInt64 = 0
  /// Orders taken back because their owner asked.
  var cancels: UInt64 = 0

  init(engine: consuming MatchingEngine, venue: Int, instrument: Int, of plan: SimulationPlan) {
    self.engine = engine
    self.venue = VenueIndex(UInt16(venue))
    self.instrument = InstrumentIndex(UInt16(instrument))
    processing = plan.venues[venue].processing.nanoseconds
    fees = plan.venues[venue].fees
    published = Quote(
      venue: self.venue, instrument: self.instrument, bidTicks: 0, askTicks: 0, lastTicks: 0,
      bidQuantity: .zero, askQuantity: .zero, lastQuantity: .zero, time: plan.start, number: 0)
  }

  private init(copying source: borrowing VenueBook) {
    engine = source.engine.fork()
    venue = source.venue
    instrument = source.instrument
    processing = source.processing
    fees = source.fees
    subscribers = source.subscribers.fork()
    published = source.published
    expiryEvent = source.expiryEvent
    expiryTime = source.expiryTime
    feesTaken = source.feesTaken
    trades = source.trades
    lastTradeLots = source.lastTradeLots
    rested = source.rested
    cancels = source.cancels
    if let other = source.feed {
      let copy = UnsafeMutablePointer<BookFeed>.allocate(capacity: 1)
      copy.initialize(to: other.pointee.fork())
      feed = copy
    }
  }

  deinit {
    feed?.deinitialize(count: 1)
    feed?.deallocate()
  }

  borrowing func fork() -> VenueBook { VenueBook(copying: self) }

  /// Where a book stands in the kernel's table.
  static func index(venue: UInt16, instrument: UInt16, instruments: Int) -> Int {
    Int(venue) &* instruments &+ Int(instrument)
  }
}
