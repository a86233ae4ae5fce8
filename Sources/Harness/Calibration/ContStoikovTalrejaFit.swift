import Agents
import Foundation

/// The rates of Cont, Stoikov and Talreja by maximum likelihood.
///
/// Arrivals at each distance, market orders and departures are Poisson in their exposures: seconds
/// of a side, or shares x seconds at a distance. Orders have one size in the model, the mean of
/// those that came to rest: market orders and departures are counted in it, as in the paper.
/// Distances beyond those that hold nine tenths of the arrivals have rates k i^-a, whose exponent
/// is the maximum likelihood one of the distances there.
struct ContStoikovTalrejaFit: Sendable {
  /// lambda(i) and theta(i), i from 1 tick on, and mu, per second and side or order.
  let arrivals: [FittedParameter]
  let cancels: [FittedParameter]
  let market: FittedParameter
  let tailScale: FittedParameter
  let tailExponent: FittedParameter
  /// Ticks beyond which no order comes.
  let depth: Int
  /// Shares of every order.
  let size: Double

  /// The agent knows no smaller rate.
  private static let leastRate = 0.001
  private static let listLimit = 200

  init(_ sample: FlowSample) {
    size = max(1, sample.meanAddSize)
    let adds = sample.placed.filter { $0.kind == .add && $0.fromOpposite >= 1 }
      .map { Int(min($0.fromOpposite, Int64(FlowSample.farthest))) }.sorted()
    func quantile(_ share: Double) -> Int {
      adds.isEmpty ? 1 : adds[min(adds.count - 1, Int(share * Double(adds.count)))]
    }
    let listed = min(Self.listLimit, quantile(0.9))
    depth = max(listed + 1, min(FlowSample.farthest, quantile(0.99)))
    arrivals = Self.arrivals(adds, listed, sample.seconds)
    cancels = Self.cancels(sample, listed, size: size)
    let traded = Double(sample.taken.reduce(0) { $0 + $1.size }) / size
    market = Self.rate("market", traded, 2 * sample.seconds, events: sample.taken.count)
    let farthest = depth
    (tailScale, tailExponent) = Self.tail(
      adds.filter { $0 > listed && $0 <= farthest }, listed, farthest, sample.seconds)
  }

  private static func arrivals(
    _ adds: [Int], _ listed: Int, _ seconds: Double
  ) -> [FittedParameter] {
    var counts = [Int](repeating: 0, count: listed)
    for distance in adds where distance <= listed { counts[distance - 1] += 1 }
    return counts.enumerated().map { place, count in
      rate("arrival_\(place + 1)", Double(count), 2 * seconds, events: count)
    }
  }

  private static func cancels(
    _ sample: FlowSample, _ listed: Int, size: Double
  ) -> [FittedParameter] {
    var shares = [Double](repeating: 0, count: listed)
    var events = [Int](repeating: 0, count: listed)
    for order in sample.placed where order.kind == .cancel && order.isShown {
      let place = Int(order.fromOpposite) - 1
      guard place >= 0, place < listed else { continue }
      shares[place] += Double(order.size)
      events[place] += 1
    }
    let exposed = sample.exposure.prefix(listed).reduce(0, +)
    let pooled = exposed > 0 ? shares.reduce(0, +) / exposed : 0
    return (0..<listed).map { place in
      let exposure = sample.exposure[place]
      // Where nothing ever stood, the data say nothing: the rate of all distances together.
      guard events[place] > 0, exposure > 0 else {
        return FittedParameter(
          name: "cancel_\(place + 1)", value: max(leastRate, pooled), logStandardError: nil,
          profile: PoissonProfile.interval(events: 0, exposure: exposure / size))
      }
      return rate("cancel_\(place + 1)", shares[place], exposure, events: events[place])
    }
  }

  /// A Poisson rate; the logarithm's standard error is 1 / sqrt(events).
  ///
  /// - Parameter amount: Of what is counted, events if nothing else; zero only without events.
  private static func rate(
    _ name: String, _ amount: Double, _ exposure: Double, events: Int
  ) -> FittedParameter {
    let perEvent = events > 0 ? amount / Double(events) : 1
    return FittedParameter(
      name: name, value: max(leastRate, exposure > 0 ? amount / exposure : 0),
      logStandardError: events > 0 ? 1 / Double(events).squareRoot() : nil,
      profile: PoissonProfile.interval(events: events, exposure: exposure / perEvent))
  }

  /// k and a of k i^-a over listed < i <= depth.
  private static func tail(
    _ distances: [Int], _ listed: Int, _ depth: Int, _ seconds: Double
  ) -> (FittedParameter, FittedParameter) {
    let logs = (listed + 1...depth).map { log(Double($0)) }
    guard distances.count >= 2 else {
      return (
        FittedParameter(name: "tail_scale", value: 0, profile: .open),
        FittedParameter(name: "tail_exponent", value: 1, profile: .open)
      )
    }
    let count = Double(distances.count)
    let low = flattened(
      exponent(distances, listed + 1...depth), logs, rate: count / (2 * seconds))
    let (sum, mean, variance) = moments(logs, low)
    let profiles = PowerTailProfile(distances, listed + 1...depth, exposure: 2 * seconds).intervals
    return (
      FittedParameter(
        name: "tail_scale", value: count / (2 * seconds) / sum,
        logStandardError: (1 / count + mean * mean / (count * max(variance, 1e-9))).squareRoot(),
        profile: profiles.scale),
      FittedParameter(
        name: "tail_exponent", value: low,
        logStandardError: low > 0 ? 1 / (low * (count * max(variance, 1e-9)).squareRoot()) : nil,
        profile: profiles.exponent)
    )
  }

  /// The steepest exponent, up to one, at which k i^-a makes a rate with a k that the agent admits:
  /// a tail so steep that it holds next to nothing beyond its first ticks has an enormous k.
  private static func flattened(_ exponent: Double, _ logs: [Double], rate: Double) -> Double {
    func isAdmitted(_ exponent: Double) -> Bool {
      rate / moments(logs, exponent).sum <= largestScale
    }
    guard !isAdmitted(exponent) else { return exponent }
    var (low, high) = (0.0, exponent)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if isAdmitted(middle) { low = middle } else { high = middle }
    }
    return low
  }

  private static let largestScale = 999_000.0

  /// The exponent a at which i^-a has the mean logarithm of distances that lie in a range: the
  /// likeliest one, 0 at least.
  static func exponent(_ distances: [Int], _ range: ClosedRange<Int>) -> Double {
    guard !distances.isEmpty else { return 1 }
    let logs = range.map { log(Double($0)) }
    let mean = distances.reduce(0) { $0 + log(Double($1)) } / Double(distances.count)
    var (low, high) = (0.0, 10.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if moments(logs, middle).mean > mean { low = middle } else { high = middle }
    }
    return low
  }

  /// Sum of i^-a, and mean and variance of log i under it.
  private static func moments(
    _ logs: [Double], _ exponent: Double
  ) -> (sum: Double, mean: Double, variance: Double) {
    var (sum, first, second) = (0.0, 0.0, 0.0)
    for value in logs {
      let weight = exp(-exponent * value)
      sum += weight
      first += weight * value
      second += weight * value * value
    }
    return (sum, first / sum, second / sum - first * first / sum / sum)
  }

  var parameters: [FittedParameter] {
    arrivals + cancels + [market, tailScale, tailExponent]
  }

  /// Rates have independent information, 1 / s^2 of each logarithm.
  var directions: FittedDirections {
    FittedDirections(
      singularValues: parameters.map { $0.logStandardError.map { 1 / max($0, 1e-9) } ?? 0 })
  }
}

/// The rates of the Santa Fe model from the same counts.
struct SantaFeFit: Sendable {
  /// Departures of an order per market order of both sides.
  let epsilon: Double
  /// Market orders of both sides per second.
  let market: Double
  /// Ticks within which one limit order of a side comes for each market order.
  let scale: Int64
  /// Ticks within which limit orders come: nine tenths of them.
  let width: Int64
  let size: Double

  init(_ sample: FlowSample) {
    size = max(1, sample.meanAddSize)
    let adds = sample.placed.filter { $0.kind == .add && $0.fromOpposite >= 1 }
      .map(\.fromOpposite).sorted()
    width = adds.isEmpty ? 1 : max(1, adds[Int(0.9 * Double(adds.count))])
    market = max(
      1e-4, Double(sample.taken.reduce(0) { $0 + $1.size }) / size / max(1, sample.seconds))
    let perTick = Double(adds.count) * 0.9 / (2 * max(1, sample.seconds) * Double(width))
    scale = max(1, Int64((market / max(perTick, 1e-9)).rounded()))
    let cancelled = sample.placed.filter { $0.kind == .cancel && $0.isShown }
      .reduce(0) { $0 + $1.size }
    let exposed = sample.exposure.reduce(0, +)
    epsilon = min(1_000, max(0.001, Double(cancelled) / max(exposed, 1) / market))
  }
}
