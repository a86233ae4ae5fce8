import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The flow of measured orders places, sizes, crosses and hides as its marks say.
struct MarkedFlowTests {
  private static func flow(
    _ change: (inout FlowMarks, inout DeepFlow) -> Void = { _, _ in }
  ) -> MarkedFlow {
    var marks = FlowMarks(
      spreadBounds: [3], addDistances: [[0, 1], [-1, 0]], cancelDistances: [0, 1],
      addSizes: [2, 3], tradeSizes: [2], hiddenSizes: [7], hiddenChance: 0, sweepChance: 0,
      youngestChance: 0.5)
    var deep = DeepFlow(adds: 1, reach: 4, cancels: 0.05)
    change(&marks, &deep)
    return MarkedFlow(
      MarkedFlow.Settings(
        book: ProbeMarket.book(openPrice: 10_000),
        kernels: HawkesProcessTests.flow, timeUnit: .milliseconds(20), marks: marks, deep: deep,
        seedDistances: Array(1...40), maxOrders: 5_000))
  }

  private static func orders(_ run: FlowRun) -> [NewOrder] {
    run.sent.compactMap { $0.detail == 0 ? SentOrders.order($0) : nil }
  }

  @Test func `orders that rest and those that take have the sizes of their lists`() throws {
    let orders = Self.orders(try FlowRun(Self.flow(), milliseconds: 2_000, seed: 3))
    let resting = orders.filter { $0.timeInForce == .goodTillCancel }
    let taking = orders.filter { $0.timeInForce == .immediateOrCancel }
    #expect(resting.count > 500 && taking.count > 50)
    #expect(Set(resting.map(\.quantity.lots)) == [2, 3])
    #expect(Set(taking.map(\.quantity.lots)) == [2])
  }

  @Test func `who sweeps sends a market order, who does not has a limit`() throws {
    let orders = Self.orders(
      try FlowRun(Self.flow { marks, _ in marks.sweepChance = 1 }, milliseconds: 1_000, seed: 4))
    let taking = orders.filter { $0.timeInForce == .immediateOrCancel }
    #expect(taking.count > 20)
    #expect(taking.allSatisfy { $0.type == .market })
    let bounded = Self.orders(try FlowRun(Self.flow(), milliseconds: 1_000, seed: 4))
    #expect(bounded.allSatisfy { $0.type == .limit })
  }

  @Test func `a hidden order is met at once by one of its size and price`() throws {
    let run = try FlowRun(
      Self.flow { marks, _ in
        marks.hiddenChance = 1
        marks.addDistances = [[2, 4], [2, 4]]
      }, milliseconds: 2_000, seed: 5)
    let orders = Self.orders(run)
    let places = orders.indices.filter { orders[$0].isHidden }
    #expect(places.count > 10)
    for place in places {
      let (hidden, taking) = (orders[place], orders[place + 1])
      #expect(hidden.quantity.lots == 7 && taking.quantity.lots == 7)
      #expect(taking.side == hidden.side.opposite && taking.price == hidden.price)
      #expect(taking.timeInForce == .immediateOrCancel)
    }
  }

  @Test func `with every crossing turned around adds trade and trades rest`() throws {
    let trading = Self.orders(
      try FlowRun(Self.flow { marks, _ in marks.crossing = [1, 1] }, milliseconds: 1_000, seed: 6))
    let resting = Self.orders(
      try FlowRun(
        Self.flow { marks, deep in
          marks.crossing = [-1, -1]
          deep.adds = 0
        }, milliseconds: 1_000, seed: 6))
    #expect(trading.count { $0.timeInForce == .immediateOrCancel } > 100)
    #expect(resting.allSatisfy { $0.timeInForce == .goodTillCancel })
  }

  @Test(arguments: Array(UInt64(0)..<2))
  func `far from its venue it cancels no order twice`(seed: UInt64) throws {
    let latency = LatencyModel.shiftedGamma(shift: .milliseconds(20), scaleNanoseconds: 1e7)
    let run = try FlowRun(Self.flow(), latency: latency, milliseconds: 1_500, seed: seed)
    let cancels = run.sent.filter { $0.detail == JournalLine.cancelDetail }
    #expect(cancels.count > 100, "seed \(seed)")
    #expect(Set(cancels.map { $0.words[3] }).count == cancels.count, "seed \(seed)")
  }

  @Test func `an agent that only watches changes nothing that it sends`() throws {
    let alone = try FlowRun(Self.flow(), milliseconds: 1_000, seed: 13)
    let watched = try FlowRun(
      Self.flow(), milliseconds: 1_000, seed: 13, others: [FlowRun.watcher(MessageLog())])
    #expect(alone.story == watched.story)
  }

  @Test func `orders of a side are found by price, the better one where two are as near`() {
    for side in Side.allCases {
      var orders = RankedOrders(side)
      for (id, distance) in [(1, 0), (2, 4), (3, 4), (4, 10)] {
        orders.insert(
          RankedOrders.Order(
            id: ClientOrderID(UInt64(id)), ticks: 100 - side.sign * Int64(distance)))
      }
      #expect(orders.best == 100)
      func ids(_ distance: Int64) -> [UInt64] {
        orders.places(nearest: 100 - side.sign * distance).map { orders[$0].id.value }
      }
      #expect(ids(-5) == [1] && ids(2) == [1] && ids(3) == [2, 3] && ids(50) == [4])
      orders.remove(ClientOrderID(2))
      orders.remove(ClientOrderID(9))
      #expect(ids(4) == [3] && orders.count == 3)
      #expect(orders.contains(ClientOrderID(4)) && !orders.contains(ClientOrderID(2)))
    }
  }

  @Test func `parameters that do not fit one another are refused at the one to change`() {
    let type = AgentType.markedFlow
    func faults(_ given: [(String, ParameterValue)]) -> [String] {
      type.declaration.check(
        ParameterValues(given, declared: type.declaration.parameters),
        .zero...(.zero + .seconds(1))
      ).map(\.parameter)
    }
    #expect(faults([]) == [])
    #expect(faults([("spread_bounds", .text("5 3"))]) == ["spread_bounds"])
    #expect(faults([("spread_bounds", .text("3 5"))]) == ["add_distances"])
    #expect(faults([("crossing", .text("0.1 0.2"))]) == ["crossing"])
    #expect(faults([("add_sizes", .text("0"))]) == ["add_sizes"])
  }
}
