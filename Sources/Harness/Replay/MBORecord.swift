/// The event that a record or a row of an expected book belongs to.
struct MBOEvent: Hashable, Sendable {
  /// The instrument, by `BookNames`.
  var book: Int
  var sequence: UInt64
  /// Nanoseconds since 1970.
  var time: Int64
}

/// What tells the records of one event apart.
struct MBOKind: Hashable, Sendable {
  var action: MBOAction
  var side: MBOSide
  /// Units of 10^-9; nil where the record has none.
  var price: Int64?
}

/// One row of an order-by-order (MBO) file.
struct MBORecord: Hashable, Sendable {
  var event: MBOEvent
  var kind: MBOKind
  var orderID: UInt64
  var size: Int64
}
