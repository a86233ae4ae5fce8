import Testing

@testable import Scenarios

struct LatencyFaultTests {
  static let cases = [
    FaultCase(
      "jitter: 15 us", "jitter: 60 us",
      """
      s.yaml:11:35: jitter is 60 us, allowed is less than half of one_way, 120 us
      """),
    FaultCase(
      "distribution: shifted_gamma", "distribution: gamma",
      """
      s.yaml:11:56: distribution is 'gamma', allowed is one of shifted_gamma, constant, \
      shifted_lognormal, truncated_normal, log_uniform, empirical, line
      """),
    FaultCase(
      "wire: {one_way: 90us, distribution: constant}",
      "wire: {least: 2 ms, most: 2 ms, distribution: log_uniform}",
      """
      s.yaml:12:17: least is 2 ms, allowed is less than most, 2 ms
      """),
    FaultCase(
      "distribution: constant", "distribution: constant, jitter: 1 us",
      """
      s.yaml:12:49: unknown key 'jitter' in latency profile 'wire', allowed are \
      distribution, pieces, entry, cancel, replace, response, data, congestion, one_way
      """),
    FaultCase(
      ", jitter: 15 us", "",
      """
      s.yaml:11:9: latency profile 'desk' has no key 'jitter', allowed is a duration \
      from 0 ns to 1 h, such as 15 us
      """),
    FaultCase(
      "desk: {", "my desk: {",
      """
      s.yaml:11:3: the name of a latency profile is 'my desk', allowed is a name of at \
      most 64 letters, digits, '_' and '-'
      """),
    FaultCase(
      "desk: {one_way: 120 us, jitter: 15 us, distribution: shifted_gamma}", "desk: 5 us",
      """
      s.yaml:11:9: latency profile 'desk' is '5 us', allowed is a mapping with the keys \
      distribution, pieces, entry, cancel, replace, response, data, congestion, one_way, jitter
      """),
  ]

  @Test(arguments: cases)
  func `a wrong latency profile is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }
}
