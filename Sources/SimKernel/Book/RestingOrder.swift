/// An order in the book or waiting for its trigger: one cache line.
///
/// Its neighbours in the queue are elsewhere, `OrderLinks`, so that who unlinks an order touches
/// its line only and not those of both neighbours.
struct RestingOrder: BitwiseCopyable {
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
  /// `OrderBook.weight` since the last entry into a queue.
  var weight: UInt64
  /// An iceberg's display quantity, lots; 0 for other orders.
  var display: UInt32
  var traits: OrderTraits

  static let noProtection = Int64.min
}

/// The neighbours of an order in its level's queue and in its chain of the table, slots; 0 for
/// none.
struct OrderLinks: BitwiseCopyable {
  /// The order behind; also links the free slots.
  var next: UInt32 = 0
  /// The order before.
  var previous: UInt32 = 0
  /// The order behind in the same chain of `OrderTable`.
  var nextInTable: UInt32 = 0
}

/// What an order is, packed into one word: side, type, time in force and flags, a byte each.
struct OrderTraits: BitwiseCopyable, Equatable {
  private(set) var raw: UInt32

  private static let hidden: UInt32 = 1 << 24
  private static let postOnly: UInt32 = 2 << 24
  private static let waiting: UInt32 = 4 << 24

  @inline(__always)
  init(
    side: Side, type: OrderType, timeInForce: TimeInForce, isHidden: Bool, isPostOnly: Bool
  ) {
    raw =
      UInt32(side.rawValue) | UInt32(type.rawValue) << 8 | UInt32(timeInForce.rawValue) << 16
      | (isHidden ? OrderTraits.hidden : 0) | (isPostOnly ? OrderTraits.postOnly : 0)
  }

  @inline(__always)
  var side: Side { raw & 1 == 0 ? .buy : .sell }

  // The bytes came from values of these types, so the casts cannot make up a case.
  @inline(__always)
  var type: OrderType {
    unsafeBitCast(UInt8(truncatingIfNeeded: raw &>> 8), to: OrderType.self)
  }
  @inline(__always)
  var timeInForce: TimeInForce {
    unsafeBitCast(UInt8(truncatingIfNeeded: raw &>> 16), to: TimeInForce.self)
  }

  @inline(__always)
  var isHidden: Bool { raw & OrderTraits.hidden != 0 }
  @inline(__always)
  var isPostOnly: Bool { raw & OrderTraits.postOnly != 0 }

  /// Whether the order waits for its trigger.
  @inline(__always)
  var isWaiting: Bool {
    get { raw & OrderTraits.waiting != 0 }
    set { raw = newValue ? raw | OrderTraits.waiting : raw & ~OrderTraits.waiting }
  }

  /// Whether the order stands in sight, neither hidden nor waiting.
  @inline(__always)
  var isDisplayed: Bool { raw & (OrderTraits.hidden | OrderTraits.waiting) == 0 }

  /// Whether the order stands in sight and does not end by itself: nearly all do.
  @inline(__always)
  var isOrdinary: Bool { isDisplayed && !expires }

  /// Whether the order ends by itself, at its expiry or with the session.
  @inline(__always)
  var expires: Bool { timeInForce == .day || timeInForce == .goodTillTime }
}
