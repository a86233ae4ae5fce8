/// What one message at a venue changed, encoded once for all subscribers of a feed.
struct FeedPacket: BitwiseCopyable {
  var venue: VenueIndex
  var instrument: InstrumentIndex
  var kind: FeedKind
  /// Deliveries that have yet to happen.
  var pending: UInt32
  /// Slot plus 1 of its first entry.
  var first: UInt32
  /// When it was made, nanoseconds.
  var time: Int64
}

/// One part of a packet: a level, an order, or a trade.
struct FeedEntry: BitwiseCopyable {
  /// An order's name; of no meaning otherwise.
  var order: UInt64 = 0
  var lots: Int64
  var ticks: Int32
  /// Of a level; of no meaning otherwise.
  var orderCount: UInt32 = 0
  var side: Side
  /// Raw value of an `OrderUpdate.Action`; of no meaning otherwise.
  var action: UInt8 = 0
  /// Slot plus 1 of the next; 0 for the last.
  var next: UInt32 = 0
}

/// A packet on its way to one subscriber, under that subscriber's number.
struct FeedMail: BitwiseCopyable {
  var packet: UInt32
  /// The place of the subscription among its book's.
  var subscription: UInt32
  var number: UInt64
}

/// Entries that are being put together, in order: slots plus 1, 0 for none.
struct FeedChain {
  private(set) var first: UInt32 = 0
  private var last: UInt32 = 0

  var isEmpty: Bool { first == 0 }

  @inline(__always)
  mutating func append(_ entry: FeedEntry, in room: inout Mailroom<FeedEntry>) {
    let slot = room.put(entry) &+ 1
    if last == 0 { first = slot } else { room[last &- 1].pointee.next = slot }
    last = slot
  }
}
