/// One displayed price level of a recorded or replayed book, in the units of its file.
struct ReplayLevel: Hashable, Sendable {
  var price: Int64
  var size: Int64
  /// Orders at the level; 0 in formats that do not tell.
  var orderCount: Int64 = 0
}
