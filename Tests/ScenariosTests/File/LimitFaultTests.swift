import Testing

@testable import Scenarios

struct LimitFaultTests {
  static let cases = [
    FaultCase(
      "order_quantity: 100_000", "order_quantity: 100__000",
      """
      s.yaml:32:26: order_quantity is '100__000', allowed is a whole number of lots from \
      1 to 2147483647
      """),
    FaultCase(
      "trades: true", "book_depth: 10",
      """
      s.yaml:33:10: unknown key 'book_depth' in record, allowed are trades, fills, deliveries, \
      lobster, lobster_messages
      """),
    FaultCase(
      "deliveries: all", "deliveries: some",
      """
      s.yaml:33:36: deliveries is 'some', allowed is none or all
      """),
    FaultCase(
      "trades: true", "trades: True",
      """
      s.yaml:33:18: trades is 'True', allowed is true or false
      """),
    FaultCase(
      "trades: true", "lobster: 1_001",
      """
      s.yaml:33:19: lobster is '1_001', allowed is an integer from 0 to 1000
      """),
    FaultCase(
      "trades: true", "lobster_messages: some",
      """
      s.yaml:33:28: lobster_messages is 'some', allowed is window or all
      """),
  ]

  @Test(arguments: cases)
  func `a wrong limit or record is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }

  @Test func `what LOBSTER's format cannot hold is a fault of the key that asks for it`() {
    let text = sample("trades: true", "lobster: 10")
    #expect(faults(text) == [])
    #expect(
      faults(text.replacing("tick: 0.05", with: "tick: 0.00005")) == [
        "s.yaml:33:19: lobster with a tick of 0.00005 for 'BRK.B', allowed are ticks that are "
          + "multiples of 0.0001"
      ])
    let venues = (0..<299).map { "  - {name: V\($0)}\n" }.joined()
    let many = text.replacing("  - {name: YLIT, self", with: venues + "  - {name: YLIT, self")
    #expect(
      faults(many).map { $0.drop { $0 != " " } } == [
        " lobster with 602 books (venues x instruments), allowed are at most 400"
      ])
  }
}
