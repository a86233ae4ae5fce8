import SimKernel

/// One message to a matching engine, or a change around it.
public enum MatchingCommand: Hashable, Sendable {
  case submit(NewOrder, owner: AgentIndex)
  case cancel(CancelRequest, owner: AgentIndex)
  case replace(ReplaceRequest, owner: AgentIndex)
  case cancelAll(MassCancelRequest, owner: AgentIndex)
  /// Time moves to this moment and what ends by then expires.
  case advance(SimTime)
  case selfTrade(SelfTradePrevention)

  /// The message in one line.
  public var line: String {
    switch self {
    case .submit(let order, let owner):
      return "submit \(owner.value)/\(order.id.value) \(order.line)"
    case .cancel(let request, let owner): return "cancel \(owner.value)/\(request.id.value)"
    case .replace(let request, let owner):
      let quantity = request.quantity.map { " quantity \($0.lots)" } ?? ""
      let price = request.price.map { " price \($0.ticks)" } ?? ""
      return "replace \(owner.value)/\(request.id.value)\(quantity)\(price)"
    case .cancelAll(let request, let owner):
      return "cancel all of \(owner.value), \(request.side.map { "\($0)" } ?? "both sides")"
    case .advance(let time): return "advance to \(time.nanoseconds)"
    case .selfTrade(let mode): return "self-trade \(mode)"
    }
  }
}

extension NewOrder {
  var line: String {
    var text = "\(side) \(quantity.lots) \(type) @ \(price.ticks) \(timeInForce)"
    if let displayQuantity { text += " display \(displayQuantity.lots)" }
    if isHidden { text += " hidden" }
    if isPostOnly { text += " post" }
    if let stopPrice { text += " stop \(stopPrice.ticks)" }
    if let protectionPrice { text += " protect \(protectionPrice.ticks)" }
    if let expiry { text += " until \(expiry.nanoseconds)" }
    return text
  }
}

extension NaiveOrderBook {
  /// Does what the command says.
  public mutating func perform(_ command: MatchingCommand, at now: SimTime) -> [MatchingOutcome] {
    switch command {
    case .submit(let order, let owner): return submit(order, owner: owner, at: now)
    case .cancel(let request, let owner): return cancel(request, owner: owner)
    case .replace(let request, let owner): return replace(request, owner: owner)
    case .cancelAll(let request, let owner): return cancelAll(request, owner: owner)
    case .advance(let time): return expireOrders(at: time)
    case .selfTrade(let mode):
      selfTradePrevention = mode
      return []
    }
  }
}

extension MatchingEngine {
  /// Does what the command says.
  public mutating func perform(_ command: MatchingCommand, at now: SimTime) -> [MatchingOutcome] {
    switch command {
    case .submit(let order, let owner): submit(order, owner: owner, at: now)
    case .cancel(let request, let owner): cancel(request, owner: owner)
    case .replace(let request, let owner): replace(request, owner: owner)
    case .cancelAll(let request, let owner): cancelAll(request, owner: owner)
    case .advance(let time): expireOrders(at: time)
    case .selfTrade(let mode):
      rules.selfTradePrevention = mode
      return []
    }
    return (0..<outcomeCount).map { outcome(at: $0) }
  }
}
