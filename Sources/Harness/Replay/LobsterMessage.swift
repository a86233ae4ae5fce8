import SimKernel

/// One row of a LOBSTER message file.
struct LobsterMessage: Hashable, Sendable {
  enum Kind: Int64, Hashable, Sendable {
    case submission = 1
    /// Part of an order is taken back.
    case reduction = 2
    /// All of an order is taken back.
    case deletion = 3
    /// A displayed order trades.
    case execution = 4
    /// A hidden order trades; the displayed book does not change.
    case hiddenExecution = 5
    /// An auction; the book does not change.
    case cross = 6
    /// A halt, or its end; the book does not change.
    case halt = 7

    /// Whether a message of this kind takes from a displayed order.
    var reducesOrder: Bool {
      switch self {
      case .reduction, .deletion, .execution: true
      case .submission, .hiddenExecution, .cross, .halt: false
      }
    }

    /// Whether a message of this kind changes the displayed book.
    var changesBook: Bool { self == .submission || reducesOrder }
  }

  /// Since midnight, read from the decimal text.
  var time: SimTime
  var kind: Kind
  /// 0 for messages that do not change the book.
  var orderID: UInt64
  /// Shares.
  var size: Int64
  /// Dollars x 10^4.
  var price: Int64
  /// Of the resting order; for an execution the aggressor is on the other side.
  var side: Side
}
