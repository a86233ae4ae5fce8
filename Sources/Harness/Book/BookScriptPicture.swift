import SimKernel

/// The book as text: bids on the left, asks on the right, best prices on top.
enum BookScriptPicture {
  private static let width = 10

  static func text(of engine: borrowing MatchingEngine, _ names: BookScriptNames) -> String {
    let bids = engine.levels(.buy)
    let asks = engine.levels(.sell)
    var lines = [row(["count", "quantity", "bid"], ["ask", "quantity", "count"])]
    for depth in 0..<max(bids.count, asks.count) {
      lines.append(
        row(
          depth < bids.count ? cells(bids[depth]).reversed() : ["", "", ""],
          depth < asks.count ? cells(asks[depth]) : ["", "", ""]))
    }
    if bids.isEmpty && asks.isEmpty { lines.append("    nothing is displayed") }
    for order in engine.orders(.buy) + engine.orders(.sell) where order.isHidden {
      lines.append(
        "    hidden: \(names.name(of: order.id)) \(order.side) \(order.open.lots) "
          + "@ \(order.price.ticks)")
    }
    for order in engine.waitingStops(.buy) + engine.waitingStops(.sell) {
      let stop = order.stopPrice.map { " stop \($0.ticks)" } ?? ""
      let limit = order.type == .stopLimit ? " @ \(order.price.ticks)" : " market"
      lines.append(
        "    waiting: \(names.name(of: order.id)) \(order.side) \(order.open.lots)\(limit)\(stop)")
    }
    return lines.joined(separator: "\n")
  }

  private static func cells(_ level: BookLevel) -> [String] {
    ["\(level.price.ticks)", "\(level.quantity.lots)", "\(level.orderCount)"]
  }

  private static func row(_ bid: [String], _ ask: [String]) -> String {
    let line = "  " + bid.map(padded).joined() + "  |" + ask.map(padded).joined()
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func padded(_ cell: String) -> String {
    String(repeating: " ", count: max(1, width - cell.count)) + cell
  }
}
