import TestSupport
import Testing

@testable import SimKernel

/// What an agent's own gate refuses, what the venue refuses, and that neither leaves anything open.
struct RiskGateTests {
  /// The reject reasons in order, and how many orders and lots count as open at the end.
  private static func refusals(
    _ orders: [NewOrder], limits: RiskLimits
  ) throws -> (reasons: [RejectReason], open: [Int64]) {
    let log = MessageLog()
    let timed = orders.enumerated().map { (Int64($0.offset) + 1, $0.element) }
    let plan = ProbeMarket.plan(
      [ProbeMarket.sender("a/0", timed, log: log, limits: limits)], milliseconds: 1_000)
    var simulation = try Simulation(plan)
    _ = PlanRun(finishing: &simulation)
    let account = simulation.kernel.pointee.accounts.base[0]
    let open = Int64(simulation.kernel.pointee.states.base[0].openOrders)
    return (log.reports.compactMap(\.rejectReason), [open, account.openBuys, account.openSells])
  }

  @Test func `a quantity that no venue takes is refused`() throws {
    let lots: [Int64] = [0, -1, .min, .max, Quantity.orderLimit]
    let orders = lots.enumerated().map {
      ProbeMarket.order(UInt64($0.offset), .buy, $0.element, at: 100)
    }
    let found = try RiskGateTests.refusals(orders, limits: RiskLimits())
    #expect(found.reasons == lots.map { _ in .invalidQuantity })
    #expect(found.open == [0, 0, 0])
  }

  @Test func `an order above the limit of lots is refused, one at the limit is not`() throws {
    let found = try RiskGateTests.refusals(
      [ProbeMarket.order(1, .buy, 6, at: 99), ProbeMarket.order(2, .buy, 5, at: 99)],
      limits: RiskLimits(orderQuantity: 5))
    #expect(found.reasons == [.riskOrderQuantity])
    #expect(found.open == [1, 5, 0])
  }

  @Test func `an order above the limit of open orders is refused`() throws {
    let orders = (UInt64(1)...4).map { ProbeMarket.order($0, .sell, 3, at: 101) }
    let found = try RiskGateTests.refusals(orders, limits: RiskLimits(openOrders: 3))
    #expect(found.reasons == [.riskOpenOrders])
    #expect(found.open == [3, 0, 9])
  }

  @Test(arguments: Side.allCases)
  func `open orders of a side count towards the limit of the position`(side: Side) throws {
    let orders = [
      ProbeMarket.order(1, side, 6, at: 100), ProbeMarket.order(2, side, 5, at: 100),
      ProbeMarket.order(3, side, 4, at: 100),
      ProbeMarket.order(4, side.opposite, 10, at: side == .buy ? 200 : 1),
      ProbeMarket.order(5, side.opposite, 1, at: side == .buy ? 200 : 1),
    ]
    let found = try RiskGateTests.refusals(orders, limits: RiskLimits(position: 10))
    #expect(found.reasons == [.riskPosition, .riskPosition])
    #expect(found.open == [3, 10, 10])
  }

  @Test func `orders that the venue refuses leave nothing open`() throws {
    var postOnly = ProbeMarket.order(3, .buy, 1, at: 101)
    postOnly.isPostOnly = true
    var hidden = ProbeMarket.order(4, .buy, 1, at: 99)
    hidden.isHidden = true
    hidden.displayQuantity = Quantity(lots: 1)
    let orders = [
      ProbeMarket.order(1, .sell, 4, at: 101), ProbeMarket.order(1, .buy, 4, at: 99),
      ProbeMarket.order(2, .buy, 1, at: Price.limit), postOnly, hidden,
      ProbeMarket.order(5, .buy, 1, at: 99, life: .goodTillTime, until: 1),
      ProbeMarket.order(6, .buy, 1 << 30, at: 1 << 30),
    ]
    let found = try RiskGateTests.refusals(orders, limits: RiskLimits())
    #expect(
      found.reasons == [
        .duplicateOrderID, .invalidPrice, .postOnlyWouldTrade, .invalidCombination, .invalidExpiry,
        .notionalLimit,
      ])
    #expect(found.open == [1, 0, 4])
  }

  @Test func `a venue refuses prices and quantities between its ticks and lots`() throws {
    let log = MessageLog()
    let orders = [
      ProbeMarket.order(1, .buy, 10, at: 95), ProbeMarket.order(2, .buy, 15, at: 95),
      ProbeMarket.order(3, .buy, 10, at: 96),
    ]
    var plan = ProbeMarket.plan([
      ProbeMarket.sender(
        "a/0", orders.enumerated().map { (Int64($0.offset) + 1, $0.element) }, log: log)
    ])
    plan.venues[0].tickSize = 5
    plan.venues[0].lotSize = 10
    _ = try PlanRun(plan)
    #expect(log.reports.compactMap(\.rejectReason) == [.lotSize, .tickSize])
    #expect(log.reports.map(\.kind) == [.new, .rejected, .rejected])
  }

  @Test func `options with negative values are options`() throws {
    var stop = ProbeMarket.order(1, .buy, 1, at: 99)
    stop.stopPrice = Price(ticks: -5)
    var protection = ProbeMarket.order(2, .buy, 1, at: 99)
    protection.protectionPrice = Price(ticks: -5)
    var display = ProbeMarket.order(3, .buy, 1, at: 99)
    display.displayQuantity = Quantity(lots: -1)
    var expiry = ProbeMarket.order(4, .buy, 1, at: 99)
    expiry.expiry = SimTime(nanoseconds: -1)
    let found = try RiskGateTests.refusals(
      [stop, protection, display, expiry], limits: RiskLimits())
    #expect(
      found.reasons == [
        .invalidCombination, .invalidCombination, .invalidDisplayQuantity, .invalidExpiry,
      ])
  }

  @Test func `a negative stop price is journalled`() throws {
    let plan = ProbeMarket.plan([
      ProbeMarket.sender(
        "a/0", [(1, ProbeMarket.order(1, .sell, 1, at: -9, stop: -7))], log: MessageLog())
    ])
    let triggers = try PlanRun(plan).lines.filter { $0.kind == .sentTriggers }
    #expect(triggers.map { $0.signed(1) } == [-7])
  }

  /// Rests 5 lots, then asks for the quantities given, one a millisecond.
  private static func replaces(
    _ quantities: [Int64], limits: RiskLimits
  ) throws -> [ExecutionReport] {
    let log = MessageLog()
    let plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "a/0", limits: limits,
        onStart: { context in
          context.submit(ProbeMarket.order(1, .buy, 5, at: 99))
          for tag in quantities.indices {
            context.wake(at: .zero + .milliseconds(Int64(tag) + 1), tag: UInt32(tag))
          }
        },
        onMessage: { message, context in
          log.note(message, context)
          guard case .wake(let tag) = message else { return }
          context.replace(
            ReplaceRequest(
              id: ClientOrderID(1), quantity: Quantity(lots: quantities[Int(tag)])))
        })
    ])
    _ = try PlanRun(plan)
    return log.reports
  }

  @Test func `a replace cannot grow an order past the limits of its owner`() throws {
    let reports = try RiskGateTests.replaces(
      [8, 9, 2, 8, 0, .max], limits: RiskLimits(orderQuantity: 8, position: 8))
    #expect(
      reports.map(\.kind) == [
        .new, .replaced, .changeRejected, .replaced, .replaced, .changeRejected, .changeRejected,
      ])
    #expect(reports.allSatisfy { !$0.isFinal }, "the order lives through refused changes")
    #expect(
      reports.compactMap(\.rejectReason) == [
        .riskOrderQuantity, .invalidQuantity, .invalidQuantity,
      ])
    let position = try RiskGateTests.replaces([8, 9], limits: RiskLimits(position: 8))
    #expect(position.compactMap(\.rejectReason) == [.riskPosition])
  }

  /// Sells 50 lots of which somebody buys 20, then sends one request a millisecond.
  private static func refusals(
    of requests: [@Sendable (inout AgentContext) -> Void], limits: RiskLimits
  ) throws -> [ExecutionReport] {
    let log = MessageLog()
    let seller = ProbeMarket.probe(
      "a/0", limits: limits,
      onStart: { context in
        context.submit(ProbeMarket.order(1, .sell, 50, at: 101))
        for tag in requests.indices {
          context.wake(at: .zero + .milliseconds(Int64(tag) + 10), tag: UInt32(tag))
        }
      },
      onMessage: { message, context in
        log.note(message, context)
        if case .wake(let tag) = message { requests[Int(tag)](&context) }
      })
    let buyer = ProbeMarket.sender(
      "b/0", [(5, ProbeMarket.order(1, .buy, 20, at: 101))], log: MessageLog())
    _ = try PlanRun(ProbeMarket.plan([seller, buyer]))
    return log.reports.filter { $0.kind == .changeRejected }
  }

  @Test func `a refused change reports the order as it still stands`() throws {
    let id = ClientOrderID(1)
    let reports = try RiskGateTests.refusals(
      of: [
        { $0.replace(ReplaceRequest(id: id, quantity: Quantity(lots: 61))) },
        { $0.replace(ReplaceRequest(id: id, quantity: Quantity(lots: 0))) },
        { $0.replace(ReplaceRequest(id: id, price: Price(ticks: Price.limit))) },
      ], limits: RiskLimits(orderQuantity: 60))
    #expect(
      reports.map(\.rejectReason) == [.riskOrderQuantity, .invalidQuantity, .invalidPrice])
    for report in reports {
      #expect(report.order == id && report.side == .sell)
      #expect(report.price == Price(ticks: 101))
      #expect(report.quantity == Quantity(lots: 30))
      #expect(report.remaining == Quantity(lots: 30))
    }
  }

  @Test func `a refused change of an order that is not there has no quantity`() throws {
    let reports = try RiskGateTests.refusals(
      of: [
        { $0.cancel(CancelRequest(id: ClientOrderID(7))) },
        { $0.replace(ReplaceRequest(id: ClientOrderID(7), quantity: Quantity(lots: 3))) },
      ], limits: RiskLimits())
    #expect(reports.map(\.rejectReason) == [.unknownOrder, .unknownOrder])
    #expect(reports.allSatisfy { $0.quantity == .zero && $0.remaining == .zero })
  }

  /// Pairs of agents that trade once each pair, at the largest price.
  private static func end(pairs: Int, trades: Int, lots: Int64, fees: FeeSchedule) throws
    -> StopReason
  {
    var participants: [SimulationPlan.Participant] = []
    for pair in 0..<pairs {
      for side in Side.allCases {
        let orders = (0..<trades).map { number in
          let time = Int64(2 * (pair * trades + number)) + Int64(side.rawValue)
          let order = ProbeMarket.order(UInt64(number), side, lots, at: Price.limit - 1)
          return (milliseconds: time, order: order)
        }
        participants.append(
          ProbeMarket.sender("\(side)/\(pair)", orders, log: MessageLog()))
      }
    }
    return try PlanRun(ProbeMarket.plan(participants, fees: fees), keepsJournal: false).end
  }

  @Test func `cash that leaves 64 bits is a fault that names the agent`() throws {
    let once = try RiskGateTests.end(pairs: 1, trades: 1, lots: 429_000, fees: FeeSchedule())
    #expect(once == .finished)
    let twice = try RiskGateTests.end(pairs: 1, trades: 2, lots: 429_000, fees: FeeSchedule())
    #expect(
      [.fault(.cashOverflow(agent: "buy/0")), .fault(.cashOverflow(agent: "sell/0"))]
        .contains(twice))
  }

  @Test func `fees that leave 64 bits are a fault that names the venue`() throws {
    let all = FeeSchedule(maker: .limit, taker: .limit)
    let once = try RiskGateTests.end(pairs: 1, trades: 1, lots: 107_000, fees: all)
    #expect(once == .finished)
    let often = try RiskGateTests.end(pairs: 4, trades: 1, lots: 107_000, fees: all)
    #expect(often == .fault(.feeOverflow(venue: "V")))
  }
}
