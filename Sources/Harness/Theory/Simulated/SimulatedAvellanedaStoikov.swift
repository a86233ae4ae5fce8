import SimKernel

/// The makers of Avellaneda and Stoikov, measured by drawing fills and moves as the paper does.
///
/// Fills are a law of the distance from the price and not of a book, so that no matching engine
/// takes part.
public struct SimulatedAvellanedaStoikov: Sendable {
  /// Moments of one maker at the horizon, in units of money and of the asset.
  public struct Moments: Hashable, Sendable {
    /// Mean over the steps; no chance is in it.
    public var spread: Double
    public var profitMean: SimulatedValue
    public var profitDeviation: SimulatedValue
    public var inventoryDeviation: SimulatedValue
  }

  public var inventory: Moments
  public var symmetric: Moments

  /// Plays each maker path by path.
  ///
  /// - Parameters:
  ///   - steps: Of horizon / steps each, at least 1.
  ///   - paths: For each maker, at least 100; the relative error of a deviation is about
  ///     1 / sqrt(2 paths).
  ///   - progress: Is told the part that is done, a hundred times for each maker.
  /// - Complexity: O(paths x steps).
  public static func run(
    _ model: AvellanedaStoikovModel, steps: Int, seed: UInt64, paths: Int,
    progress: (Double) -> Void = { _ in }
  ) -> SimulatedAvellanedaStoikov {
    precondition(steps >= 1 && paths >= 100, "\(paths) paths of \(steps) steps")
    let inventory = QuotedPaths(model, steps: steps, isSymmetric: false, seed: seed)
      .moments(paths) { progress($0 / 2) }
    let symmetric = QuotedPaths(model, steps: steps, isSymmetric: true, seed: seed)
      .moments(paths) { progress((1 + $0) / 2) }
    return SimulatedAvellanedaStoikov(inventory: inventory, symmetric: symmetric)
  }
}

/// The paths of one maker.
private struct QuotedPaths {
  private struct Step {
    /// Half of the total spread, money.
    var half: Double
    /// How far the middle of the quotes goes for a unit of inventory, money.
    var skew: Double
  }

  private let model: AvellanedaStoikovModel
  private let schedule: [Step]
  private let purpose: String
  private let seed: UInt64
  /// Money.
  private let move: Double

  init(_ model: AvellanedaStoikovModel, steps: Int, isSymmetric: Bool, seed: UInt64) {
    self.model = model
    self.seed = seed
    let gamma = model.gamma
    let free = gamma == 0 ? 2 / model.k : 2 / gamma * DetMath.log1p(gamma / model.k)
    schedule = (0..<steps).map { step in
      let left = model.horizon - Double(step) * model.dt
      let risk = gamma * model.sigma * model.sigma * left
      return Step(half: (risk + free) / 2, skew: isSymmetric ? 0 : risk)
    }
    purpose = "avellaneda stoikov \(isSymmetric ? "symmetric" : "inventory")"
    move = model.sigma * model.dt.squareRoot()
  }

  func moments(
    _ paths: Int, _ progress: (Double) -> Void
  ) -> SimulatedAvellanedaStoikov.Moments {
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "simulated theory", purpose: purpose))
    var profits: [Double] = []
    var inventories: [Double] = []
    for path in 1...paths {
      let end = walk(&stream)
      profits.append(end.profit)
      inventories.append(end.inventory)
      if path % (paths / 100) == 0 { progress(Double(path) / Double(paths)) }
    }
    let profit = SampleMoments(profits)
    return SimulatedAvellanedaStoikov.Moments(
      spread: schedule.reduce(0) { $0 + 2 * $1.half } / Double(schedule.count),
      profitMean: profit.mean, profitDeviation: profit.deviation,
      inventoryDeviation: SampleMoments(inventories).deviation)
  }

  private func walk(_ stream: inout RandomStream) -> (profit: Double, inventory: Double) {
    var profit = 0.0
    var inventory = 0.0
    for step in schedule {
      let ask = step.half - inventory * step.skew
      let bid = step.half + inventory * step.skew
      let asked = stream.uniform() < fillChance(ask)
      let bidden = stream.uniform() < fillChance(bid)
      if asked { (profit, inventory) = (profit + ask, inventory - 1) }
      if bidden { (profit, inventory) = (profit + bid, inventory + 1) }
      profit += inventory * (stream.uniform(below: 2) == 0 ? -move : move)
    }
    return (profit, inventory)
  }

  /// Beyond 1 a fill is certain.
  private func fillChance(_ distance: Double) -> Double {
    model.a * model.dt * DetMath.exp(-model.k * distance)
  }
}

/// Mean and standard deviation of independent numbers, with their standard errors.
private struct SampleMoments {
  let mean: SimulatedValue
  let deviation: SimulatedValue

  /// The error of the deviation is that of the variance, (m4 - s^4) / n, by the delta method.
  ///
  /// - Precondition: Two numbers at least.
  init(_ values: [Double]) {
    let count = Double(values.count)
    precondition(count >= 2, "a deviation of \(values.count) numbers")
    let mean = values.reduce(0, +) / count
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let variance = squares.reduce(0, +) / (count - 1)
    let deviation = variance.squareRoot()
    let spread = squares.reduce(0) { $0 + ($1 - variance) * ($1 - variance) } / count
    self.mean = SimulatedValue(value: mean, standardError: deviation / count.squareRoot())
    self.deviation = SimulatedValue(
      value: deviation,
      standardError: deviation > 0 ? (spread / count).squareRoot() / (2 * deviation) : 0)
  }
}
