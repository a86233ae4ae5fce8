import Testing

@testable import SimKernel

/// The list of one book's subscribers, beside a plain set.
struct SubscribersTests {
  /// Agents whose start orders are these.
  private static func states(_ orders: [UInt64]) -> Slab<AgentState> {
    var states = Slab<AgentState>()
    for order in orders {
      _ = states.append(
        AgentState(
          decisionLatency: 0, firstLatencyModel: 0, congestion: nil, isExternal: false,
          ownStreams: 0..<0, limits: RiskLimits(), outages: -1, startOrder: order))
    }
    return states
  }

  private static func orders(_ count: Int, seed: UInt64) -> [UInt64] {
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "subscribers", purpose: "start order"))
    return (0..<count).map { _ in stream.nextUInt64() }
  }

  private static func list(
    _ subscribers: inout Subscribers, _ states: borrowing Slab<AgentState>
  ) -> [UInt32] {
    Array(subscribers.inOrder(by: states.base))
  }

  @Test(arguments: UInt64(0)..<20)
  func `whoever comes, goes and comes back stands once and in start order`(seed: UInt64) {
    let orders = SubscribersTests.orders(50, seed: seed)
    let states = SubscribersTests.states(orders)
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "subscribers", purpose: "visits"))
    var subscribers = Subscribers()
    var expected: Set<UInt32> = []
    for _ in 0..<2_000 {
      let agent = UInt32(stream.uniform(below: 50))
      switch stream.uniform(below: 10) {
      case 0..<5:
        subscribers.add(agent)
        expected.insert(agent)
      case 5..<9:
        subscribers.remove(agent)
        expected.remove(agent)
      default:
        let found = SubscribersTests.list(&subscribers, states)
        #expect(found == expected.sorted { orders[Int($0)] < orders[Int($1)] })
      }
    }
  }

  @Test func `of equal start orders who came first stands first`() {
    let states = SubscribersTests.states([7, 7, 7, 3])
    var subscribers = Subscribers()
    subscribers.add(2)
    #expect(SubscribersTests.list(&subscribers, states) == [2])
    for agent in [0, 3, 1] as [UInt32] { subscribers.add(agent) }
    #expect(SubscribersTests.list(&subscribers, states) == [3, 2, 0, 1])
  }

  @Test func `a copy goes on by itself`() {
    let states = SubscribersTests.states([1, 2, 3])
    var subscribers = Subscribers()
    subscribers.add(1)
    var copy = subscribers.fork()
    copy.add(0)
    subscribers.remove(1)
    #expect(SubscribersTests.list(&copy, states) == [0, 1])
    #expect(SubscribersTests.list(&subscribers, states) == [])
  }

  /// A scan of the others for each would take some 10^10 steps.
  @Test(.timeLimit(.minutes(1)))
  func `a quarter of a million come at once, each but once`() {
    let count = 250_000
    let orders = SubscribersTests.orders(count, seed: 1)
    let states = SubscribersTests.states(orders)
    var subscribers = Subscribers()
    for _ in 0..<2 {
      for agent in 0..<UInt32(count) { subscribers.add(agent) }
    }
    let found = SubscribersTests.list(&subscribers, states)
    #expect(found.count == count)
    #expect(zip(found, found.dropFirst()).allSatisfy { orders[Int($0)] < orders[Int($1)] })
  }
}
