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
