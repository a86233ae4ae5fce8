import Agents
import SimKernel

/// Moments of the number of events of a Hawkes process in a window, measured through the matching
/// engine.
public struct SimulatedHawkes: Sendable {
  /// Events per unit of time.
  public var intensity: SimulatedValue
  /// Variance of the number of events in the window.
  public var variance: SimulatedValue
  /// Variance over mean of the same number.
  public var fano: SimulatedValue
  /// Windows on which they rest.
  public var windows: Int

  /// Plays a process of kernel alpha exp(-beta t) and counts what the engine accepts.
  ///
  /// Each event is an order of one lot, by turns one that rests and one that takes it. Windows
  /// follow one another; the process runs for 40 of its relaxation times 1 / (beta - alpha) before
  /// the first. Standard errors come from 100 batches of windows.
  ///
  /// - Parameters:
  ///   - mu: Baseline, per unit of time; above 0.
  ///   - alpha: Jump of the intensity at an event; 0 <= alpha < beta.
  ///   - window: Length, in the unit of time; above 0.
  ///   - windows: At least 1,000; the relative error of the variance is about sqrt(2 / windows)
  ///     for windows long against the relaxation time, and more for shorter ones.
  ///   - progress: Is told the part that is done, a hundred times.
  /// - Complexity: O(events of all windows): some 0.1 us each.
  public static func run(
    mu: Double, alpha: Double, beta: Double, window: Double, seed: UInt64, windows: Int,
    progress: (Double) -> Void = { _ in }
  ) -> SimulatedHawkes {
    precondition(mu > 0 && alpha >= 0 && alpha < beta, "mu \(mu), alpha \(alpha), beta \(beta)")
    precondition(window > 0 && windows >= 1_000, "\(windows) windows of \(window)")
    var counter = EventCounter(HawkesKernels(mu: mu, alpha: alpha, beta: beta), seed: seed)
    _ = counter.count(for: 40 / (beta - alpha))
    var counts: [Double] = []
    counts.reserveCapacity(windows)
    for place in 1...windows {
      counts.append(Double(counter.count(for: window)))
      if place % (windows / 100) == 0 { progress(Double(place) / Double(windows)) }
    }
    return SimulatedHawkes(counts: counts, window: window)
  }

  private init(counts: [Double], window: Double) {
    let mean = counts.reduce(0, +) / Double(counts.count)
    let squares = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = squares / Double(counts.count - 1)
    func measured(_ value: Double, _ influence: (Double) -> Double) -> SimulatedValue {
      SimulatedValue(
        value: value, standardError: SimulatedHawkes.standardError(counts, influence))
    }
    intensity = measured(mean / window) { ($0 - mean) / window }
    self.variance = measured(variance) { ($0 - mean) * ($0 - mean) - variance }
    fano = measured(variance / mean) {
      (($0 - mean) * ($0 - mean) - variance) / mean - variance * ($0 - mean) / (mean * mean)
    }
    windows = counts.count
  }

  /// The error of a mean of influences (the delta method), from the sums of 100 batches.
  private static func standardError(
    _ counts: [Double], _ influence: (Double) -> Double
  ) -> Double {
    let length = counts.count / 100
    let squares = (0..<100).reduce(0.0) { sum, batch in
      let total = counts[batch * length..<(batch + 1) * length].reduce(0) { $0 + influence($1) }
      return sum + total * total
    }
    return (squares * 100 / 99).squareRoot() / Double(length * 100)
  }
}

/// Counts the events of a process in windows that follow one another.
private struct EventCounter: ~Copyable {
  private var process: HawkesProcess
  private var stream: RandomStream
  private var engine = MatchingEngine()
  private var lastID: UInt64 = 0
  /// Time until the next event.
  private var wait: Double

  init(_ kernels: HawkesKernels, seed: UInt64) {
    process = HawkesProcess(kernels)
    stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "simulated theory", purpose: "hawkes"))
    wait = process.next(&stream).wait
  }

  mutating func count(for window: Double) -> Int {
    var left = window
    var count = 0
    while wait <= left {
      left -= wait
      count += accepted()
      wait = process.next(&stream).wait
    }
    wait -= left
    return count
  }

  private mutating func accepted() -> Int {
    lastID += 1
    engine.submit(
      NewOrder(
        id: ClientOrderID(lastID), side: lastID % 2 == 0 ? .buy : .sell,
        quantity: Quantity(lots: 1), price: Price(ticks: 100)), owner: AgentIndex(0), at: .zero)
    return engine.outcome(at: 0).kind == .accepted ? 1 : 0
  }
}
