/// What one agent has done and holds.
public struct AgentSummary: Hashable, Sendable {
  public var name: String
  public var type: String
  /// By instrument, in the plan's order; with trades whose reports are still under way.
  public var positions: [Quantity]
  /// By instrument, in that instrument's money units, fees included; of the same trades.
  public var cash: [Money]
  /// New orders sent, refused ones included.
  public var orders: UInt64
  /// New orders refused by the agent's own risk gate or by the venue.
  public var rejected: UInt64
  /// Trades.
  public var fills: UInt64
  /// Messages and wake-ups handled.
  public var deliveries: UInt64
  /// Of these, wake-ups.
  public var wakes: UInt64
  /// Faults noted, by kind.
  public var faults: AgentFaultCounts
  /// Messages of feeds that were lost on their way to it.
  public var feedLosses: UInt64
  /// How long new orders took from leaving the agent to their venues; nil where the plan does not
  /// measure it, or the agent sent none.
  public var entryLatency: LatencyQuantiles?
  /// What the agent counts about itself.
  public var tallies: [AgentTally] = []
}

/// What orders came to.
public struct OrderCounts: Hashable, Sendable {
  /// Limit orders of which, when they had come in, some part rested in a book.
  public var rested: UInt64 = 0
  /// Trades: one resting order against one aggressor.
  public var executions: UInt64 = 0
  /// Orders taken back because their owner asked.
  public var cancels: UInt64 = 0

  public init() {}
}

extension Simulation {
  /// One agent's account and counts.
  public func summary(of agent: AgentIndex) -> AgentSummary {
    let place = Int(agent.value)
    precondition(place < agents.count, "agent \(place) of \(agents.count)")
    let participant = kernel.pointee.plan.participants[place]
    let state = kernel.pointee.states.base[place]
    let count = kernel.pointee.instrumentCount
    var positions: [Quantity] = []
    var cash: [Money] = []
    for instrument in 0..<count {
      let account = kernel.pointee.accounts.base[place * count + instrument]
      positions.append(Quantity(lots: account.position))
      cash.append(Money(units: account.cash))
    }
    return AgentSummary(
      name: participant.name, type: participant.type, positions: positions, cash: cash,
      orders: state.ordersSent, rejected: state.ordersRejected, fills: state.fills,
      deliveries: state.deliveries, wakes: state.wakes, faults: state.faults,
      feedLosses: state.outages < 0 ? 0 : kernel.pointee.outages[Int(state.outages)].lost,
      entryLatency: kernel.pointee.entryLatencies.quantiles(of: place),
      tallies: agents.tallies(of: place))
  }

  /// What orders came to, at all venues together.
  public var orderCounts: OrderCounts {
    var counts = OrderCounts()
    for index in 0..<kernel.pointee.bookCount {
      counts.rested += kernel.pointee.books[index].rested
      counts.executions += kernel.pointee.books[index].trades
      counts.cancels += kernel.pointee.books[index].cancels
    }
    return counts
  }

  /// Orders resting or waiting at all venues.
  public var liveOrderCount: Int {
    var sum = 0
    for index in 0..<kernel.pointee.bookCount {
      sum += kernel.pointee.books[index].engine.liveOrderCount
    }
    return sum
  }

  /// Fees that a venue has taken in one instrument, money units.
  public func feesTaken(_ venue: VenueIndex, _ instrument: InstrumentIndex) -> Money {
    Money(units: book(venue, instrument).pointee.feesTaken)
  }

  /// The displayed book of one instrument at one venue.
  public func snapshot(
    _ venue: VenueIndex, _ instrument: InstrumentIndex, depth: Int = 10
  ) -> BookSnapshot {
    let place = book(venue, instrument)
    return BookSnapshot(
      venue: venue, instrument: instrument,
      bids: place.pointee.engine.levels(.buy, depth: depth),
      asks: place.pointee.engine.levels(.sell, depth: depth),
      lastTradePrice: place.pointee.engine.lastTradePrice, traded: nil, time: now)
  }

  private func book(
    _ venue: VenueIndex, _ instrument: InstrumentIndex
  ) -> UnsafeMutablePointer<VenueBook> {
    let index = VenueBook.index(
      venue: venue.value, instrument: instrument.value, instruments: kernel.pointee.instrumentCount)
    precondition(index < kernel.pointee.bookCount, "no book of \(venue) and \(instrument)")
    return kernel.pointee.books + index
  }

  /// Checks every invariant of books, queue, accounts and open orders; a breach ends the process
  /// with the values.
  ///
  /// - Complexity: O(live orders + pending events + agents).
  public func checkInvariants() {
    for index in 0..<kernel.pointee.bookCount {
      kernel.pointee.books[index].engine.checkInvariants()
    }
    kernel.pointee.queue.checkInvariants()
    checkConservation()
    checkReportedAccounts()
    checkExposure()
  }

  /// Where no report is under way, every agent knows its account.
  private func checkReportedAccounts() {
    guard kernel.pointee.reports.count == 0 else { return }
    let count = kernel.pointee.instrumentCount
    for place in 0..<agents.count * count {
      let account = kernel.pointee.accounts.base[place]
      let known = (account.reportedPosition, account.reportedCash)
      precondition(
        known == (account.position, account.cash),
        "agent \(place / count), instrument \(place % count): \(known) is reported of \(account)")
    }
  }

  /// Positions sum to zero, and cash with the venues' fees sums to zero, in every instrument.
  private func checkConservation() {
    let count = kernel.pointee.instrumentCount
    for instrument in 0..<count {
      var position: Int64 = 0
      var cash = Int128(0)
      for agent in 0..<agents.count {
        let account = kernel.pointee.accounts.base[agent * count + instrument]
        position += account.position
        cash += Int128(account.cash)
      }
      for venue in kernel.pointee.plan.venues.indices {
        cash += Int128(kernel.pointee.books[venue * count + instrument].feesTaken)
      }
      precondition(position == 0, "instrument \(instrument): positions sum to \(position) lots")
      precondition(cash == 0, "instrument \(instrument): cash sums to \(cash) units")
    }
  }
}
