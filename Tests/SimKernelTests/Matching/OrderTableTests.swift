import SimKernel
import Testing

/// The order table where its buckets are full: ids made so that all have one hash.
struct OrderTableTests {
  private static let owner = AgentIndex(0)

  /// The id that the table's multiplication turns into a common upper half over `number`.
  private static func id(_ number: UInt64) -> ClientOrderID {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    // Newton's iteration doubles the correct bits of the inverse modulo 2^64: 3, 6, ... 96.
    var inverse = factor
    for _ in 0..<5 { inverse &*= 2 &- factor &* inverse }
    return ClientOrderID((0xFFFF_FFFF << 32 | number) &* inverse)
  }

  private static func submit(_ number: UInt64, _ engine: inout MatchingEngine) {
    let order = NewOrder(
      id: id(number), side: number % 2 == 0 ? .buy : .sell, quantity: Quantity(lots: 1),
      price: Price(ticks: number % 2 == 0 ? 100 : 101))
    engine.submit(order, owner: owner, at: .zero)
  }

  @Test func `orders of one hash are found, refused twice and taken back in any order`() {
    var engine = MatchingEngine()
    var live: Set<UInt64> = []
    // Every number comes three times, in a mixed order: it enters, and then leaves, is refused or
    // enters anew. The table grows meanwhile, and buckets overflow around its end.
    for step in 0..<UInt64(303) {
      let number = step * 37 % 101
      if live.contains(number) && step % 3 != 0 {
        engine.cancel(CancelRequest(id: OrderTableTests.id(number)), owner: OrderTableTests.owner)
        #expect(engine.outcome(at: 0).kind == .cancelled, "step \(step)")
        live.remove(number)
      } else {
        OrderTableTests.submit(number, &engine)
        let isNew = live.insert(number).inserted
        #expect(engine.outcome(at: 0).kind == (isNew ? .accepted : .rejected), "step \(step)")
      }
      engine.checkInvariants()
      let found = (0..<101).filter {
        engine.order(OrderTableTests.id($0), owner: OrderTableTests.owner) != nil
      }
      #expect(Set(found) == live, "step \(step)")
    }
    #expect(engine.liveOrderCount == live.count)
  }
}
