import Testing

@testable import Scenarios

struct TopLevelFaultTests {
  static let cases = [
    FaultCase(
      "seed: 42", "sead: 42",
      """
      s.yaml:2:1: unknown key 'sead' in the scenario, allowed are include, description, \
      seed, clock, instruments, venues, latency, congestion, fundamentals, regimes, \
      seasonality, agents, limits, record, did you mean 'seed'?
      """),
    FaultCase(
      "seed: 42", "seed: -1",
      """
      s.yaml:2:7: seed is '-1', allowed is an integer from 0 to 18446744073709551615
      """),
    FaultCase(
      "seed: 42", "seed: \"42\"",
      """
      s.yaml:2:7: seed is "42" in quotes, allowed is an integer from 0 to \
      18446744073709551615
      """),
    FaultCase(
      "seed: 42", "seed: 18446744073709551616",
      """
      s.yaml:2:7: seed is '18446744073709551616', allowed is an integer from 0 to \
      18446744073709551615
      """),
    FaultCase(
      "seed: 42", "seed: 042",
      """
      s.yaml:2:7: seed is '042', allowed is an integer from 0 to 18446744073709551615
      """),
    FaultCase(
      "seed: 42", "seed:",
      """
      s.yaml:2:6: seed is empty, allowed is an integer from 0 to 18446744073709551615
      """),
    FaultCase(
      "seed: 42", "shocks: []",
      """
      s.yaml:2:1: unknown key 'shocks' in the scenario, allowed are include, \
      description, seed, clock, instruments, venues, latency, congestion, fundamentals, \
      regimes, seasonality, agents, limits, record
      """),
  ]

  @Test(arguments: cases)
  func `a wrong key or seed at the top is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }
}
