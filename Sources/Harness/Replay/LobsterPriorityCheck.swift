import SimKernel

/// Whether price-time priority predicts which orders real aggressive orders traded with.
///
/// A group is a run of adjacent type-4 rows with equal time and direction: one aggressive order. A
/// market order of the group's total size goes to a branch of the engine; the group is exact where
/// the orders, sizes and prices that it fills are the rows of the file, in order. The book then
/// follows the file, not the prediction.
struct LobsterPriorityCheck: ~Copyable {
  private(set) var check = ReplayReport.Check(name: "priority")

  /// Takes all messages.
  ///
  /// - Parameter place: Names a message in texts, by its index.
  mutating func run(
    _ messages: [LobsterMessage], at place: (Int) -> String
  ) throws(MarketDataError) {
    var index = 0
    var seeded: LobsterSeededBook
    do {
      seeded = try LobsterSeededBook(messages: messages)
    } catch {
      throw MarketDataError(path: place(0), message: error.message)
    }
    while index < messages.count {
      let end = LobsterPriorityCheck.groupEnd(messages, from: index)
      do {
        if end > index {
          predict(messages[index..<end], from: seeded.book) { place(index) }
          for message in messages[index..<end] { seeded.take(message) }
        } else {
          try seeded.apply(messages[index])
        }
      } catch {
        throw MarketDataError(path: place(index), message: error.message)
      }
      index = max(end, index + 1)
    }
  }

  /// Where the group that begins at `start` ends; `start` itself where none begins.
  private static func groupEnd(_ messages: [LobsterMessage], from start: Int) -> Int {
    var end = start
    while end < messages.count, messages[end].kind == .execution,
      messages[end].time == messages[start].time, messages[end].side == messages[start].side
    {
      end += 1
    }
    return end
  }

  private mutating func predict(
    _ group: ArraySlice<LobsterMessage>, from book: borrowing ReplayBook, at place: () -> String
  ) {
    let size = group.reduce(0) { $0 + $1.size }
    let recorded = group.map { ReplayFill(orderID: $0.orderID, size: $0.size, price: $0.price) }
    let side = group[group.startIndex].side.opposite
    let predicted = book.fills(ofMarketOrder: side, size: size)
    check.count(predicted == recorded) {
      "priority: \(place()): predicted \(Self.text(predicted)), recorded \(Self.text(recorded))"
    }
  }

  private static func text(_ fills: [ReplayFill]) -> String {
    if fills.isEmpty { return "nothing" }
    let shown = fills.prefix(4).map { "order \($0.orderID) \($0.size) at \($0.price)" }
    let rest = fills.count > 4 ? " and \(fills.count - 4) more" : ""
    return shown.joined(separator: ", ") + rest
  }
}
