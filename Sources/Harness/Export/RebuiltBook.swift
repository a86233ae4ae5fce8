import SimKernel

/// One book of a run, rebuilt from what the journal says that the engine did.
///
/// It repeats outcomes and never matches: an order rests when its message's outcomes leave
/// something of it open. Memory goes with the live orders, not with the length of the run.
final class RebuiltBook {
  private(set) var levels = DisplayedBook()
  private var orders: [RebuiltOrderKey: RebuiltOrder] = [:]
  /// The order on its way through the opposite side.
  private var incoming: (key: RebuiltOrderKey, order: RebuiltOrder)?
  private var lastDisplayID: UInt64 = 0
  private var now = SimTime.zero
  private let listener: any DisplayedBookListener

  init(_ listener: any DisplayedBookListener) { self.listener = listener }

  /// Takes an outcome of the event at `time`.
  ///
  /// - Parameter terms: Of the order that arrives in that event, where one does.
  /// - Throws: `JournalContradiction`, or what the listener throws.
  func take(_ outcome: OutcomeRecord, _ terms: RebuiltOrder.Terms, at time: SimTime) throws {
    now = time
    let key = RebuiltOrderKey(owner: outcome.owner, order: outcome.order)
    switch outcome.kind {
    case .accepted: try enter(key, outcome, terms)
    case .rejected: break
    case .cancelled:
      if incoming?.key == key {
        incoming = nil
      } else {
        try leave(key)
      }
    case .expired: try leave(key)
    case .replaced: try replace(key, outcome)
    case .triggered: try trigger(key, outcome)
    case .refreshed: try refresh(key, outcome)
    case .decremented: try decrement(outcome)
    case .trade: throw contradiction("an outcome of \(key) is a trade, which has its own record")
    }
  }

  /// Takes a trade.
  func take(_ trade: TradeRecord) throws {
    now = trade.time
    let key = RebuiltOrderKey(owner: trade.aggressor, order: trade.order)
    try reduceIncoming(key, to: trade.remaining)
    let resting = RebuiltOrderKey(owner: trade.resting, order: trade.restingOrder)
    let kind: LobsterMessage.Kind = trade.restingIsHidden ? .hiddenExecution : .execution
    let order = try reduce(resting, by: trade.quantity, to: trade.restingRemaining)
    guard order.terms.isHidden == trade.restingIsHidden else {
      throw contradiction("\(resting) traded hidden: \(trade.restingIsHidden)")
    }
    if trade.restingIsHidden {
      let change = DisplayedChange(
        time: now, kind: kind, orderID: 0, quantity: trade.quantity, price: trade.price,
        side: order.side, depth: 0)
      try listener.take(change, levels)
    } else {
      try hide(order, trade.quantity, as: kind)
    }
  }

  /// The message is done: what is left of the incoming order rests.
  func settle() throws {
    guard let (key, arrived) = incoming else { return }
    incoming = nil
    if arrived.open == .zero { return }
    var order = arrived
    order.showFirstSlice()
    try rest(key, order)
  }

  /// Compares with the best levels that the kernel published of its own book.
  func check(_ side: Side, price: Price, quantity: Quantity, at time: SimTime) throws {
    now = time
    let best = levels.best(side)
    let isEqual =
      best.map { $0.price == price && $0.quantity == quantity } ?? (quantity == .zero)
    if isEqual { return }
    throw contradiction(
      "its outcomes leave \(best.map { "\($0)" } ?? "nothing") as the best \(side), its quote is "
        + "\(quantity) at \(price)")
  }

  func finish() throws {
    try settle()
    try listener.finish()
  }
}

// MARK: - Incoming orders

extension RebuiltBook {
  private func enter(
    _ key: RebuiltOrderKey, _ outcome: OutcomeRecord, _ terms: RebuiltOrder.Terms
  ) throws {
    try settle()
    guard orders[key] == nil else { throw contradiction("\(key) is accepted and lives already") }
    var order = RebuiltOrder(
      side: outcome.side, price: outcome.price, open: outcome.quantity, terms: terms)
    guard terms.waitsForTrigger else {
      incoming = (key, order)
      return
    }
    order.isWaiting = true
    order.slice = order.open
    orders[key] = order
  }

  private func trigger(_ key: RebuiltOrderKey, _ outcome: OutcomeRecord) throws {
    // What arrived before it has come to rest, and may trade with it.
    try settle()
    var order = try remove(key)
    order.isWaiting = false
    order.open = outcome.quantity
    incoming = (key, order)
  }

  private func replace(_ key: RebuiltOrderKey, _ outcome: OutcomeRecord) throws {
    var order = try live(key)
    // The venue's own rule: what only becomes smaller keeps its place.
    if outcome.quantity < order.open && outcome.price == order.price {
      let cut = order.shrink(to: outcome.quantity)
      orders[key] = order
      if order.isDisplayed && cut > .zero { try hide(order, cut, as: .reduction) }
      return
    }
    orders[key] = nil
    if order.isDisplayed { try hide(order, order.slice, as: .deletion) }
    order.open = outcome.quantity
    order.price = outcome.price
    if order.isWaiting {
      order.slice = order.open
      orders[key] = order
    } else {
      incoming = (key, order)
    }
  }

  private func reduceIncoming(_ key: RebuiltOrderKey, to open: Quantity) throws {
    guard incoming?.key == key else {
      throw contradiction("\(key) trades and is not the order that came in")
    }
    incoming?.order.open = open
  }
}

// MARK: - Resting orders

extension RebuiltBook {
  private func leave(_ key: RebuiltOrderKey) throws {
    let order = try remove(key)
    if order.isDisplayed { try hide(order, order.slice, as: .deletion) }
  }

  private func refresh(_ key: RebuiltOrderKey, _ outcome: OutcomeRecord) throws {
    var order = try remove(key)
    guard order.slice == .zero, order.open == outcome.remaining else {
      throw contradiction("\(key) shows a slice while \(order.slice) of \(order.open) is in sight")
    }
    order.slice = outcome.quantity
    try rest(key, order)
  }

  private func decrement(_ outcome: OutcomeRecord) throws {
    let key = RebuiltOrderKey(owner: outcome.owner, order: outcome.order)
    try reduceIncoming(key, to: outcome.remaining)
    let resting = RebuiltOrderKey(owner: outcome.resting, order: outcome.restingOrder)
    let order = try reduce(resting, by: outcome.quantity, to: outcome.restingRemaining)
    if !order.isDisplayed { return }
    try hide(order, outcome.quantity, as: order.slice == .zero ? .deletion : .reduction)
  }

  /// Takes quantity off the slice of an order, which goes where nothing of it is left.
  private func reduce(
    _ key: RebuiltOrderKey, by quantity: Quantity, to open: Quantity
  ) throws -> RebuiltOrder {
    var order = try live(key)
    guard !order.isWaiting, order.slice >= quantity, order.open - quantity == open else {
      throw contradiction(
        "\(quantity) is taken off \(key), of which \(order.slice) of \(order.open) is in sight, "
          + "and \(open) is left")
    }
    order.open = open
    order.slice = order.slice - quantity
    orders[key] = open == .zero ? nil : order
    return order
  }

  private func rest(_ key: RebuiltOrderKey, _ order: RebuiltOrder) throws {
    guard order.isDisplayed else {
      orders[key] = order
      return
    }
    lastDisplayID += 1
    var order = order
    order.displayID = lastDisplayID
    orders[key] = order
    let depth = levels.add(order.slice, at: order.price, order.side)
    try report(.submission, order, order.slice, depth: depth)
  }

  /// Takes quantity of a displayed order out of sight.
  private func hide(
    _ order: RebuiltOrder, _ quantity: Quantity, as kind: LobsterMessage.Kind
  ) throws {
    guard let depth = levels.take(quantity, at: order.price, order.side) else {
      throw contradiction("\(quantity) goes at \(order.price), where there is less")
    }
    try report(kind, order, quantity, depth: depth)
  }

  private func report(
    _ kind: LobsterMessage.Kind, _ order: RebuiltOrder, _ quantity: Quantity, depth: Int
  ) throws {
    let change = DisplayedChange(
      time: now, kind: kind, orderID: order.displayID, quantity: quantity, price: order.price,
      side: order.side, depth: depth)
    try listener.take(change, levels)
  }

  private func live(_ key: RebuiltOrderKey) throws -> RebuiltOrder {
    guard let order = orders[key] else { throw contradiction("\(key) is not live") }
    return order
  }

  private func remove(_ key: RebuiltOrderKey) throws -> RebuiltOrder {
    let order = try live(key)
    orders[key] = nil
    return order
  }

  private func contradiction(_ what: String) -> JournalContradiction {
    JournalContradiction(now, what)
  }
}
