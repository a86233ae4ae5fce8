import Scenarios
import SimKernel

/// Puts the orders of a recorded market together, in the ticks and lots of an instrument.
///
/// It numbers orders in the order of their entry and knows what is open of each; what a file's own
/// numbers and rows mean is its reader's business.
struct HistoryBuilder {
  /// Why a row cannot be played, to be completed with the place in the file.
  struct Refusal: Error { var message: String }

  private let units: MessageUnits
  /// Decimals of a price in the file's units.
  private let decimals: Int
  /// What is open of each order, lots.
  private var open: [Int64] = []
  private var messages: [MessageHistory.Message] = []

  init(_ units: MessageUnits, decimals: Int) {
    self.units = units
    self.decimals = decimals
  }

  /// Everything so far.
  ///
  /// - Precondition: times have not fallen.
  var history: MessageHistory { MessageHistory(messages) }

  /// Enters an order.
  ///
  /// - Returns: Its number.
  mutating func submit(
    _ side: Side, price: Int64, size: Int64, at time: SimTime
  ) throws(Refusal) -> UInt32 {
    let number = UInt32(open.count)
    let lots = try lots(size)
    open.append(lots)
    append(.submission, number, side, try ticks(price), lots, time)
    return number
  }

  /// Takes from an order that was entered: some of it is taken back or trades.
  mutating func take(
    _ kind: MessageHistory.Kind, _ number: UInt32, _ side: Side, price: Int64, size: Int64,
    at time: SimTime
  ) throws(Refusal) {
    let lots = try lots(size)
    open[Int(number)] -= lots
    append(kind, number, side, try ticks(price), lots, time)
  }

  /// Ends an order of which something is open.
  mutating func end(
    _ number: UInt32, _ side: Side, price: Int64, at time: SimTime
  ) throws(Refusal) {
    let lots = open[Int(number)]
    guard lots > 0 else { return }
    open[Int(number)] = 0
    append(.reduction, number, side, try ticks(price), lots, time)
  }

  private mutating func append(
    _ kind: MessageHistory.Kind, _ number: UInt32, _ side: Side, _ price: Price, _ lots: Int64,
    _ time: SimTime
  ) {
    messages.append(
      MessageHistory.Message(kind, number, at: time, side, Quantity(lots: lots), price: price))
  }

  private func ticks(_ price: Int64) throws(Refusal) -> Price {
    let decimal = ExactDecimal(digits: price, decimals: decimals)
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
