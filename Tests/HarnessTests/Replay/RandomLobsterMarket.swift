import TestSupport

/// A random market written down as LOBSTER would: the rows of its own whole book, cut to a depth,
/// and only the messages that show within it.
///
/// It shares no code with the replay. Orders are kept in plain arrays by price, best price last.
struct RandomLobsterMarket {
  private struct Order {
    var id: Int64
    var size: Int64
  }

  let depth: Int
  private(set) var messages = ""
  private(set) var rows = ""
  private(set) var count = 0

  private var random: SplitMix64
  private var books: [[Int64: [Order]]] = [[:], [:]]
  private var shown: [Int64] = []
  private var nanoseconds: Int64 = 34_200_000_000_000
  private var lastID: Int64 = 0

  private static let bids = 0
  private static let asks = 1

  init(seed: UInt64, messages wanted: Int) {
    random = SplitMix64(seed: seed)
    depth = random.element(of: [1, 2, 3, 5, 7, 10, 12])
    for _ in 0..<random.element(of: [0, 5, 60, 200]) { rest() }
    shown = row()
    while count < wanted { step() }
  }

  private mutating func step() {
    nanoseconds += random.integer(in: 0...1) * random.integer(in: 1...1_000_000_000)
    switch random.integer(in: 0...99) {
    case 0..<45: add()
    case 45..<75: reduce()
    case 75..<93: execute()
    default: report(random.integer(in: 5...7), Order(id: 0, size: 1), at: 1, side: 0, always: true)
    }
  }
}

// MARK: - What happens

extension RandomLobsterMarket {
  @discardableResult
  private mutating func rest() -> (order: Order, price: Int64, side: Int) {
    let side = Int(random.integer(in: 0...1))
    let sign: Int64 = side == Self.bids ? -1 : 1
    let other = best(1 - side) ?? 1_000_000
    let price = other + sign * random.integer(in: 1...15) * 100
    lastID += random.integer(in: 1...5)
    let order = Order(id: lastID, size: random.integer(in: 1...300))
    books[side][price, default: []].append(order)
    return (order, price, side)
  }

  private mutating func add() {
    let (order, price, side) = rest()
    report(1, order, at: price, side: side)
  }

  private mutating func reduce() {
    let side = Int(random.integer(in: 0...1))
    let prices = books[side].keys.sorted()
    guard !prices.isEmpty else { return }
    let price = random.element(of: prices)
    let place = Int(random.integer(in: 0...Int64(books[side][price]!.count - 1)))
    let order = books[side][price]![place]
    let isPart = order.size > 1 && random.chance(percent: 30)
    let size = isPart ? random.integer(in: 1...(order.size - 1)) : order.size
    take(size, from: place, at: price, side: side)
    report(isPart ? 2 : 3, Order(id: order.id, size: size), at: price, side: side)
  }

  private mutating func execute() {
    let side = Int(random.integer(in: 0...1))
    var left: Int64 = random.element(of: [1, 50, 200, 1_000])
    while left > 0, let price = best(side) {
      let order = books[side][price]![0]
      let size = min(left, order.size)
      left -= size
      take(size, from: 0, at: price, side: side)
      report(4, Order(id: order.id, size: size), at: price, side: side)
    }
  }

  private mutating func take(_ size: Int64, from place: Int, at price: Int64, side: Int) {
    books[side][price]![place].size -= size
    if books[side][price]![place].size == 0 { books[side][price]!.remove(at: place) }
    if books[side][price]!.isEmpty { books[side][price] = nil }
  }
}

// MARK: - What is written

extension RandomLobsterMarket {
  private func best(_ side: Int) -> Int64? {
    side == Self.bids ? books[side].keys.max() : books[side].keys.min()
  }

  private func row() -> [Int64] {
    let asks = books[Self.asks].keys.sorted()
    let bids = Array(books[Self.bids].keys.sorted().reversed())
    return (0..<depth).flatMap { level in
      self.level(asks, level, side: Self.asks, empty: 9_999_999_999)
        + self.level(bids, level, side: Self.bids, empty: -9_999_999_999)
    }
  }

  private func level(_ prices: [Int64], _ level: Int, side: Int, empty: Int64) -> [Int64] {
    guard level < prices.count else { return [empty, 0] }
    return [prices[level], books[side][prices[level]]!.reduce(0) { $0 + $1.size }]
  }

  private mutating func report(
    _ type: Int64, _ order: Order, at price: Int64, side: Int, always: Bool = false
  ) {
    let row = row()
    if row == shown && !always { return }
    shown = row
    count += 1
    let fraction = String(String(nanoseconds % 1_000_000_000 + 1_000_000_000).dropFirst())
    let fields = [type, order.id, order.size, price, side == Self.bids ? 1 : -1]
    messages += "\(nanoseconds / 1_000_000_000).\(fraction),\(Self.line(fields))"
    rows += Self.line(row)
  }

  private static func line(_ fields: [Int64]) -> String {
    fields.map(String.init).joined(separator: ",") + "\n"
  }
}
