import SimKernel

/// Follows every order and account through the outcomes alone and says where the sums do not agree.
///
/// What a trade takes from one order it takes from the other, and what one account pays the other
/// receives; every figure of open quantity in an outcome is what the outcomes before it left.
public struct OutcomeLedger: Sendable {
  private struct Name: Hashable {
    var owner: AgentIndex
    var id: ClientOrderID
  }

  private struct Account {
    var inventory: Int64 = 0
    var cashTickLots: Int64 = 0
  }

  private var open: [Name: (side: Side, lots: Int64)] = [:]
  private var accounts: [AgentIndex: Account] = [:]
  public private(set) var faults: [String] = []
  public private(set) var tradeCount = 0

  public init() {}

  /// The sum of all accounts' inventory and of all their cash; both 0 as long as all is conserved.
  public var sums: (inventory: Int64, cashTickLots: Int64) {
    accounts.values.reduce(into: (0, 0)) { sums, account in
      sums.0 += account.inventory
      sums.1 += account.cashTickLots
    }
  }

  /// Open quantity of all orders by the outcomes so far, lots.
  public var openLots: Int64 { open.values.reduce(0) { $0 + $1.lots } }

  public var openCount: Int { open.count }

  public mutating func apply(_ outcome: MatchingOutcome) {
    let name = Name(owner: outcome.owner, id: outcome.order)
    let quantity = outcome.quantity.lots
    switch outcome.kind {
    case .accepted:
      check(open[name] == nil, "accepted while live", outcome)
      open[name] = (outcome.side, quantity)
    case .rejected:
      check(quantity == 0 && outcome.remaining.lots == 0, "rejected with a quantity", outcome)
    case .trade, .decremented:
      take(quantity, from: name, leaving: outcome.remaining.lots, outcome)
      let other = Name(owner: outcome.otherOwner, id: outcome.other)
      check(open[other]?.side == outcome.side.opposite, "met an order of its own side", outcome)
      take(quantity, from: other, leaving: outcome.otherRemaining.lots, outcome)
      if outcome.kind == .trade { pay(outcome) }
    case .cancelled, .expired:
      take(quantity, from: name, leaving: 0, outcome)
    case .replaced:
      check(open[name] != nil, "replaced an order that is not live", outcome)
      open[name] = (outcome.side, quantity)
    case .triggered:
      check(open[name]?.lots == quantity, "triggered with another quantity", outcome)
    case .refreshed:
      check(open[name]?.lots == outcome.remaining.lots, "refreshed with another quantity", outcome)
      check(quantity > 0 && quantity <= outcome.remaining.lots, "a slice of nothing", outcome)
    }
  }

  private mutating func take(
    _ lots: Int64, from name: Name, leaving rest: Int64, _ outcome: MatchingOutcome
  ) {
    guard let before = open[name] else {
      faults.append("not live: \(name) in \(outcome.line)")
      return
    }
    check(lots > 0 && before.lots - lots == rest, "open quantity was \(before.lots)", outcome)
    open[name] = rest == 0 ? nil : (before.side, rest)
  }

  private mutating func pay(_ outcome: MatchingOutcome) {
    let isInOrder = outcome.tradedAheadLots <= outcome.aheadAtEntryLots
    check(isInOrder, "more traded ahead than stood there", outcome)
    tradeCount += 1
    let signed = outcome.side.sign * outcome.quantity.lots
    let cash = signed * outcome.price.ticks
    accounts[outcome.owner, default: Account()].inventory += signed
    accounts[outcome.owner, default: Account()].cashTickLots -= cash
    accounts[outcome.otherOwner, default: Account()].inventory -= signed
    accounts[outcome.otherOwner, default: Account()].cashTickLots += cash
  }

  private mutating func check(_ holds: Bool, _ what: String, _ outcome: MatchingOutcome) {
    if !holds { faults.append("\(what): \(outcome.line)") }
  }
}
