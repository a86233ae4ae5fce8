import Agents
import Foundation

/// A self-exciting order flow that treats both sides alike, fitted to events by maximum likelihood.
///
/// With decays given, the logarithm of the likelihood is concave in baselines and branching ratios,
/// and the iteration of expectation and maximisation (Veen and Schoenberg 2008, "Estimation of
/// space-time branching process models in seismology using an EM-type algorithm") climbs to its one
/// maximum; of several ladders of decays the likeliest is taken. Kinds that are excited fall apart
/// and are fitted one by one.
struct FlowHawkesFit: Sendable {
  /// One excited kind.
  struct Target: Sendable {
    /// The baseline per second and side, then for each decay the ratios of adds, cancels and trades
    /// of its own side, then of the other.
    var parameters: [FittedParameter]
    var logLikelihood: Double
    var directions: FittedDirections
  }

  /// Per second.
  let decays: [Double]
  /// By `FlowKind`.
  let targets: [Target]
  /// Recorded events of each kind per second and side.
  let rates: [Double]

  var logLikelihood: Double { targets.reduce(0) { $0 + $1.logLikelihood } }

  private static let ladders: [[Double]] = [
    [0.05, 1, 30, 1_000], [0.1, 3, 100, 3_000], [0.2, 5, 60, 600], [0.3, 10, 300, 6_000],
  ]

  init(_ sample: FlowSample, iterations: Int = 400) {
    let trials = FlowHawkesFit.ladders.map { FlowHawkesFit(sample, $0, iterations: 60) }
    let best = trials.max { $0.logLikelihood < $1.logLikelihood }!
    self.init(sample, best.decays, iterations: iterations)
  }

  init(decays: [Double], targets: [Target], rates: [Double]) {
    self.decays = decays
    self.targets = targets
    self.rates = rates
  }

  init(_ sample: FlowSample, _ decays: [Double], iterations: Int) {
    self.decays = decays
    let features = FlowFeatures(sample, decays: decays)
    targets = FlowKind.allCases.map { features.fit($0, decays, iterations: iterations) }
    rates = FlowKind.allCases.map { kind in
      Double(sample.types.count { FlowType(index: $0).kind == kind }) / sample.seconds / 2
    }
  }

  /// Baselines per second and side: adds, cancels, trades.
  var baselines: [Double] { targets.map { $0.parameters[0].value } }

  /// As `HawkesKernels.init(symmetricFlow:decays:ratios:)` takes them.
  var ratios: [[Double]] { targets.map { $0.parameters.dropFirst().map(\.value) } }

  /// Of all kinds, with the kind before each name.
  var parameters: [FittedParameter] {
    zip(FlowKind.allCases, targets).flatMap { kind, target in
      target.parameters.map { parameter in
        var named = parameter
        named.name = "\(kind)_\(parameter.name)"
        return named
      }
    }
  }
}

/// How excited each event found the flow, by what came before.
struct FlowFeatures {
  /// Per event: sums of exp(-decay x age) over earlier events of its own side's kinds, then of the
  /// other side's, for each decay.
  private let sums: [Double]
  private let kinds: [FlowKind]
  /// Expected answers to one event of a kind while the sample lasts, in units of the ratio.
  private let answered: [Double]
  private let seconds: Double
  private let width: Int

  init(_ sample: FlowSample, decays: [Double]) {
    width = 6 * decays.count
    seconds = sample.seconds
    kinds = sample.types.map { FlowType(index: $0).kind }
    var state = [Double](repeating: 0, count: 6 * decays.count)
    var sums: [Double] = []
    sums.reserveCapacity(sample.times.count * width)
    var last = 0.0
    for (time, type) in zip(sample.times, sample.types) {
      for place in state.indices { state[place] *= exp(-decays[place / 6] * (time - last)) }
      last = time
      let own = FlowType(index: type).side == .buy ? 0 : 3
      for decay in decays.indices {
        for source in 0..<6 { sums.append(state[6 * decay + (source + own) % 6]) }
      }
      for decay in decays.indices { state[6 * decay + type] += 1 }
    }
    self.sums = sums
    answered = FlowFeatures.answered(sample, decays)
  }

  private static func answered(_ sample: FlowSample, _ decays: [Double]) -> [Double] {
    var answered = [Double](repeating: 0, count: 6 * decays.count)
    for (time, type) in zip(sample.times, sample.types) {
      let kind = FlowType(index: type).kind.rawValue
      for (place, decay) in decays.enumerated() {
        let share = -expm1(-decay * (sample.seconds - time))
        answered[6 * place + kind] += share
        answered[6 * place + 3 + kind] += share
      }
    }
    return answered
  }

  /// The intensity of a kind, linear in its baseline and its ratios.
  func intensity(of kind: FlowKind, _ decays: [Double]) -> LinearIntensity {
    var features: [Double] = []
    for row in kinds.indices where kinds[row] == kind {
      features.append(1)
      for place in 0..<width { features.append(sums[row * width + place] * decays[place / 6]) }
    }
    return LinearIntensity(features: features, integrals: [2 * seconds] + answered)
  }

  func fit(_ kind: FlowKind, _ decays: [Double], iterations: Int) -> FlowHawkesFit.Target {
    let rows = kinds.indices.filter { kinds[$0] == kind }
    var baseline = Double(max(1, rows.count)) / seconds / 4
    var ratios = [Double](repeating: 0.5 / Double(width), count: width)
    var likelihood = 0.0
    for _ in 0..<iterations {
      likelihood = climb(rows, decays, &baseline, &ratios)
    }
    let information = information(rows, decays, baseline, ratios)
    return target(baseline, ratios, likelihood, information)
  }

  /// One step; the likelihood before it.
  private func climb(
    _ rows: [Int], _ decays: [Double], _ baseline: inout Double, _ ratios: inout [Double]
  ) -> Double {
    var gains = [Double](repeating: 0, count: width)
    var baselineGain = 0.0
    var likelihood = -2 * seconds * baseline
    let weights = ratios.indices.map { ratios[$0] * decays[$0 / 6] }
    for place in ratios.indices { likelihood -= ratios[place] * answered[place] }
    for row in rows {
      let start = row * width
      var intensity = baseline
      for place in 0..<width { intensity += weights[place] * sums[start + place] }
      let inverse = 1 / intensity
      baselineGain += inverse
      for place in 0..<width { gains[place] += sums[start + place] * inverse }
      likelihood += log(intensity)
    }
    for place in ratios.indices where answered[place] > 0 {
      ratios[place] *= gains[place] * decays[place / 6] / answered[place]
    }
    baseline *= baselineGain / (2 * seconds)
    return likelihood
  }

  /// Of the logarithms of the parameters, observed.
  private func information(
    _ rows: [Int], _ decays: [Double], _ baseline: Double, _ ratios: [Double]
  ) -> SquareMatrix {
    var matrix = SquareMatrix(count: width + 1)
    var shares = [Double](repeating: 0, count: width + 1)
    for row in rows {
      var intensity = baseline
      shares[0] = baseline
      for place in 0..<width {
        shares[place + 1] = ratios[place] * decays[place / 6] * sums[row * width + place]
        intensity += shares[place + 1]
      }
      let inverse = 1 / intensity
      for place in shares.indices { shares[place] *= inverse }
      for left in shares.indices where shares[left] > 0 {
        for right in left..<shares.count { matrix[left, right] += shares[left] * shares[right] }
      }
    }
    for left in shares.indices {
      for right in 0..<left { matrix[left, right] = matrix[right, left] }
    }
    return matrix
  }

  private func target(
    _ baseline: Double, _ ratios: [Double], _ likelihood: Double, _ information: SquareMatrix
  ) -> FlowHawkesFit.Target {
    let values = [baseline] + ratios
    // A ratio that runs to zero leaves no trace in the likelihood.
    let inside = values.indices.filter { information[$0, $0] > 1 }
    var errors = [Double?](repeating: nil, count: values.count)
    let restricted = information.restricted(to: inside)
    if let factor = CholeskyFactor(restricted) {
      for (place, variance) in zip(inside, factor.inverseDiagonal) {
        errors[place] = variance.squareRoot()
      }
    }
    let names =
      ["baseline"]
      + (0..<width).map { place in
        let side = place % 6 < 3 ? "own" : "other"
        return "after_\(side)_\(FlowKind.allCases[place % 3])_decay_\(place / 6 + 1)"
      }
    return FlowHawkesFit.Target(
      parameters: values.indices.map {
        FittedParameter(name: names[$0], value: values[$0], logStandardError: errors[$0])
      }, logLikelihood: likelihood, directions: FittedDirections(information: information))
  }
}
