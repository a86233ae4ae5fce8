import SimKernel
import TestSupport

@testable import Harness

/// Small markets as text: a message a line and, behind a bar, the best quotes after it.
///
/// `34200.5 add 7 100 5000 buy | 4990 200 5010 300`: seconds, what, order id, shares, price in
/// ticks, side of the resting order; then bid price, bid size, ask price, ask size. A size of 0 is
/// an empty side. What is one of add, reduce, delete, execute, hidden, cross, halt.
enum SampleTape {
  private static let kinds = ["add", "reduce", "delete", "execute", "hidden", "cross", "halt"]

  static func tape(_ text: String) throws -> MarketTape {
    var builder = MarketTapeBuilder(tick: 100, levels: 1)
    for line in text.split(separator: "\n") {
      let halves = line.split(separator: "|")
      let fields = halves[0].split(separator: " ").map(String.init)
      let quote = halves[1].split(separator: " ").compactMap { Int64($0) }
      let message = LobsterMessage(
        time: SimTime(nanoseconds: Int64((Double(fields[0])! * 1e9).rounded())),
        kind: LobsterMessage.Kind(rawValue: Int64(kinds.firstIndex(of: fields[1])! + 1))!,
        orderID: UInt64(fields[2])!, size: Int64(fields[3])!, price: Int64(fields[4])! * 100,
        side: fields[5] == "buy" ? .buy : .sell)
      try builder.append(
        message, asks: levels(quote[2], quote[3]), bids: levels(quote[0], quote[1]))
    }
    return builder.finish()
  }

  /// A tape of one quote after another, each a second after the last, from the mids in ticks.
  static func mids(_ mids: [Int64]) throws -> MarketTape {
    let lines = mids.enumerated().map { second, mid in
      "\(second) halt 0 0 0 sell | \(mid - 1) 1 \(mid + 1) 1"
    }
    return try tape(lines.joined(separator: "\n"))
  }

  private static func levels(_ price: Int64, _ size: Int64) -> [ReplayLevel] {
    size == 0 ? [] : [ReplayLevel(price: price * 100, size: size)]
  }
}

/// Numbers of known distributions from our own streams.
enum SampleSeries {
  static func stream(_ purpose: String, seed: UInt64 = 1) -> RandomStream {
    RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "metrics tests", purpose: purpose))
  }

  static func normal(_ count: Int, seed: UInt64 = 1) -> [Double] {
    var stream = Self.stream("normal", seed: seed)
    return (0..<count).map { _ in stream.normal() }
  }

  /// x(t) = coefficient x(t - 1) + normal, from its stationary distribution.
  static func autoregressive(_ count: Int, coefficient: Double, seed: UInt64 = 1) -> [Double] {
    var stream = Self.stream("autoregressive", seed: seed)
    var value = stream.normal() / (1 - coefficient * coefficient).squareRoot()
    return (0..<count).map { _ in
      defer { value = coefficient * value + stream.normal() }
      return value
    }
  }
}

/// Whether two numbers differ by no more than a tolerance; false for what is no number.
func isClose(_ found: Double?, _ expected: Double, within tolerance: Double = 1e-9) -> Bool {
  guard let found else { return false }
  return abs(found - expected) <= tolerance
}
