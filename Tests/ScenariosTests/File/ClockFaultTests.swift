import Testing

@testable import Scenarios

struct ClockFaultTests {
  static let cases = [
    FaultCase(
      "end: \"10:00:00\"", "end: \"09:30:00\"",
      """
      s.yaml:3:33: end is 09:30:00, allowed is a time after start, 09:30:00
      """),
    FaultCase(
      "end: \"10:00:00\"", "end: \"25:00:00\"",
      """
      s.yaml:3:33: end is "25:00:00", allowed is a time of day from "00:00:00" to \
      "24:00:00", such as "09:30:00"
      """),
    FaultCase(
      ", end: \"10:00:00\"", "",
      """
      s.yaml:3:8: clock has no key 'end', allowed is a time of day from "00:00:00" to \
      "24:00:00", such as "09:30:00"
      """),
    FaultCase(
      "clock: {start: \"09:30:00\", end: \"10:00:00\"}", "clock: today",
      """
      s.yaml:3:8: clock is 'today', allowed is a mapping with the keys start, end
      """),
    FaultCase(
      "clock: {start: \"09:30:00\", end: \"10:00:00\"}\n", "",
      """
      s.yaml:1:1: the scenario has no key 'clock', allowed is a mapping with the keys \
      start, end
      """),
  ]

  @Test(arguments: cases)
  func `a wrong clock is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }
}
