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

  private var builder: HistoryBuilder
  /// By LOBSTER's number of an order that is live: ours.
  private var numbers: [UInt64: UInt32] = [:]
  private var seeds: ArraySlice<LobsterSeededBook.Seed>
  /// The number of the first order that the file submits.
  private let start: UInt64

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
    return maker.builder.history
  }

  private init(_ messages: [LobsterMessage], _ units: MessageUnits) {
    builder = HistoryBuilder(units, decimals: LobsterHistory.decimals)
    start = messages.first { $0.kind == .submission }?.orderID ?? .max
    seeds = LobsterSeededBook.unsubmitted(messages)[...]
  }

  private mutating func take(_ message: LobsterMessage) throws(HistoryBuilder.Refusal) {
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

  private mutating func seed(
    below id: UInt64, _ time: SimTime
  ) throws(HistoryBuilder.Refusal) {
    while let seed = seeds.first, seed.id < id {
      seeds.removeFirst()
      try submit(seed.id, seed.side, seed.price, seed.size, time)
    }
  }

  private mutating func submit(
    _ id: UInt64, _ side: Side, _ price: Int64, _ size: Int64, _ time: SimTime
  ) throws(HistoryBuilder.Refusal) {
    guard size < Quantity.orderLimit else {
      throw HistoryBuilder.Refusal(
        message: "order \(id) has \(size) lots in all, allowed are fewer than "
          + "\(Quantity.orderLimit)")
    }
    // A number that is used again ends the order that had it.
    if let old = numbers[id] { try builder.end(old, side, price: price, at: time) }
    numbers[id] = try builder.submit(side, price: price, size: size, at: time)
  }

  private mutating func change(
    _ kind: MessageHistory.Kind, _ message: LobsterMessage
  ) throws(HistoryBuilder.Refusal) {
    if numbers[message.orderID] == nil,
      let place = seeds.firstIndex(where: { $0.id == message.orderID })
    {
      let seed = seeds.remove(at: place)
      try submit(seed.id, seed.side, seed.price, seed.size, message.time)
    }
    guard let number = numbers[message.orderID] else { return }
    try builder.take(
      kind, number, message.side, price: message.price, size: message.size, at: message.time)
  }
}
