import SimKernel
import Testing

struct RunKeyTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `future zero is the present`(seed: UInt64) {
    #expect(RunKey(seed: seed).future(0) == RunKey(seed: seed))
  }

  @Test func `ten thousand futures of neighbouring seeds have different keys`() {
    let keys = (0..<100 as Range<UInt64>).flatMap { seed in
      (0..<100 as Range<UInt64>).map { RunKey(seed: seed).future($0).value }
    }
    #expect(Set(keys).count == keys.count)
  }

  @Test func `a key keeps all its 64 bits`() {
    let stream = StreamID(name: "maker/0", purpose: "latency")
    var low = RandomStream(key: RunKey(seed: 1), stream: stream)
    var high = RandomStream(key: RunKey(seed: 1 + 1 << 32), stream: stream)
    #expect(low.nextUInt64() != high.nextUInt64())
  }

  @Test func `no name comes first more often than its share`() {
    let first = StreamID(name: "a/0", purpose: "start order")
    let second = StreamID(name: "b/0", purpose: "start order")
    let ahead = (0..<10_000 as Range<UInt64>).count { seed in
      let key = RunKey(seed: seed)
      return key.startOrder(of: first) < key.startOrder(of: second)
    }
    // Binomial(10,000, 1/2) has a standard deviation of 50.
    #expect(abs(ahead - 5_000) < 200)
  }
}
