import SimKernel
import Testing

/// The order table with ids of every pattern, hostile ones among them, beside a set.
struct OrderTableTests {
  /// How numbers become owners and ids.
  enum Pattern: CaseIterable, CustomTestStringConvertible {
    case consecutive, strided, sharedByOwners, oneHomeInOrder, oneHomeScattered

    var testDescription: String { "\(self)" }

    func key(_ number: UInt64) -> (owner: AgentIndex, id: ClientOrderID) {
      switch self {
      case .consecutive: (AgentIndex(0), ClientOrderID(number))
      case .strided: (AgentIndex(0), ClientOrderID(number << 12))
      case .sharedByOwners: (AgentIndex(UInt32(number)), ClientOrderID(number % 3))
      // Equal lower bits: one home as long as consecutive ids stay together.
      case .oneHomeInOrder: (AgentIndex(7), ClientOrderID(number << 48))
      case .oneHomeScattered: (AgentIndex(0), ClientOrderID(OrderTableTests.alike(number)))
      }
    }
  }

  /// The id that the table's multiplication turns into a common upper half over `number`: one home
  /// where ids are scattered, and not in order either.
  private static func alike(_ number: UInt64) -> UInt64 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    // Newton's iteration doubles the correct bits of the inverse modulo 2^64: 3, 6, ... 96.
    var inverse = factor
    for _ in 0..<5 { inverse &*= 2 &- factor &* inverse }
    return (0xFFFF_FFFF << 32 | number) &* inverse
  }

  private static func submit(_ number: UInt64, _ pattern: Pattern, _ engine: inout MatchingEngine) {
    let order = NewOrder(
      id: pattern.key(number).id, side: number % 2 == 0 ? .buy : .sell,
      quantity: Quantity(lots: 1), price: Price(ticks: number % 2 == 0 ? 100 : 101))
    engine.submit(order, owner: pattern.key(number).owner, at: .zero)
  }

  @Test(arguments: Pattern.allCases)
  func `orders are found, refused twice and taken back in any order`(_ pattern: Pattern) {
    var engine = MatchingEngine()
    var live: Set<UInt64> = []
    // Every number comes three times, in a mixed order: it enters, and then leaves, is refused or
    // enters anew. The table is rearranged meanwhile.
    for step in 0..<UInt64(303) {
      let number = step * 37 % 101
      let key = pattern.key(number)
      if live.contains(number) && step % 3 != 0 {
        engine.cancel(CancelRequest(id: key.id), owner: key.owner)
        #expect(engine.outcome(at: 0).kind == .cancelled, "step \(step)")
        live.remove(number)
      } else {
        OrderTableTests.submit(number, pattern, &engine)
        let isNew = live.insert(number).inserted
        #expect(engine.outcome(at: 0).kind == (isNew ? .accepted : .rejected), "step \(step)")
      }
      engine.checkInvariants()
      let found = (0..<101).filter {
        engine.order(pattern.key($0).id, owner: pattern.key($0).owner) != nil
      }
      #expect(Set(found) == live, "step \(step)")
    }
    #expect(engine.liveOrderCount == live.count)
  }
}
