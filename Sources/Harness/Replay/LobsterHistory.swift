import Scenarios
import SimKernel

/// Turns a LOBSTER message file into orders that an agent can play.
///
/// As in `LobsterSeededBook`, orders that the file takes from and never submits enter before the
/// first submission or, by their number, between two later ones, at the latest before the first row
/// that takes from them, each with the sum of all that is taken from it. Rows about hidden orders,
/// auctions and halts are left out, and so are those that take from an order submitted later.
struct LobsterHistory {
  /// Dollars x 10^4 have so many decimals.
  private static let decimals = 4

  private let units: MessageUnits
  /// By LOBSTER's number of an order that is live: ours.
  private var numbers: [UInt64: UInt32] = [:]
  /// What is open of each of ours, lots.
  private var open: [Int64] = []
  private var seeds: ArraySlice<LobsterSeededBook.Seed>
  private var history: [MessageHistory.Message] = []

  /// Reads a file.
  ///
  /// - Throws: A `MarketDataError` for a file that cannot be read or goes back in time, and for a
  ///   price that is no whole number of ticks, or a size that is none of lots.
  static func read(
    _ path: String, _ units: MessageUnits
  ) throws(MarketDataError) -> MessageHistory {
    let reader = try LobsterMessageReader(path: path)
    var messages: [LobsterMessage] = []
    while let message = try reader.next() {
      if let last = messages.last, message.time < last.time {
        throw reader.failure(
          "time \(message.time.timeOfDayText), allowed is none before that of the row above, "
            + last.time.timeOfDayText)
      }
      messages.append(message)
    }
    guard !messages.isEmpty else { throw LobsterReplay.empty(path) }
    var maker = LobsterHistory(messages, units)
    for (row, message) in messages.enumerated() {
      do {
        try maker.take(message)
      } catch {
        throw MarketDataError(path: path, line: row + 1, message: error.message)
      }
    }
    return MessageHistory(maker.history)
  }

  private init(_ messages: [LobsterMessage], _ units: MessageUnits) {
    self.units = units
    start = messages.first { $0.kind == .submission }?.orderID ?? .max
    seeds = LobsterSeededBook.unsubmitted(messages)[...]
  }

  /// The number of the first order that the file submits.
  private let start: UInt64

  /// Why a row cannot be played.
  struct Refusal: Error { var message: String }

  private mutating func take(_ message: LobsterMessage) throws(Refusal) {
    // Those from before the file stand there from its first row on.
    try seed(below: message.kind == .submission ? max(start, message.orderID) : start, message.time)
    switch message.kind {
    case .submission:
      try submit(message.orderID, message.side, message.price, message.size, message.time)
    case .reduction, .deletion: try change(.reduction, message)
    case .execution: try change(.execution, message)
    case .hiddenExecution, .cross, .halt: break
    }
  }

  private mutating func seed(below id: UInt64, _ time: SimTime) throws(Refusal) {
    while let seed = seeds.first, seed.id < id {
      seeds.removeFirst()
      try submit(seed.id, seed.side, seed.price, seed.size, time)
    }
  }

  private mutating func submit(
    _ id: UInt64, _ side: Side, _ price: Int64, _ size: Int64, _ time: SimTime
  ) throws(Refusal) {
    guard size < Quantity.orderLimit else {
      throw Refusal(
        message: "order \(id) has \(size) lots in all, allowed are fewer than "
          + "\(Quantity.orderLimit)")
    }
    let (price, lots) = (try ticks(price), try lots(size))
    if let old = numbers[id], open[Int(old)] > 0 {
      // A number that is used again ends the order that had it.
      append(.reduction, old, at: time, side, lots: open[Int(old)], price)
    }
    let number = UInt32(open.count)
    open.append(0)
    numbers[id] = number
    append(.submission, number, at: time, side, lots: lots, price)
  }

  private mutating func append(
    _ kind: MessageHistory.Kind, _ number: UInt32, at time: SimTime, _ side: Side, lots: Int64,
    _ price: Price
  ) {
    open[Int(number)] += kind == .submission ? lots : -lots
    history.append(
      MessageHistory.Message(kind, number, at: time, side, Quantity(lots: lots), price: price))
  }

  private mutating func change(
    _ kind: MessageHistory.Kind, _ message: LobsterMessage
  ) throws(Refusal) {
    if numbers[message.orderID] == nil,
      let place = seeds.firstIndex(where: { $0.id == message.orderID })
    {
      let seed = seeds.remove(at: place)
      try submit(seed.id, seed.side, seed.price, seed.size, message.time)
    }
    guard let number = numbers[message.orderID] else { return }
    append(
      kind, number, at: message.time, message.side, lots: try lots(message.size),
      try ticks(message.price))
  }

  private func ticks(_ price: Int64) throws(Refusal) -> Price {
    let decimal = ExactDecimal(digits: price, decimals: LobsterHistory.decimals)
    guard let ticks = decimal.whole(dividedBy: units.tick), Price(ticks: ticks).isWithinLimit else {
      throw Refusal(message: "a price of \(decimal), allowed are whole multiples of \(units.tick)")
    }
    return Price(ticks: ticks)
  }

  private func lots(_ size: Int64) throws(Refusal) -> Int64 {
    guard size % units.lot == 0 else {
      throw Refusal(message: "a size of \(size), allowed are whole multiples of \(units.lot)")
    }
    return size / units.lot
  }
}
