import SimKernel

/// Whether price-time priority predicts which orders real aggressive orders traded with.
///
/// A group is a run of adjacent type-4 rows with equal time and direction: one aggressive order. A
/// market order of the group's total size goes to a branch of the engine; the group is exact where
/// the orders, sizes and prices that it fills are the rows of the file, in order. The book then
/// follows the file, not the prediction.
///
/// Orders that the file refers to and never submits rest from the start (ids below the first
/// submitted one, in order of id) or from the first submission with a larger id on; each with the
/// sum of all that the file takes from it.
struct LobsterPriorityCheck: ~Copyable {
  private(set) var check = ReplayReport.Check(name: "priority")
  private var book = ReplayBook()
  private var seeds: [Seed]
  private var nextSeed = 0

  private struct Seed {
    var id: UInt64
    var side: Side
    var price: Int64
    var size: Int64
  }

  init(messages: [LobsterMessage]) {
    seeds = LobsterPriorityCheck.unsubmitted(messages)
  }

  /// Takes all messages.
  ///
  /// - Parameter place: Names a message in texts, by its index.
  mutating func run(
    _ messages: [LobsterMessage], at place: (Int) -> String
  ) throws(MarketDataError) {
    var index = 0
    let first = messages.first { $0.kind == .submission }?.orderID ?? .max
    do {
      try seed(below: first)
    } catch {
      throw MarketDataError(path: place(0), message: error.message)
    }
    while index < messages.count {
      let end = LobsterPriorityCheck.groupEnd(messages, from: index)
      do {
        if end > index {
          predict(messages[index..<end]) { place(index) }
          for message in messages[index..<end] { take(message) }
        } else {
          try apply(messages[index])
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

  private mutating func predict(_ group: ArraySlice<LobsterMessage>, at place: () -> String) {
    let size = group.reduce(0) { $0 + $1.size }
    let recorded = group.map { ReplayFill(orderID: $0.orderID, size: $0.size, price: $0.price) }
    let side = group[group.startIndex].side.opposite
    let predicted = book.fills(ofMarketOrder: side, size: size)
    check.count(predicted == recorded) {
      "priority: \(place()): predicted \(Self.text(predicted)), recorded \(Self.text(recorded))"
    }
  }

  private mutating func apply(_ message: LobsterMessage) throws(ReplayBook.Refusal) {
    if message.kind == .submission {
      try seed(below: message.orderID)
      book.remove(message.orderID)
      try book.rest(
        message.orderID, message.side, price: message.price, size: message.size)
    } else if message.kind.reducesOrder {
      take(message)
    }
  }

  private mutating func take(_ message: LobsterMessage) {
    book.reduce(message.orderID, by: message.size)
  }

  private mutating func seed(below id: UInt64) throws(ReplayBook.Refusal) {
    while nextSeed < seeds.count && seeds[nextSeed].id < id {
      let seed = seeds[nextSeed]
      try book.rest(seed.id, seed.side, price: seed.price, size: seed.size)
      nextSeed += 1
    }
  }

  /// The orders that messages take from and none submits, in order of id.
  private static func unsubmitted(_ messages: [LobsterMessage]) -> [Seed] {
    var submitted: Set<UInt64> = []
    for message in messages where message.kind == .submission { submitted.insert(message.orderID) }
    var places: [UInt64: Int] = [:]
    var seeds: [Seed] = []
    for message in messages where message.kind.reducesOrder {
      let id = message.orderID
      if submitted.contains(id) { continue }
      if let place = places[id] {
        seeds[place].size += message.size
      } else {
        places[id] = seeds.count
        seeds.append(Seed(id: id, side: message.side, price: message.price, size: message.size))
      }
    }
    return seeds.sorted { $0.id < $1.id }
  }

  private static func text(_ fills: [ReplayFill]) -> String {
    if fills.isEmpty { return "nothing" }
    let shown = fills.prefix(4).map { "order \($0.orderID) \($0.size) at \($0.price)" }
    let rest = fills.count > 4 ? " and \(fills.count - 4) more" : ""
    return shown.joined(separator: ", ") + rest
  }
}
