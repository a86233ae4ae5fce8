import SimKernel

extension MatchingCommandGenerator {
  /// Puts one fault of a new order's fields into it, or a value at the edge of what is allowed.
  mutating func spoil(_ order: inout NewOrder) {
    switch random.integer(in: 0...6) {
    case 0: spoilQuantity(&order)
    case 1, 2: spoilPrice(&order)
    case 3, 4: spoilModifiers(&order)
    case 5: spoilDisplay(&order)
    default: spoilExpiry(&order)
    }
  }

  private mutating func spoilQuantity(_ order: inout NewOrder) {
    let largest = (Quantity.orderLimit - 1) / lotSize * lotSize
    let lots = random.element(of: [
      0, -lotSize, -1, Quantity.orderLimit, .max, .min, largest, order.quantity.lots &+ 1,
      order.quantity.lots &+ 1,
    ])
    order.quantity = Quantity(lots: lots)
  }

  private mutating func spoilPrice(_ order: inout NewOrder) {
    let largest = (Price.limit - 1) / tickSize * tickSize
    let ticks = random.element(of: [
      Price.limit, -Price.limit, .max, .min, largest, -largest, order.price.ticks &+ 1,
      order.price.ticks &- 2,
    ])
    switch random.integer(in: 0...5) {
    case 0: order.price = Price(ticks: ticks)
    case 1: order.price = Price(ticks: order.price.ticks &+ 1)
    case 2: order.stopPrice = Price(ticks: ticks)
    case 3: order.protectionPrice = Price(ticks: ticks)
    case 4: order.stopPrice = nil
    default:
      order.price = Price(ticks: random.element(of: [largest, -largest]))
      order.quantity = Quantity(lots: random.element(of: [429_496, 429_497, 1 << 30]) * lotSize)
    }
  }

  private mutating func spoilModifiers(_ order: inout NewOrder) {
    switch random.integer(in: 0...5) {
    case 0: order.isHidden = true
    case 1: order.displayQuantity = order.quantity
    case 2: order.stopPrice = order.price
    case 3: order.protectionPrice = order.price
    default:
      order.isPostOnly = true
      order.timeInForce = random.element(of: TimeInForce.allCases)
    }
  }

  private mutating func spoilDisplay(_ order: inout NewOrder) {
    let lots = order.quantity.lots
    order.displayQuantity = Quantity(
      lots: random.element(of: [0, -lotSize, lots &+ lotSize, lots, lotSize, lots / 2]))
    if random.chance(percent: 40) {
      order.quantity = Quantity(lots: random.element(of: [1_000, 1_001]) * lotSize)
      order.displayQuantity = Quantity(lots: lotSize)
    }
  }

  private mutating func spoilExpiry(_ order: inout NewOrder) {
    let moments: [SimTime?] = [nil, now, now - .nanoseconds(1), now + .nanoseconds(1)]
    order.expiry = random.element(of: moments)
    if random.chance(percent: 50) { order.timeInForce = random.element(of: TimeInForce.allCases) }
  }
}
