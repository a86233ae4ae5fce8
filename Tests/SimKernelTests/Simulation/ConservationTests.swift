import TestSupport
import Testing

@testable import SimKernel

/// Lots and money are neither made nor lost, and exposure is what is really open.
struct ConservationTests {
  private static let seeds = Array(UInt64(0)..<(isFullScale ? 60 : 3))

  /// A seeded market whose inboxes overflow now and then; every third shuffles ties.
  private static func plan(_ seed: UInt64) -> SimulationPlan {
    var plan = RandomPlan.make(seed: seed &+ 500, milliseconds: 150)
    if seed % 2 == 1 { plan.inboxLimit = 2 }
    if seed % 3 == 2 { plan.tieOrder = .shuffled(seed: seed) }
    return plan
  }

  @Test(arguments: seeds)
  func `every invariant holds after every event`(seed: UInt64) throws {
    var simulation = try Simulation(ConservationTests.plan(seed))
    var words: [UInt64] = []
    while PlanRun.advance(&simulation, events: 1, into: &words) == .reached {
      simulation.checkInvariants()
    }
  }

  @Test(arguments: seeds)
  func `the exposure of an agent is what it has in flight and in the books`(
    seed: UInt64
  ) throws {
    var simulation = try Simulation(ConservationTests.plan(seed), keepsJournal: true)
    var open = OpenMail()
    var reason = StopReason.reached
    while reason == .reached {
      var words: [UInt64] = []
      reason = PlanRun.advance(&simulation, events: 1, into: &words)
      for line in JournalLine.lines(words) { open.apply(line) }
      let expected = ConservationTests.exposure(simulation, open)
      let found = ConservationTests.accounts(simulation)
      guard found == expected else {
        Issue.record("seed \(seed), event \(simulation.eventCount): \(found), not \(expected)")
        return
      }
    }
  }

  /// New orders on their way, by the sequence of their arrival.
  private struct OpenMail {
    var orders: [UInt64: (agent: UInt32, order: NewOrder)] = [:]

    mutating func apply(_ line: JournalLine) {
      if line.kind == .sent, line.detail == 0, let order = SentOrders.order(line) {
        orders[line.words[1]] = (line.agent, order)
      } else if line.eventKind == .arrival {
        orders[line.words[2]] = nil
      }
    }
  }

  /// By agent: orders, then lots bought and sold of each instrument.
  private static func exposure(
    _ simulation: borrowing Simulation, _ mail: OpenMail
  ) -> [[Int64]] {
    let plan = simulation.plan
    var rows = plan.participants.map { _ in
      [Int64](repeating: 0, count: 1 + 2 * plan.instruments.count)
    }
    func add(_ agent: UInt32, _ side: Side, _ instrument: Int, _ lots: Int64) {
      rows[Int(agent)][0] += 1
      rows[Int(agent)][1 + 2 * instrument + Int(side.rawValue)] += lots
    }
    for (agent, order) in mail.orders.values {
      add(agent, order.side, Int(order.instrument.value), order.quantity.lots)
    }
    for index in 0..<simulation.kernel.pointee.bookCount {
      let instrument = index % plan.instruments.count
      for side in Side.allCases {
        let live =
          simulation.kernel.pointee.books[index].engine.orders(side)
          + simulation.kernel.pointee.books[index].engine.waitingStops(side)
        for order in live { add(order.owner.value, order.side, instrument, order.open.lots) }
      }
    }
    return rows
  }

  private static func accounts(_ simulation: borrowing Simulation) -> [[Int64]] {
    let count = simulation.plan.instruments.count
    return simulation.plan.participants.indices.map { agent in
      var row = [Int64(simulation.kernel.pointee.states.base[agent].openOrders)]
      for instrument in 0..<count {
        let account = simulation.kernel.pointee.accounts.base[agent * count + instrument]
        row += [account.openBuys, account.openSells]
      }
      return row
    }
  }

  // MARK: Fees

  /// The fee by floor division and comparison with the half.
  private static func fee(_ value: Int64, _ rate: Int64) -> Int64 {
    let product = Int128(value) * Int128(rate)
    let unit = Int128(100_000_000)
    var floor = product / unit
    if floor * unit > product { floor -= 1 }
    let rest = 2 * (product - floor * unit)
    let roundsUp = rest > unit || (rest == unit && floor % 2 != 0)
    return Int64(roundsUp ? floor + 1 : floor)
  }

  @Test(arguments: seeds)
  func `positions, cash and fees are the sums of the trades of the journal`(
    seed: UInt64
  ) throws {
    let plan = ConservationTests.plan(seed)
    var simulation = try Simulation(plan, keepsJournal: true)
    let run = PlanRun(finishing: &simulation)
    let count = plan.instruments.count
    var positions = plan.participants.map { _ in [Int64](repeating: 0, count: count) }
    var cash = positions
    var fees: [BookPlace: Int64] = [:]
    var place = BookPlace(venue: 0, instrument: 0)
    for line in run.lines {
      place = line.book ?? place
      guard line.kind == .trade else { continue }
      let ticks = Int64(Int32(bitPattern: line.low(2)))
      let lots = Int64(line.high(2))
      let rates = plan.venues[Int(place.venue)].fees
      let sign: Int64 = line.detail == 0 ? 1 : -1
      for (agent, sign, rate) in [
        (Int(line.agent), sign, rates.taker), (Int(line.low(4)), -sign, rates.maker),
      ] {
        let value = abs(ticks) * lots * 10_000
        let fee = ConservationTests.fee(value, rate.tenThousandths)
        positions[agent][Int(place.instrument)] += sign * lots
        cash[agent][Int(place.instrument)] -= sign * ticks * lots * 10_000 + fee
        fees[place, default: 0] += fee
      }
    }
    #expect(run.summaries.map { $0.positions.map(\.lots) } == positions, "seed \(seed)")
    #expect(run.summaries.map { $0.cash.map(\.units) } == cash, "seed \(seed)")
    for (place, fee) in fees {
      let taken = simulation.feesTaken(
        VenueIndex(place.venue), InstrumentIndex(place.instrument))
      #expect(taken.units == fee, "seed \(seed): \(place)")
    }
  }

  @Test func `fees of any value and rate round half to even`() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<(isFullScale ? 1_000_000 : 10_000) {
      var value = random.integer(in: -(1 << 62)...(1 << 62)) >> random.integer(in: 0...61)
      let rate = random.integer(in: -100_000_000...100_000_000) >> random.integer(in: 0...26)
      if random.chance(percent: 30) { value = value / 50_000_000 * 50_000_000 }
      let found = FeeSchedule.fee(
        on: Money(units: value), rate: BasisPoints(tenThousandths: rate))
      #expect(found.units == ConservationTests.fee(value, rate), "\(value) at \(rate)")
    }
  }

  /// Rounded by exact fractions in another language.
  @Test(
    arguments: [
      (50_000_000, 1, 0), (50_000_000, 3, 2), (150_000_000, 1, 2), (250_000_000, 1, 2),
      (-50_000_000, 1, 0), (-50_000_000, 3, -2), (-150_000_000, 1, -2), (50_000_000, -1, 0),
      (150_000_000, -1, -2), (50_000_001, 1, 1), (49_999_999, 1, 0), (-50_000_001, 1, -1),
      (9_223_372_036_854_775_807, 100_000_000, 9_223_372_036_854_775_807),
      (9_223_372_036_854_775_807, -100_000_000, -9_223_372_036_854_775_807),
      (1_000_000_000_000_000_000, 3_000, 30_000_000_000_000), (0, -2_000, 0),
      (123_456_789_012, 2_000, 2_469_136), (-123_456_789_012, -2_000, 2_469_136),
    ] as [(Int64, Int64, Int64)])
  func `fees at the half go to the even unit`(value: Int64, rate: Int64, fee: Int64) {
    let found = FeeSchedule.fee(
      on: Money(units: value), rate: BasisPoints(tenThousandths: rate))
    #expect(found.units == fee)
  }
}
