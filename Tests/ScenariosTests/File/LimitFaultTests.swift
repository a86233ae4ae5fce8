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
      s.yaml:33:10: unknown key 'book_depth' in record, allowed are trades, fills, deliveries
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
  ]

  @Test(arguments: cases)
  func `a wrong limit or record is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }
}
