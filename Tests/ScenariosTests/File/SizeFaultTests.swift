import SimKernel
import Testing

@testable import Scenarios

/// A small file cannot ask for more than a machine holds.
struct SizeFaultTests {
  /// A scenario with so many venues, instruments and agents.
  private static func text(venues: Int, instruments: Int, agents: Int) -> String {
    let symbols = (0..<instruments).map {
      "  - {symbol: A\($0), tick: 0.01, currency: USD, open_price: 1.00}\n"
    }
    let names = (0..<venues).map { "  - {name: V\($0)}\n" }
    return "clock: {start: \"09:00:00\", end: \"10:00:00\"}\n"
      + "instruments:\n" + symbols.joined() + "venues:\n" + names.joined()
      + "agents:\n  - {name: n, type: noise, latency: colo, count: \(agents)}\n"
  }

  @Test func `too many books are a fault at the venues`() {
    #expect(
      faults(SizeFaultTests.text(venues: 300, instruments: 100, agents: 1)) == [
        "s.yaml:104:3: 300 venues x 100 instruments are 30000 books, allowed are 20000"
      ])
  }

  @Test func `too many accounts and sessions are faults at the agents`() {
    #expect(
      faults(SizeFaultTests.text(venues: 11, instruments: 12, agents: 1_000_000)) == [
        "s.yaml:28:3: 1000000 agents x 12 instruments are 12000000 accounts, allowed are 10000000",
        "s.yaml:28:3: 1000000 agents x 11 venues are 11000000 sessions, allowed are 10000000",
      ])
  }

  @Test func `ten thousand agents in a hundred instruments at ten venues are welcome`() {
    #expect(faults(SizeFaultTests.text(venues: 10, instruments: 100, agents: 10_000)) == [])
  }
}
