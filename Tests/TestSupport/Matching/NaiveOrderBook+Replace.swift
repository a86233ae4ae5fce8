import SimKernel

extension NaiveOrderBook {
  public mutating func replace(_ request: ReplaceRequest, owner: AgentIndex) -> [MatchingOutcome] {
    outcomes = []
    guard let order = liveOrder(request.id, owner: owner) else {
      reject(.buy, owner, request.id, .unknownOrder)
      return outcomes
    }
    if let reason = refusal(of: request, for: order) {
      reject(order.side, owner, request.id, reason)
      return outcomes
    }
    var changed = order
    changed.open = request.quantity?.lots ?? order.open
    changed.limit = request.price ?? order.limit
    let keepsPlace = changed.limit == order.limit && changed.open < order.open
    if keepsPlace {
      changed.shown = min(order.shown, changed.open)
    } else {
      changed.arrival = nextArrival()
    }
    report(.replaced, changed, quantity: changed.open, remaining: changed.open)
    if order.stop != nil {
      waiting.removeAll { $0.entry == order.entry }
      waiting.append(changed)
      waiting.sort { $0.arrival < $1.arrival }
    } else if keepsPlace {
      let side = Int(order.side.rawValue)
      resting[side][resting[side].firstIndex(of: order)!] = changed
      outcomes[0].aheadAtEntryLots = order.aheadAtEntry
    } else {
      _ = remove(order.id, owner)
      enter(changed, announcedAt: 0)
      handleStops()
    }
    return outcomes
  }
}
