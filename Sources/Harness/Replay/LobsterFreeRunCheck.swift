import SimKernel

/// Whether a book that runs freely on messages stays equal to the recorded one.
///
/// Known levels are never set to what is recorded. The file shows a window of N levels: what leaves
/// it below is forgotten, and a level that moves up into it is read from the row, as an anonymous
/// lot. A row counts at depth k only if no level within k was read from it.
struct LobsterFreeRunCheck: ~Copyable {
  private(set) var checks: [ReplayReport.Check]
  private let window: Int
  private var book = ReplayBook()

  /// - Parameters:
  ///   - window: Levels on each side of a row.
  ///   - first: Row 0, in which message 0 is already: one anonymous lot a level.
  init(window: Int, first: LobsterBookRow) throws(ReplayBook.Refusal) {
    self.window = window
    checks = LobsterFreeRunCheck.depths(window: window).map {
      ReplayReport.Check(name: "free_run", depth: $0)
    }
    for side in Side.allCases {
      for level in first.levels(side) {
        try book.restAnonymous(side, price: level.price, size: level.size)
      }
    }
  }

  /// 1, 5, 10 and the whole window, as far as the window goes.
  static func depths(window: Int) -> [Int] {
    let fixed = [1, 5, 10].filter { $0 <= window }
    return fixed.contains(window) ? fixed : fixed + [window]
  }

  /// Takes one message and compares with the row after it.
  ///
  /// - Parameter place: Names the row in messages.
  mutating func step(
    _ message: LobsterMessage, _ row: LobsterBookRow, at place: () -> String
  ) throws(ReplayBook.Refusal) {
    try apply(message)
    let asks = try follow(.sell, row.asks)
    let bids = try follow(.buy, row.bids)
    let known = min(asks.known, bids.known)
    for index in checks.indices {
      guard let depth = checks[index].depth, depth <= known else { continue }
      compare(index, depth: depth, row, asks: asks.levels, bids: bids.levels, at: place)
    }
  }

  private mutating func compare(
    _ index: Int, depth: Int, _ row: LobsterBookRow, asks: [ReplayLevel], bids: [ReplayLevel],
    at place: () -> String
  ) {
    let isEqual =
      asks.prefix(depth) == row.asks.prefix(depth) && bids.prefix(depth) == row.bids.prefix(depth)
    checks[index].count(isEqual) {
      let ask = LevelDifference.describe(
        .sell, expected: Array(row.asks.prefix(depth)), found: Array(asks.prefix(depth)))
      let bid = LevelDifference.describe(
        .buy, expected: Array(row.bids.prefix(depth)), found: Array(bids.prefix(depth)))
      return "free_run at depth \(depth): \(place()): \(ask ?? bid ?? "")"
    }
  }

  private mutating func apply(_ message: LobsterMessage) throws(ReplayBook.Refusal) {
    let (id, side, price) = (message.orderID, message.side, message.price)
    let live = message.kind.changesBook ? book.order(id) : nil
    if message.kind == .submission {
      if let live { try makeAnonymous(id, live) }
      try book.rest(id, side, price: price, size: message.size)
    } else if message.kind.reducesOrder {
      if let live, live.side == side, live.price == price {
        book.reduce(id, by: message.size)
      } else {
        book.takeAnonymous(side, price: price, size: message.size)
      }
    }
  }

  /// Frees an id that a file uses twice; the older order stays as an anonymous lot.
  private mutating func makeAnonymous(
    _ id: UInt64, _ order: ReplayBook.Order
  ) throws(ReplayBook.Refusal) {
    book.remove(id)
    try book.restAnonymous(order.side, price: order.price, size: order.size)
  }

  /// Forgets levels below the window and reads those that are missing at its end.
  ///
  /// - Returns: The side's levels, and how many of them were not read from the row; `Int.max` where
  ///   nothing was read.
  private mutating func follow(
    _ side: Side, _ row: [ReplayLevel]
  ) throws(ReplayBook.Refusal) -> (levels: [ReplayLevel], known: Int) {
    var levels = book.levels(side, depth: window + 1)
    while levels.count > window {
      book.clearLevel(side, price: levels[window].price)
      levels = book.levels(side, depth: window + 1)
    }
    let known = levels.count
    guard known < window && row.count > known else { return (levels, .max) }
    let worst = levels.last
    for level in row {
      let isDeeper = worst.map { (level.price < $0.price) == (side == .buy) } ?? true
      guard isDeeper && level.price != worst?.price else { continue }
      try book.restAnonymous(side, price: level.price, size: level.size)
    }
    return (book.levels(side, depth: window), known)
  }
}
