import Scenarios
import SimKernel

/// An order as people write it: `buy 5 @ 100.00`, `sell 20 @ market`, `buy 5 @ 99.98 post`.
///
/// The words are those of BookScript without the order's name, and prices are in currency. Behind
/// the price may stand `ioc`, `fok`, `post` and `hidden`.
struct OrderText {
  private let text: String
  private let words: [String]

  private static let modifiers = ["ioc", "fok", "post", "hidden"]

  init(_ text: String) {
    self.text = text
    words = text.split(separator: " ").map(String.init)
  }

  /// The order for one book.
  ///
  /// - Parameters:
  ///   - tick: The instrument's, in currency.
  ///   - venue: Whose ticks and lots hold.
  /// - Throws: `LatencyMistake` with the word that is wrong.
  func order(tick: ExactDecimal, venue: Scenario.Venue) throws(LatencyMistake) -> NewOrder {
    guard words.count >= 4 else {
      throw LatencyMistake(
        "--order was '\(text)', allowed: SIDE LOTS @ PRICE with modifiers behind it, such as "
          + "'buy 5 @ 100.00 ioc' or 'sell 5 @ market'")
    }
    var order = NewOrder(
      id: ClientOrderID(0), side: try side(), quantity: try quantity(venue.lotSize))
    guard words[2] == "@" else { throw fault(2, "@") }
    if words[3] == "market" {
      (order.type, order.timeInForce) = (.market, .immediateOrCancel)
    } else {
      order.price = try price(tick, venue.tickSize)
    }
    for place in words.indices.dropFirst(4) { try modify(&order, place) }
    return order
  }

  private func side() throws(LatencyMistake) -> Side {
    switch words[0] {
    case "buy": .buy
    case "sell": .sell
    default: throw fault(0, "buy or sell")
    }
  }

  private func quantity(_ lotSize: Int64) throws(LatencyMistake) -> Quantity {
    guard let lots = Int64(words[1].filter { $0 != "_" }), lots > 0, lots < Quantity.orderLimit,
      lots % lotSize == 0
    else {
      let multiples = lotSize == 1 ? "" : ", a multiple of \(lotSize)"
      throw fault(1, "a whole number of lots from 1 to \(Quantity.orderLimit - 1)\(multiples)")
    }
    return Quantity(lots: lots)
  }

  private func price(_ tick: ExactDecimal, _ tickSize: Int64) throws(LatencyMistake) -> Price {
    let step = ExactDecimal(digits: tick.digits * tickSize, decimals: tick.decimals)
    guard let decimal = ExactDecimal(words[3]), let ticks = decimal.whole(dividedBy: tick),
      Price(ticks: ticks).isWithinLimit, ticks % tickSize == 0
    else { throw fault(3, "market, or a price in whole multiples of \(step)") }
    return Price(ticks: ticks)
  }

  private func modify(_ order: inout NewOrder, _ place: Int) throws(LatencyMistake) {
    guard !words[4..<place].contains(words[place]) else {
      throw fault(place, "each modifier once")
    }
    switch words[place] {
    case "ioc" where order.timeInForce != .fillOrKill: order.timeInForce = .immediateOrCancel
    case "fok" where order.timeInForce == .goodTillCancel || order.type == .market:
      order.timeInForce = .fillOrKill
    case "post" where order.type == .limit: order.isPostOnly = true
    case "hidden" where order.type == .limit: order.isHidden = true
    case "post", "hidden": throw fault(place, "ioc or fok with a market order")
    case "ioc", "fok": throw fault(place, "one of ioc and fok")
    default:
      let list = OrderText.modifiers.joined(separator: ", ")
      throw fault(place, list + NearestName.hint(words[place], among: OrderText.modifiers))
    }
  }

  private func fault(_ place: Int, _ allowed: String) -> LatencyMistake {
    LatencyMistake(
      "--order '\(text)', word \(place + 1): found '\(words[place])', allowed: \(allowed)")
  }
}
