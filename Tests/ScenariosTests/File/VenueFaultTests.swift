import Testing

@testable import Scenarios

struct VenueFaultTests {
  static let cases = [
    FaultCase(
      "kind: lit", "kind: dark",
      """
      s.yaml:8:24: kind is 'dark', allowed is lit
      """),
    FaultCase(
      "processing: 500 ns", "processing: 500",
      """
      s.yaml:8:41: processing is '500', allowed is a duration from 0 ns to 1 s, such as \
      15 us
      """),
    FaultCase(
      "processing: 500 ns", "processing: 0.5 ns",
      """
      s.yaml:8:41: processing is '0.5 ns', allowed is a duration from 0 ns to 1 s, such \
      as 15 us
      """),
    FaultCase(
      "processing: 500 ns", "processing: 2 s",
      """
      s.yaml:8:41: processing is '2 s', allowed is a duration from 0 ns to 1 s, such as \
      15 us
      """),
    FaultCase(
      "maker: -0.20 bps", "maker: -0.20",
      """
      s.yaml:8:63: maker is '-0.20', allowed is a rate from -10000 bps to 10000 bps, \
      such as -0.20 bps
      """),
    FaultCase(
      "maker: -0.20 bps", "maker: 20_000 bps",
      """
      s.yaml:8:63: maker is '20_000 bps', allowed is a rate from -10000 bps to 10000 \
      bps, such as -0.20 bps
      """),
    FaultCase(
      "maker: -0.20 bps", "maker: 0.00001 bps",
      """
      s.yaml:8:63: maker is '0.00001 bps', allowed is a rate from -10000 bps to 10000 \
      bps, such as -0.20 bps
      """),
    FaultCase(
      "maker: -0.20 bps", "makr: -0.20 bps",
      """
      s.yaml:8:56: unknown key 'makr' in fees of venue 'XLIT', allowed are maker, taker, \
      did you mean 'maker'?
      """),
    FaultCase(
      "cancel_oldest", "cancel_oldst",
      """
      s.yaml:9:41: self_trade_prevention is 'cancel_oldst', allowed is off or \
      cancel_newest or cancel_oldest or cancel_both or decrement, did you mean \
      'cancel_oldest'?
      """),
    FaultCase(
      "name: YLIT,", "name: YLIT, lot_size: 0,",
      """
      s.yaml:9:28: lot_size is '0', allowed is an integer from 1 to 1000000
      """),
    FaultCase(
      "name: YLIT", "name: XLIT",
      """
      s.yaml:9:12: the name 'XLIT' again, allowed is a new one; the first is at \
      s.yaml:8:12
      """),
    FaultCase(
      "name: YLIT", "name: Y/LIT",
      """
      s.yaml:9:12: name is 'Y/LIT', allowed is a name of at most 64 letters, digits, '_' \
      and '-'
      """),
  ]

  @Test(arguments: cases)
  func `a wrong venue is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }
}
