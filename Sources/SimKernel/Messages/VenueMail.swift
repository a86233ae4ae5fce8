/// A message on its way to a venue.
struct VenueMail: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    case submit, cancel, replace, cancelAll, subscribe, unsubscribe, requestSnapshot
    case watchImbalance, unwatchImbalance
    case requestOrders

    /// Whether it can change the book.
    var concernsOrders: Bool {
      switch self {
      case .submit, .cancel, .replace, .cancelAll: true
      case .subscribe, .unsubscribe, .requestSnapshot, .watchImbalance, .unwatchImbalance,
        .requestOrders:
        false
      }
    }
  }

  var kind: Kind
  /// Replace: whether a quantity and a price are given.
  var hasQuantity = false
  var hasPrice = false
  /// Mass cancel: whether a side is given.
  var hasSide = false
  /// Mass cancel: whether it goes to every book of its venue.
  var isForEveryBook = false
  /// The order, or the fields of a request: id (or feed), venue, instrument, side, quantity (or
  /// depth), price (or nanoseconds of a window of trades or between two messages, or millionths of
  /// an imbalance).
  var order: NewOrder

  init(_ kind: Kind, _ order: NewOrder) {
    self.kind = kind
    self.order = order
  }

  /// A request that concerns a book rather than an order.
  init(
    _ kind: Kind, venue: VenueIndex, instrument: InstrumentIndex, id: ClientOrderID = .init(0),
    side: Side = .buy, lots: Int64 = 0
  ) {
    self.kind = kind
    order = NewOrder(
      id: id, venue: venue, instrument: instrument, side: side, quantity: Quantity(lots: lots))
  }
}

extension VenueMail {
  /// Makes it a new order where it stands.
  ///
  /// Field by field, and not through an initializer: to build it elsewhere and to copy it with wide
  /// loads waits for the narrow stores before them, which took a tenth of the time of an order.
  @inline(__always)
  mutating func becomeOrder(_ order: NewOrder) {
    kind = .submit
    hasQuantity = false
    hasPrice = false
    hasSide = false
    isForEveryBook = false
    self.order = order
  }

  /// The bits of the second detail byte of a `sent` record.
  enum Flag {
    static let hasQuantity: UInt8 = 1
    static let hasPrice: UInt8 = 2
    static let isHidden: UInt8 = 4
    static let isPostOnly: UInt8 = 8
    static let hasSide: UInt8 = 16
    static let isForEveryBook: UInt8 = 32
  }

  @inline(__always)
  var flags: UInt8 {
    (hasQuantity ? Flag.hasQuantity : 0) | (hasPrice ? Flag.hasPrice : 0)
      | (order.isHidden ? Flag.isHidden : 0) | (order.isPostOnly ? Flag.isPostOnly : 0)
      | (hasSide ? Flag.hasSide : 0) | (isForEveryBook ? Flag.isForEveryBook : 0)
  }
}
