import SimKernel

/// The book of LOBSTER messages alone, without recorded rows.
///
/// Orders that the file refers to and never submits rest from the start (ids below the first
/// submitted one, in order of id) or from the first submission with a larger id on; each with the
/// sum of all that the file takes from it.
struct LobsterSeededBook: ~Copyable {
  private(set) var book = ReplayBook()
  private var seeds: [Seed]
  private var nextSeed = 0
  private let refusesCrossing: Bool

  /// An order that is not submitted within the file.
  struct Seed {
    var id: UInt64
    var side: Side
    var price: Int64
    var size: Int64
  }

  /// - Parameters:
  ///   - messages: The whole file.
  ///   - refusesCrossing: Whether an order that would rest at or through the other side's best
  ///     price is an error: it shows that the messages do not determine the book.
  init(messages: [LobsterMessage], refusesCrossing: Bool = false) throws(ReplayBook.Refusal) {
    seeds = LobsterSeededBook.unsubmitted(messages)
    self.refusesCrossing = refusesCrossing
    try seed(below: messages.first { $0.kind == .submission }?.orderID ?? .max)
  }

  /// Takes one message.
  mutating func apply(_ message: LobsterMessage) throws(ReplayBook.Refusal) {
    if message.kind == .submission {
      try seed(below: message.orderID)
      book.remove(message.orderID)
      try rest(message.orderID, message.side, price: message.price, size: message.size)
    } else if message.kind.reducesOrder {
      take(message)
    }
  }

  /// Takes off an order what a message says.
  mutating func take(_ message: LobsterMessage) {
    book.reduce(message.orderID, by: message.size)
  }

  private mutating func seed(below id: UInt64) throws(ReplayBook.Refusal) {
    while nextSeed < seeds.count && seeds[nextSeed].id < id {
      let seed = seeds[nextSeed]
      try rest(seed.id, seed.side, price: seed.price, size: seed.size)
      nextSeed += 1
    }
  }

  private mutating func rest(
    _ id: UInt64, _ side: Side, price: Int64, size: Int64
  ) throws(ReplayBook.Refusal) {
    if refusesCrossing, let best = book.levels(side.opposite, depth: 1).first?.price,
      side == .buy ? price >= best : price <= best
    {
      throw ReplayBook.Refusal(
        message: "order \(id) rests at \(price), where the other side's best price is \(best): the "
          + "messages alone do not give the book; allowed are messages of a whole book, or a "
          + "recorded book beside them")
    }
    try book.rest(id, side, price: price, size: size)
  }

  /// The orders that messages take from and none submits, in order of id.
  static func unsubmitted(_ messages: [LobsterMessage]) -> [Seed] {
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
}
