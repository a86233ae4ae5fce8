/// One resting order that an aggressive order traded with, in the units of the file.
struct ReplayFill: Hashable, Sendable {
  var orderID: UInt64
  var size: Int64
  var price: Int64
}
