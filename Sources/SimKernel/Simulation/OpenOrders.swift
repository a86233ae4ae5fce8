/// Orders and lots that are open, counted where they are: in the books and on their way there.
///
/// Agents' states and accounts keep the same figures along, for the risk limits.
struct OpenOrders: Hashable {
  private let instrumentCount: Int
  /// Orders by agent.
  private(set) var orders: [Int64]
  /// Lots by agent and instrument.
  private(set) var buys: [Int64]
  private(set) var sells: [Int64]

  init(agents: Int, instruments: Int) {
    instrumentCount = instruments
    orders = Array(repeating: 0, count: agents)
    buys = Array(repeating: 0, count: agents * instruments)
    sells = buys
  }

  mutating func add(_ lots: Int64, _ side: Side, of agent: UInt32, in instrument: Int) {
    let place = Int(agent) * instrumentCount + instrument
    orders[Int(agent)] += 1
    switch side {
    case .buy: buys[place] += lots
    case .sell: sells[place] += lots
    }
  }
}

extension Kernel {
  /// What is open now. O(live orders + pending events).
  func countOpenOrders() -> OpenOrders {
    var open = OpenOrders(agents: states.count, instruments: instrumentCount)
    for index in 0..<bookCount { addLiveOrders(of: index, to: &open) }
    addOrdersUnderWay(to: &open)
    return open
  }

  private func addLiveOrders(of index: Int, to open: inout OpenOrders) {
    for side in Side.allCases {
      let live = books[index].engine.orders(side) + books[index].engine.waitingStops(side)
      for order in live {
        open.add(order.open.lots, side, of: order.owner.value, in: index % instrumentCount)
      }
    }
  }

  private func addOrdersUnderWay(to open: inout OpenOrders) {
    var payloads: [EventPayload] = []
    queue.forEachPending { payloads.append($0) }
    shuffler?.forEachPending { payloads.append($0) }
    for payload in payloads {
      let word = EventWord(payload)
      guard word.kind == .arrival else { continue }
      let mail = venueMail[word.slot].pointee
      guard mail.kind == .submit else { continue }
      open.add(
        mail.order.quantity.lots, mail.order.side, of: word.agent,
        in: Int(mail.order.instrument.value))
    }
  }
}

extension Simulation {
  /// What counts as open against the risk limits is what is in the books and on its way there.
  func checkExposure() {
    let open = kernel.pointee.countOpenOrders()
    for agent in 0..<agents.count {
      let kept = Int64(kernel.pointee.states.base[agent].openOrders)
      precondition(
        kept == open.orders[agent],
        "agent \(agent): \(open.orders[agent]) open orders, kept \(kept)")
    }
    let count = kernel.pointee.instrumentCount
    for place in 0..<agents.count * count {
      let account = kernel.pointee.accounts.base[place]
      let kept = (account.openBuys, account.openSells)
      let found = (open.buys[place], open.sells[place])
      precondition(
        kept == found,
        "agent \(place / count), instrument \(place % count): lots open \(found), kept \(kept)")
    }
  }
}
