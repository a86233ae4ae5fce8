import Foundation
import SimKernel

/// An ecology fitted by simulated moments with matched random numbers.
///
/// The moments are the twelve compared statistics, the logarithm of the number of messages and that
/// of the mean size at the best prices, all as means over the calibration windows of the recorded
/// and of the simulated market. What is minimised is the sum over moments of (simulated -
/// recorded)^2 / v, v the variance of the recorded mean under a block bootstrap of the windows
/// (McFadden 1989, "A method of simulated moments"; Franke and Westerhoff 2012). Every evaluation
/// uses the same seeds, so that the sum is a function of the parameters alone.
struct EcologyFit: Sendable {
  let model: EcologyModel
  let tuning: EcologyModel.Tuning
  /// The sum that was minimised, at the start and at the end.
  let startValue: Double
  let value: Double
  let evaluations: Int
  let parameters: [FittedParameter]
  let directions: FittedDirections
  let moments: [FittedMoment]
  /// Root mean square of the jumps of simulated moments about smooth curves, in units of the
  /// recorded moments' errors.
  let roughness: Double
  /// Nil where none was asked for.
  let profile: Profile?

  /// What the profiles came to.
  struct Profile: Hashable, Sendable {
    /// The smallest sum that was met; smaller than the search's where that had not come to its end.
    var lowest: Double
    var evaluations: Int
  }

  /// One moment, recorded and simulated.
  struct FittedMoment: Hashable, Sendable {
    var name: String
    var recorded: Double
    var simulated: Double
    /// Standard deviation of the recorded one.
    var error: Double
  }
}

/// What the search compares.
struct EcologyMoments: Sendable {
  let names: [String]
  let values: [Double]
  /// Whether the windows determine a moment; it counts as 0 where they do not.
  let isKnown: [Bool]

  init(_ recording: MarketRecording, _ windows: [Range<Int64>]) {
    let parts = windows.map(recording.part)
    let facts = WindowFacts(parts.map(\.tape))
    names = ComparedFact.allCases.map(\.rawValue) + ["log_messages", "log_best_size"]
    let count = parts.reduce(0) { $0 + $1.tape.count }
    let means = ComparedFact.allCases.map(facts.mean)
    isKnown = means.map { $0 != nil } + [true, true]
    values =
      means.map { $0 ?? 0 }
      + [log(Double(max(1, count))), log(EcologyMoments.bestSize(parts))]
  }

  /// Mean over messages of the sizes at the best prices, shares.
  private static func bestSize(_ parts: [MarketRecording]) -> Double {
    var (sum, count) = (1.0, 1.0)
    for quote in parts.flatMap(\.tape.quotes) where quote.isTwoSided {
      sum += Double(quote.askSize + quote.bidSize) / 2
      count += 1
    }
    return sum / count
  }
}

/// Recorded moments with their errors.
struct EcologyTargets: Sendable {
  let moments: EcologyMoments
  /// Standard deviations, each at least a little.
  let errors: [Double]
  /// Of the windows' values, and so of their means; shape [moments, moments].
  let correlations: SquareMatrix

  private static let draws = 500
  /// Of logarithms.
  private static let tolerance = 0.1

  /// A block is a window: windows apart by two others hardly depend on one another.
  init(_ recording: MarketRecording, _ windows: [Range<Int64>]) {
    moments = EcologyMoments(recording, windows)
    correlations = MomentCorrelations.of(windows.map { EcologyMoments(recording, [$0]) })
    let facts = WindowFacts(windows.map { recording.tape.part($0) })
    var stream = RandomStream(
      key: RunKey(seed: 1), stream: StreamID(name: "calibrate/windows", purpose: "bootstrap"))
    errors =
      ComparedFact.allCases.map { fact in
        stream.begin(decision: UInt32(ComparedFact.allCases.firstIndex(of: fact) ?? 0))
        return max(0.005, EcologyTargets.deviation(facts.series(fact), &stream))
      } + [EcologyTargets.tolerance, EcologyTargets.tolerance]
  }

  /// Of the mean of resampled windows.
  private static func deviation(_ values: [Double], _ stream: inout RandomStream) -> Double {
    guard values.count > 1 else { return values.first.map { abs($0) } ?? 1 }
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<draws {
      var mean = 0.0
      for _ in values { mean += values[Int(stream.uniform(below: UInt64(values.count)))] }
      mean /= Double(values.count)
      sum += mean
      squares += mean * mean
    }
    let mean = sum / Double(draws)
    return max(0, squares / Double(draws) - mean * mean).squareRoot()
  }

  func distance(_ simulated: [Double]) -> Double { EcologyTargets.sum(deviations(simulated)) }

  /// (Simulated - recorded) / error. A market that breaks down is far, but not so far that nothing
  /// else counts.
  func deviations(_ simulated: [Double]) -> [Double] {
    zip(zip(simulated, moments.values), errors).map { max(-20, min(20, ($0.0 - $0.1) / $1)) }
  }

  static func sum(_ deviations: [Double]) -> Double { deviations.reduce(0) { $0 + $1 * $1 } }
}

extension EcologyFit {
  /// How the search is made.
  struct Search: Sendable {
    var evaluations = 150
    var seeds: [UInt64] = [1]
    /// Windows of the recorded market, and of the simulated one, which has the same clock.
    var windows: [Range<Int64>]
    var view: MarketView
    /// Points to either side of the estimate in a profile; nil for no profiles.
    var profile: Int?
  }

  private static let steps = [0.5, 0.4, 0.5, 0.3, 0.6, 0.6, 0.3, 0.3, 0.2, 0.6]

  /// - Parameter progress: Told of each evaluation.
  init(
    _ model: EcologyModel, _ targets: EcologyTargets, _ search: Search,
    progress: @escaping (String) -> Void
  ) throws {
    self.model = model
    let start = model.start.coordinates
    func simulated(_ place: [Double]) throws -> [Double] {
      try EcologyFit.moments(model, EcologyModel.Tuning(coordinates: place), search)
    }
    startValue = targets.distance(try simulated(start))
    let minimum = try EcologyFit.search(from: start, search.evaluations, progress) { place in
      targets.distance(try simulated(place))
    }
    tuning = EcologyModel.Tuning(coordinates: minimum.place)
    value = minimum.value
    evaluations = minimum.evaluations
    let best = try simulated(minimum.place)
    moments = targets.moments.names.indices.map {
      FittedMoment(
        name: targets.moments.names[$0], recorded: targets.moments.values[$0], simulated: best[$0],
        error: targets.errors[$0])
    }
    func deviations(_ place: [Double]) throws -> [Double] {
      targets.deviations(try simulated(place))
    }
    let centre = targets.deviations(best)
    let sensitivity = try EcologyFit.sensitivity(
      at: minimum.place, centre, targets, seeds: search.seeds.count, progress, deviations)
    directions = FittedDirections(information: sensitivity.information)
    roughness = sensitivity.roughness
    var parameters = EcologyFit.parameters(tuning, sensitivity)
    profile = try search.profile.map { points in
      var profile = EcologyProfile(
        at: minimum.place, centre, sensitivity, points: points, deviations: deviations)
      for index in parameters.indices {
        parameters[index].profile = try profile.values(of: index) { step in
          progress("profile \(index + 1) of \(parameters.count), \(step)")
        }
      }
      return Profile(lowest: min(profile.lowest, minimum.value), evaluations: profile.evaluations)
    }
    self.parameters = parameters
  }

  private static func parameters(
    _ tuning: EcologyModel.Tuning, _ sensitivity: EcologySensitivity
  ) -> [FittedParameter] {
    let errors = sensitivity.standardErrors
    return tuning.values.indices.map { index in
      FittedParameter(
        name: EcologyModel.Tuning.names[index], value: tuning.values[index],
        logStandardError: errors?[index], isChance: EcologyModel.Tuning.chances.contains(index))
    }
  }

  /// Searches of the simplex, each of which begins with fresh steps where the last one ended: the
  /// sum is rough, and a simplex that has shrunk on a rough slope stays there.
  ///
  /// A round begins where enough evaluations are left to make a simplex and to move it.
  private static func search(
    from start: [Double], _ evaluations: Int, _ progress: @escaping (String) -> Void,
    _ function: @escaping ([Double]) throws -> Double
  ) throws -> SimplexSearch.Minimum {
    var best = SimplexSearch.Minimum(place: start, value: .infinity, evaluations: 0)
    let rounds = max(1, min(mostRounds, evaluations / (2 * leastEvaluations)))
    for round in 0..<rounds where best.evaluations < evaluations {
      let before = best.evaluations
      let found = try SimplexSearch.minimum(
        from: best.place, steps: steps.map { $0 * (round % 2 == 0 ? 1 : -0.7) },
        evaluations: evaluations / rounds, most: evaluations - before
      ) { place in
        let value = try function(place)
        progress("round \(round + 1) of \(rounds), after \(before) evaluations: \(value)")
        return value
      }
      best = SimplexSearch.Minimum(
        place: found.value < best.value ? found.place : best.place,
        value: min(found.value, best.value), evaluations: before + found.evaluations)
    }
    return best
  }

  private static let mostRounds = 4

  /// The corners of a simplex: the start and a step along each coordinate.
  static let leastEvaluations = steps.count + 1

  /// Mean over the seeds.
  private static func moments(
    _ model: EcologyModel, _ tuning: EcologyModel.Tuning, _ search: Search
  ) throws -> [Double] {
    let text = model.scenario(tuning).text()
    var sums: [Double] = []
    for seed in search.seeds {
      let setup = try RunSetup(text: text, name: "ecology", seed: seed)
      let market = try MarketRecording.simulating(setup, named: "ecology", search.view)
      let values = EcologyMoments(market, search.windows).values
      sums = sums.isEmpty ? values : zip(sums, values).map(+)
    }
    return sums.map { $0 / Double(search.seeds.count) }
  }

  /// From curves of the moments along each coordinate.
  private static func sensitivity(
    at place: [Double], _ centre: [Double], _ targets: EcologyTargets, seeds: Int,
    _ progress: (String) -> Void, _ deviations: ([Double]) throws -> [Double]
  ) throws -> EcologySensitivity {
    let curves = try place.indices.map { index in
      progress("sensitivity \(index + 1) of \(place.count)")
      let line = try sensitivityOffsets.map { offset in
        var moved = place
        moved[index] += offset
        return try deviations(moved)
      }
      return MomentCurve(offsets: [0] + sensitivityOffsets, deviations: [centre] + line)
    }
    return EcologySensitivity(curves, correlations: targets.correlations, seeds: seeds)
  }

  private static let sensitivityOffsets = [-1.0, -0.5, 0.5, 1]
}
