import SimKernel

extension BookScriptParser {
  /// `ID QTY [@ PRICE|market] [ioc|fok|gtc|day|until TIME] [post] [iceberg N] [hidden] [stop P]
  /// [protect P]`, what follows the quantity in any order.
  mutating func parseOrder(_ side: Side) throws(BookScriptFault) -> BookScriptOrder {
    let name = try parseName("an order's name")
    var order = NewOrder(
      id: ClientOrderID(0), side: side, quantity: Quantity(lots: try parseNumber("a quantity")))
    var seen: Set<String> = []
    var hasLimit = false
    while !isAtEnd {
      let start = position
      let modifier = try word("a price or modifier", among: BookScriptKeyword.modifiers)
      let group = BookScriptParser.group(of: modifier)
      guard seen.insert(group).inserted else {
        throw fault("found \"\(modifier)\" after another \(group)", at: start)
      }
      if modifier == "@" && !take("market") {
        hasLimit = true
        order.price = Price(ticks: try parseNumber("a price or \"market\""))
      } else {
        try parseModifier(modifier, &order)
      }
    }
    let waits = order.stopPrice != nil
    order.type = hasLimit ? (waits ? .stopLimit : .limit) : (waits ? .stop : .market)
    return BookScriptOrder(name: name, order: order)
  }

  private mutating func parseModifier(
    _ modifier: String, _ order: inout NewOrder
  ) throws(BookScriptFault) {
    switch modifier {
    case "ioc": order.timeInForce = .immediateOrCancel
    case "fok": order.timeInForce = .fillOrKill
    case "gtc": order.timeInForce = .goodTillCancel
    case "day": order.timeInForce = .day
    case "until":
      order.timeInForce = .goodTillTime
      order.expiry = try parseTime()
    case "post": order.isPostOnly = true
    case "hidden": order.isHidden = true
    case "iceberg":
      order.displayQuantity = Quantity(lots: try parseNumber("a displayed quantity"))
    case "stop": order.stopPrice = Price(ticks: try parseNumber("a stop price"))
    case "protect": order.protectionPrice = Price(ticks: try parseNumber("a protection price"))
    default: break
    }
  }

  /// Words of one group exclude one another.
  private static func group(of modifier: String) -> String {
    switch modifier {
    case "@", "market": "price"
    case "ioc", "fok", "gtc", "day", "until": "time in force"
    default: modifier
    }
  }
}
