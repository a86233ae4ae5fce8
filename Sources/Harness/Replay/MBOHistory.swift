import Scenarios
import SimKernel

/// Turns an order-by-order (MBO) file of one instrument into orders that an agent can play.
///
/// The book is that of `MBOBook`: R takes everything back, A enters, C takes lots off, M takes lots
/// off where it leaves fewer at the same price, and else takes the order back and enters it again,
/// at the back of its queue. What is taken off an order trades as far as fills (F) of the same
/// instant say so: feeds print the fill first and then what it leaves of the order, as a C or an M.
/// A T is the aggressor's print of the same trade or one with a hidden order, and changes nothing.
/// Times count from the midnight, UTC, before the first record.
struct MBOHistory {
  /// The reader's prices are whole numbers of 10^-9.
  private static let decimals = 9
  private static let day: Int64 = 86_400_000_000_000

  /// An order of the file that rests.
  private struct Order {
    /// By `HistoryBuilder`.
    var number: UInt32
    var side: Side
    var price: Int64
    var size: Int64
  }

  private var builder: HistoryBuilder
  /// By the file's own ids.
  private var orders: [UInt64: Order] = [:]
  /// By order, what has traded and is not yet taken off it; of one instant.
  private var fills: [UInt64: Int64] = [:]
  /// Of the latest record, nanoseconds since 1970.
  private var latest: Int64
  /// The midnight from which times count.
  private let midnight: Int64

  /// Reads a file.
  ///
  /// - Throws: A `MarketDataError` for a file that cannot be read, goes back in time or has a
  ///   second instrument, and for a price that is no whole number of ticks, or a size that is none
  ///   of lots.
  static func read(
    _ path: String, _ units: MessageUnits
  ) throws(MarketDataError) -> MessageHistory {
    let table = try CSVTable(path: path)
    let reader = try MBOReader(table, names: BookNames(shared: [table]))
    guard let first = try reader.next() else {
      throw MarketDataError(path: path, message: "has no rows")
    }
    var maker = MBOHistory(units, from: first.event.time)
    var record: MBORecord? = first
    while let current = record {
      do {
        try maker.take(current)
      } catch {
        throw reader.failure(error.message)
      }
      record = try reader.next()
    }
    return maker.builder.history
  }

  private init(_ units: MessageUnits, from first: Int64) {
    builder = HistoryBuilder(units, decimals: MBOHistory.decimals)
    latest = first
    midnight = first - (first % MBOHistory.day + MBOHistory.day) % MBOHistory.day
  }

  private mutating func take(_ record: MBORecord) throws(HistoryBuilder.Refusal) {
    guard record.event.book == 0 else {
      throw HistoryBuilder.Refusal(
        message: "a second instrument, allowed is a file of one")
    }
    try move(to: record.event.time)
    switch record.kind.action {
    case .clear: try clear()
    case .add: try enter(record)
    case .cancel: try reduce(record.orderID, by: record.size)
    case .modify: try modify(record)
    case .fill:
      // No more trades of an order than an order can have.
      let size = min(record.size, Quantity.orderLimit)
      fills[record.orderID, default: 0] += size
    case .trade, .none: break
    }
  }

  /// The time of the latest record on the clock of the file's first day.
  private var time: SimTime { SimTime(nanoseconds: latest - midnight) }

  private mutating func move(to instant: Int64) throws(HistoryBuilder.Refusal) {
    if instant == latest { return }
    guard instant > latest else {
      throw HistoryBuilder.Refusal(
        message: "ts_event is \(latest - instant) ns before that of the row above, allowed are "
          + "times that do not fall")
    }
    latest = instant
    fills.removeAll(keepingCapacity: true)
  }

  private mutating func clear() throws(HistoryBuilder.Refusal) {
    // In the order of entry, whatever the order of hashing.
    for order in orders.values.sorted(by: { $0.number < $1.number }) {
      try builder.end(order.number, order.side, price: order.price, at: time)
    }
    orders.removeAll()
  }

  /// Puts an order at the back of its queue; an order that had its id is gone.
  private mutating func enter(_ record: MBORecord) throws(HistoryBuilder.Refusal) {
    guard let side = record.kind.side.side, let price = record.kind.price else {
      preconditionFailure("order \(record.orderID) without side or price")
    }
    try reduce(record.orderID, by: .max)
    orders[record.orderID] = Order(
      number: try builder.submit(side, price: price, size: record.size, at: time), side: side,
      price: price, size: record.size)
  }

  private mutating func modify(_ record: MBORecord) throws(HistoryBuilder.Refusal) {
    if record.size == 0 { return try reduce(record.orderID, by: .max) }
    if let order = orders[record.orderID], order.side == record.kind.side.side,
      order.price == record.kind.price, record.size < order.size
    {
      return try reduce(record.orderID, by: order.size - record.size)
    }
    try enter(record)
  }

  /// Takes up to `size` off an order: what its fills say has traded, the rest is taken back.
  private mutating func reduce(
    _ id: UInt64, by size: Int64
  ) throws(HistoryBuilder.Refusal) {
    guard var order = orders[id] else { return }
    let taken = min(size, order.size)
    let traded = min(fills[id] ?? 0, taken)
    if traded > 0 { fills[id, default: 0] -= traded }
    try take(.execution, traded, from: order)
    try take(.reduction, taken - traded, from: order)
    order.size -= taken
    orders[id] = order.size > 0 ? order : nil
  }

  private mutating func take(
    _ kind: MessageHistory.Kind, _ size: Int64, from order: Order
  ) throws(HistoryBuilder.Refusal) {
    guard size > 0 else { return }
    try builder.take(
      kind, order.number, order.side, price: order.price, size: size, at: time)
  }
}
