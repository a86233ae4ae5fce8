import SimKernel
import TestSupport
import Testing

@testable import Agents

/// A flow's own orders, of which one can be drawn uniformly.
struct LiveOrdersTests {
  @Test(arguments: Array(UInt64(0)..<50))
  func `after any insertions and removals it holds what a plain list holds`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var live = LiveOrders()
    var list: [LiveOrders.Order] = []
    var lastID: UInt64 = 0
    for _ in 0..<2_000 {
      if random.next() % 100 < (lastID % 400 < 200 ? 60 : 40) || list.isEmpty {
        lastID += 1 + random.next() % 3
        let order = LiveOrders.Order(
          id: ClientOrderID(lastID), side: .buy, ticks: Int64(lastID) * 7)
        live.insert(order)
        list.append(order)
      } else {
        let place = Int(random.next() % UInt64(list.count))
        live.remove(list.remove(at: place).id)
      }
      live.remove(ClientOrderID(lastID + 1))
    }
    let held = (0..<live.count).map { live[$0] }.sorted { $0.id.value < $1.id.value }
    #expect(held == list, "seed \(seed)")
  }

  @Test func `an order that is not live is forgotten without harm`() {
    var live = LiveOrders()
    live.remove(ClientOrderID(1))
    live.insert(LiveOrders.Order(id: ClientOrderID(5), side: .sell, ticks: 1))
    for id in [0, 4, 6, UInt64.max] { live.remove(ClientOrderID(id)) }
    #expect(live.count == 1)
    live.remove(ClientOrderID(5))
    live.remove(ClientOrderID(5))
    #expect(live.count == 0)
  }
}
