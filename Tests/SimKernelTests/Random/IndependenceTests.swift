import CGSL
import SimKernel
import Testing

/// The k-th draws of neighbouring streams, in pairs: no linear and no cell-wise dependence.
struct IndependenceTests {
  typealias Pairing = @Sendable (Int) -> (RandomStream, RandomStream)

  struct Neighbours: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let pair: Pairing
  }

  static let stream = StreamID(name: "noise/0", purpose: "orders")

  static let neighbours: [Neighbours] = [
    Neighbours(testDescription: "seeds") { n in
      (
        RandomStream(key: RunKey(seed: UInt64(n)), stream: stream),
        RandomStream(key: RunKey(seed: UInt64(n + 1)), stream: stream)
      )
    },
    Neighbours(testDescription: "seeds 2^32 apart") { n in
      (
        RandomStream(key: RunKey(seed: UInt64(n)), stream: stream),
        RandomStream(key: RunKey(seed: UInt64(n) + 1 << 32), stream: stream)
      )
    },
    Neighbours(testDescription: "names") { n in
      (named("noise/\(n)"), named("noise/\(n + 1)"))
    },
    Neighbours(testDescription: "purposes of a name") { n in
      (named("noise/\(n)"), named("noise/\(n)", purpose: "latency"))
    },
    Neighbours(testDescription: "stream numbers") { n in
      (
        RandomStream(key: RunKey(seed: 1), stream: StreamID(value: UInt64(n))),
        RandomStream(key: RunKey(seed: 1), stream: StreamID(value: UInt64(n + 1)))
      )
    },
    Neighbours(testDescription: "decisions") { n in
      (
        RandomStream(key: RunKey(seed: 1), stream: stream, decision: UInt32(n)),
        RandomStream(key: RunKey(seed: 1), stream: stream, decision: UInt32(n + 1))
      )
    },
    Neighbours(testDescription: "futures") { n in
      (
        RandomStream(key: RunKey(seed: 1).future(UInt64(n)), stream: stream),
        RandomStream(key: RunKey(seed: 1).future(UInt64(n + 1)), stream: stream)
      )
    },
  ]

  static func named(_ name: String, purpose: String = "orders") -> RandomStream {
    RandomStream(key: RunKey(seed: 1), stream: StreamID(name: name, purpose: purpose))
  }

  struct Dependence {
    /// Of each of the first eight draws, in standard deviations of independent draws' correlation.
    var correlations: [Double]
    /// Chi-square p-values of each draw's joint counts over 16 x 16 cells.
    var cellChances: [Double]
  }

  static func dependence(count: Int, _ pair: Pairing) -> Dependence {
    let draws = 8
    var products = Array(repeating: 0.0, count: draws)
    var cells = Array(repeating: Array(repeating: 0, count: 256), count: draws)
    for n in 0..<count {
      var (left, right) = pair(n)
      for k in 0..<draws {
        let (x, y) = (left.uniform(), right.uniform())
        products[k] += (x - 0.5) * (y - 0.5)
        cells[k][Int(x * 16) * 16 + Int(y * 16)] += 1
      }
    }
    let chances = Array(repeating: 1.0 / 256, count: 256)
    return Dependence(
      correlations: products.map { $0 * 12 / Double(count).squareRoot() },
      cellChances: cells.map { GoodnessOfFit.chiSquare(counts: $0, chances: chances) })
  }

  @Test(arguments: neighbours)
  func `draws of neighbours are independent`(neighbours: Neighbours) {
    let count = max(5_000, SampleSize.scaled(100_000))
    let found = IndependenceTests.dependence(count: count, neighbours.pair)
    let worst = found.correlations.map(abs).max()!
    print("\(neighbours.testDescription): correlation at most \(worst) sigma, allowed 5")
    for k in 0..<8 {
      #expect(abs(found.correlations[k]) < 5, "\(neighbours.testDescription), draw \(k)")
      #expect(found.cellChances[k] > 1e-6, "\(neighbours.testDescription), draw \(k)")
    }
  }

  @Test func `three percent of shared streams are noticed`() {
    let found = IndependenceTests.dependence(count: 100_000) { n in
      let left = IndependenceTests.named("noise/\(n)")
      return (left, n % 33 == 0 ? left : IndependenceTests.named("noise/\(n + 1)"))
    }
    #expect(found.correlations[0] > 5)
    #expect(found.cellChances[0] < 1e-6)
  }
}
