import Testing

@testable import Scenarios

struct InstrumentFaultTests {
  static let cases = [
    FaultCase(
      "tick: 0.01", "tick: 0",
      """
      s.yaml:5:25: tick is '0', allowed is a positive decimal such as 0.01
      """),
    FaultCase(
      "tick: 0.01", "tick: 1e-2",
      """
      s.yaml:5:25: tick is '1e-2', allowed is a positive decimal such as 0.01
      """),
    FaultCase(
      "tick: 0.01", "tick: 0.03",
      """
      s.yaml:5:66: open_price is '1000.00', allowed is a whole number of ticks of 0.03
      s.yaml:22:12: limit is '1001.50', allowed is a whole number of ticks of 0.03
      """),
    FaultCase(
      "open_price: 1000.00", "open_price: 1000.005",
      """
      s.yaml:5:66: open_price is '1000.005', allowed is a whole number of ticks of 0.01
      """),
    FaultCase(
      "open_price: 1000.00", "open_price: 99999999",
      """
      s.yaml:5:66: open_price is '99999999', allowed is a price under 2147483648 ticks \
      of 0.01
      """),
    FaultCase(
      "currency: USD, open_price: 1000.00", "currency: usd, open_price: 1000.00",
      """
      s.yaml:5:49: currency is 'usd', allowed is 3 to 8 capital letters and digits
      """),
    FaultCase(
      "lot: 1,", "lot: 0,",
      """
      s.yaml:5:36: lot is '0', allowed is an integer from 1 to 1000000000
      """),
    FaultCase(
      "symbol: ABM", "symbol: A/B",
      """
      s.yaml:5:14: symbol is 'A/B', allowed is a symbol of at most 32 letters, digits, \
      '_', '-' and '.'
      """),
    FaultCase(
      "symbol: BRK.B, tick", "symbol: ABM, tick",
      """
      s.yaml:6:14: the symbol 'ABM' again, allowed is a new one; the first is at \
      s.yaml:5:14
      """),
  ]

  @Test(arguments: cases)
  func `a wrong instrument is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }
}
