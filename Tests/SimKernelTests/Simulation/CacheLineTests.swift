import Testing

@testable import SimKernel

/// What one delivery touches of an agent stands in whole cache lines, of 64 bytes.
struct CacheLineTests {
  @Test func `an agent's state is three lines, and what a delivery touches the first`() {
    #expect(MemoryLayout<AgentState>.stride == 3 * 64)
    #expect(MemoryLayout<AgentState>.offset(of: \.lastOrderID) == 64)
    #expect(MemoryLayout<AgentState>.offset(of: \.startOrder) == 64 + 56)
  }

  @Test func `a stream is one line`() {
    #expect(MemoryLayout<AgentStream>.stride == 64)
    #expect(MemoryLayout<LatencyStream>.stride == 64)
  }
}
