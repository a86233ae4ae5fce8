import Testing

@testable import Scenarios

struct ParameterFaultTests {
  static let cases = [
    FaultCase(
      "type: noise", "type: noise, wake_every: 0 ns",
      """
      s.yaml:14:44: wake_every is '0 ns', allowed is a duration from 1 us to 24 h, such \
      as 15 us
      """),
    FaultCase(
      "type: noise", "type: noise, market_share: 1.5",
      """
      s.yaml:14:46: market_share is '1.5', allowed is a probability from 0 to 1
      """),
    FaultCase(
      "count: 2,", "risk_aversion: .nan,",
      """
      s.yaml:15:63: risk_aversion is '.nan', allowed is a number from 0.0 to 100.0
      """),
    FaultCase(
      "count: 2,", "flattens: yes,",
      """
      s.yaml:15:58: flattens is 'yes', allowed is true or false
      """),
    FaultCase(
      "count: 2,", "mode: agressive,",
      """
      s.yaml:15:54: mode is 'agressive', allowed is passive or aggressive, did you mean \
      'aggressive'?
      """),
    FaultCase(
      "count: 2,", "levels: 21,",
      """
      s.yaml:15:56: levels is '21', allowed is an integer from 1 to 20
      """),
    FaultCase(
      "count: 2,", "levels: 1e1,",
      """
      s.yaml:15:56: levels is '1e1', allowed is an integer from 1 to 20
      """),
  ]

  @Test(arguments: cases)
  func `a wrong parameter of an agent is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }
}
