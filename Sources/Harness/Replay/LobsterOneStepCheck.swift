import SimKernel

/// Whether each message turns the recorded book before it into the recorded book after it.
///
/// The engine's book is set to row t-1, takes message t, and is compared with row t. Where a level
/// of a full side empties, the level that moves up into the window cannot be known: the levels
/// above it are compared.
struct LobsterOneStepCheck: ~Copyable {
  private(set) var check = ReplayReport.Check(name: "one_step")
  private let depth: Int
  private var book = ReplayBook()

  /// - Parameter first: Row 0, in which message 0 is already.
  init(depth: Int, first: LobsterBookRow) throws(ReplayBook.Refusal) {
    self.depth = depth
    for side in Side.allCases { try anchor(side, from: [], to: first.levels(side), touched: nil) }
  }

  /// Takes one message and compares with the row after it.
  ///
  /// - Parameter place: Names the row in messages.
  mutating func step(
    _ message: LobsterMessage, _ row: LobsterBookRow, at place: () -> String
  ) throws(ReplayBook.Refusal) {
    let reveals = try apply(message)
    var difference: String?
    for side in [Side.sell, .buy] {
      let isCut = reveals && side == message.side
      difference = difference ?? self.difference(side, row.levels(side), isCut: isCut)
    }
    check.count(difference == nil) { "one_step: \(place()): \(difference ?? "")" }
    let touched = message.kind.changesBook ? message : nil
    for side in Side.allCases {
      let current = book.levels(side, depth: depth + 1)
      let price = touched?.side == side ? touched?.price : nil
      try anchor(side, from: current, to: row.levels(side), touched: price)
    }
  }

  /// - Returns: Whether the message emptied a level of a side that had all its levels.
  private mutating func apply(_ message: LobsterMessage) throws(ReplayBook.Refusal) -> Bool {
    if message.kind == .submission {
      try book.rest(message.orderID, message.side, price: message.price, size: message.size)
      return false
    }
    guard message.kind.reducesOrder else { return false }
    let before = book.levels(message.side, depth: depth).count
    book.takeAnonymous(message.side, price: message.price, size: message.size)
    let isEmptied = book.levels(message.side, depth: depth).count < before
    return isEmptied && before >= depth
  }

  private func difference(_ side: Side, _ expected: [ReplayLevel], isCut: Bool) -> String? {
    let found = book.levels(side, depth: depth)
    let compared = isCut ? Array(expected.prefix(found.count)) : expected
    return LevelDifference.describe(side, expected: compared, found: found)
  }

  /// Sets a side to one anonymous lot for each level of a row, leaving alone what is so already.
  private mutating func anchor(
    _ side: Side, from current: [ReplayLevel], to row: [ReplayLevel], touched: Int64?
  ) throws(ReplayBook.Refusal) {
    let target = LobsterOneStepCheck.sorted(row, side)
    var (held, wanted) = (0, 0)
    while held < current.count || wanted < target.count {
      let old = held < current.count ? current[held] : nil
      let new = wanted < target.count ? target[wanted] : nil
      let isSamePrice = old?.price == new?.price
      if let old, let new, isSamePrice, old.size == new.size, old.price != touched {
        (held, wanted) = (held + 1, wanted + 1)
        continue
      }
      if let old, isSamePrice || LobsterOneStepCheck.isAhead(old, of: new, side) {
        book.clearLevel(side, price: old.price)
        held += 1
        if !isSamePrice { continue }
      }
      if let new {
        try book.restAnonymous(side, price: new.price, size: new.size)
        wanted += 1
      }
    }
  }

  /// Whether a level comes before another, or before nothing.
  private static func isAhead(_ level: ReplayLevel, of other: ReplayLevel?, _ side: Side) -> Bool {
    guard let other else { return true }
    return side == .buy ? level.price > other.price : level.price < other.price
  }

  /// Best first and each price once, also where a damaged row is not; the later of two wins.
  private static func sorted(_ row: [ReplayLevel], _ side: Side) -> [ReplayLevel] {
    let isSorted = zip(row, row.dropFirst()).allSatisfy { isAhead($0, of: $1, side) }
    if isSorted { return row }
    var result: [ReplayLevel] = []
    for level in row {
      let place = result.firstIndex { !isAhead($0, of: level, side) } ?? result.count
      if place < result.count && result[place].price == level.price {
        result[place] = level
      } else {
        result.insert(level, at: place)
      }
    }
    return result
  }
}
