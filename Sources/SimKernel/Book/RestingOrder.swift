/// An order in the book or waiting for its trigger: one cache line.
struct RestingOrder: BitwiseCopyable {
  /// Neighbours in the level's queue (slots, 0 for none); `next` also links the free list.
  var next: UInt32
  var previous: UInt32
  var id: UInt64
  var owner: UInt32
  /// Limit price, ticks; 0 for a waiting stop order without one.
  var priceTicks: Int32
  /// Open quantity, lots.
  var open: UInt32
  /// What can be traded before the order goes to the back: the open quantity, or an iceberg's
  /// slice.
  var slice: UInt32
  /// In a queue: lots ahead on entry. Waiting: the stop price in ticks.
  var aheadAtEntry: Int64
  /// In a queue: `PriceLevel.traded` on entry plus own fills since. Waiting: the protection price
  /// in ticks, or `RestingOrder.noProtection`.
  var tradedAtEntry: Int64
  /// Rank of the order's last entry into a queue, unique in a book.
  var arrival: UInt64
  /// An iceberg's display quantity, lots; 0 for other orders.
  var display: UInt32
  var traits: OrderTraits

  static let noProtection = Int64.min
}

/// What an order is, packed into four bytes.
struct OrderTraits: BitwiseCopyable, Equatable {
  var side: Side
  var type: OrderType
  var timeInForce: TimeInForce
  private var flags: UInt8

  init(
    side: Side, type: OrderType, timeInForce: TimeInForce, isHidden: Bool, isPostOnly: Bool
  ) {
    self.side = side
    self.type = type
    self.timeInForce = timeInForce
    flags = (isHidden ? 1 : 0) | (isPostOnly ? 2 : 0)
  }

  @inline(__always)
  var isHidden: Bool { flags & 1 != 0 }
  @inline(__always)
  var isPostOnly: Bool { flags & 2 != 0 }

  /// Whether the order waits for its trigger.
  var isWaiting: Bool {
    get { flags & 4 != 0 }
    set { flags = newValue ? flags | 4 : flags & ~4 }
  }

  /// Whether the order ends by itself, at its expiry or with the session.
  @inline(__always)
  var expires: Bool { timeInForce == .day || timeInForce == .goodTillTime }

  @inline(__always)
  var raw: UInt32 {
    UInt32(side.rawValue) | UInt32(type.rawValue) << 8 | UInt32(timeInForce.rawValue) << 16
      | UInt32(flags) << 24
  }
}
