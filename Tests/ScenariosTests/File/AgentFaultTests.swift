import Testing

@testable import Scenarios

struct AgentFaultTests {
  static let cases = [
    FaultCase(
      "count: 1000", "count: many",
      """
      s.yaml:14:39: count is 'many', allowed is an integer from 1 to 1000000
      """),
    FaultCase(
      "count: 1000", "count: 0",
      """
      s.yaml:14:39: count is '0', allowed is an integer from 1 to 1000000
      """),
    FaultCase(
      "count: 1000", "count: [1]",
      """
      s.yaml:14:39: count is a list, allowed is an integer from 1 to 1000000
      """),
    FaultCase(
      "count: 1000", "count: 999_999",
      """
      s.yaml:14:3: 1000004 agents together, allowed are 1000000
      """),
    FaultCase(
      "latency: desk\n", "latency: dsk\n",
      """
      s.yaml:23:14: latency is 'dsk', allowed is one of colo, proximity, cloud, retail, \
      adversarial, desk, wire, did you mean 'desk'?
      """),
    FaultCase(
      "type: twap", "type: twp",
      """
      s.yaml:17:11: type is 'twp', allowed is one of noise, adaptive_market_maker, twap, \
      arbitrage, scripted, did you mean 'twap'?
      """),
    FaultCase(
      "type: twap", "type: {}",
      """
      s.yaml:17:11: type is a mapping, allowed is one of noise, adaptive_market_maker, \
      twap, arbitrage, scripted
      """),
    FaultCase(
      "name: buyer", "name: buy/er",
      """
      s.yaml:16:11: name is 'buy/er', allowed is a name of at most 64 letters, digits, \
      '_' and '-'
      """),
    FaultCase(
      "name: buyer", "name: maker",
      """
      s.yaml:16:11: the name 'maker' again, allowed is a new one; the first is at \
      s.yaml:15:12
      """),
    FaultCase(
      "    side: buy\n", "    side: Buy\n",
      """
      s.yaml:18:11: side is 'Buy', allowed is buy or sell
      """),
    FaultCase(
      "quantity: 20_000\n", "quantity: 20.5\n",
      """
      s.yaml:19:15: quantity is '20.5', allowed is a whole number of lots from 1 to \
      2147483647
      """),
    FaultCase(
      "quantity: 20_000\n", "quantity: 3_000_000_000\n",
      """
      s.yaml:19:15: quantity is '3_000_000_000', allowed is a whole number of lots from \
      1 to 2147483647
      """),
    FaultCase(
      "quantity: 20_000\n", "quantitty: 20_000\n",
      """
      s.yaml:19:5: unknown key 'quantitty' in agent 'buyer', allowed are name, type, \
      count, latency, decision_latency, decision, venue, instrument, feed, side, quantity, from, \
      to, limit, note, did you mean 'quantity'?
      """),
    FaultCase(
      "limit: 1001.50", "limit: 1001.505",
      """
      s.yaml:22:12: limit is '1001.505', allowed is a whole number of ticks of 0.01
      """),
    FaultCase(
      "to: \"09:55:00\"", "to: \"09:35:00\"",
      """
      s.yaml:21:9: to is not after from
      """),
    FaultCase(
      "other_venue: YLIT", "other_venue: ZLIT",
      """
      s.yaml:24:50: other_venue is 'ZLIT', allowed is one of XLIT, YLIT, did you mean \
      'XLIT'?
      """),
    FaultCase(
      "other_instrument: BRK.B", "other_instrument: BRK",
      """
      s.yaml:24:74: other_instrument is 'BRK', allowed is one of ABM, BRK.B
      """),
    FaultCase(
      "    instrument: BRK.B", "    instrument: ABMX",
      """
      s.yaml:27:17: instrument is 'ABMX', allowed is one of ABM, BRK.B, did you mean \
      'ABM'?
      """),
    FaultCase(
      "sell 5", "hold 5",
      """
      s.yaml:31:7: 'hold 5', allowed is buy or sell and a quantity
      """),
    FaultCase(
      "name: noise", "nam: noise",
      """
      s.yaml:14:6: unknown key 'nam' in an agent, allowed are name, type, count, \
      latency, decision_latency, decision, venue, instrument, feed, wake_every, size, \
      market_share, did you mean 'name'?
      """),
  ]

  @Test(arguments: cases)
  func `a wrong group of agents is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }
}
