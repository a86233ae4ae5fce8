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

  init(_ recording: MarketRecording, _ windows: [Range<Int64>]) {
    let parts = windows.map(recording.part)
    let facts = WindowFacts(parts.map(\.tape))
    names = ComparedFact.allCases.map(\.rawValue) + ["log_messages", "log_best_size"]
    let count = parts.reduce(0) { $0 + $1.tape.count }
    values =
      ComparedFact.allCases.map { facts.mean($0) ?? 0 }
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

  private static let draws = 500
  /// Of logarithms.
  private static let tolerance = 0.1

  /// A block is a window: windows apart by two others hardly depend on one another.
  init(_ recording: MarketRecording, _ windows: [Range<Int64>]) {
    moments = EcologyMoments(recording, windows)
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

  func distance(_ simulated: [Double]) -> Double {
    zip(zip(simulated, moments.values), errors).reduce(0) { total, pair in
      let deviation = (pair.0.0 - pair.0.1) / pair.1
      // A market that breaks down is far, but not so far that nothing else counts.
      return total + min(deviation * deviation, 400)
    }
  }
}

extension EcologyFit {
  /// How the search is made.
  struct Search: Sendable {
    var evaluations = 150
    var seeds: [UInt64] = [1]
    /// Windows of the recorded market, and of the simulated one, which has the same clock.
    var windows: [Range<Int64>]
    var view: MarketView
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
    (parameters, directions) = try EcologyFit.sensitivity(
      at: minimum.place, tuning, best, targets, progress, simulated)
  }

  /// Searches of the simplex, each of which begins with fresh steps where the last one ended: the
  /// sum is rough, and a simplex that has shrunk on a rough slope stays there.
  private static func search(
    from start: [Double], _ evaluations: Int, _ progress: @escaping (String) -> Void,
    _ function: @escaping ([Double]) throws -> Double
  ) throws -> SimplexSearch.Minimum {
    var best = SimplexSearch.Minimum(place: start, value: .infinity, evaluations: 0)
    for round in 0..<rounds {
      let before = best.evaluations
      let found = try SimplexSearch.minimum(
        from: best.place, steps: steps.map { $0 * (round % 2 == 0 ? 1 : -0.7) },
        evaluations: max(1, evaluations / rounds)
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

  private static let rounds = 4

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

  /// Intervals from J'WJ, J the moments' differences over a step of a quarter in each coordinate.
  private static func sensitivity(
    at place: [Double], _ tuning: EcologyModel.Tuning, _ best: [Double], _ targets: EcologyTargets,
    _ progress: (String) -> Void, _ simulated: ([Double]) throws -> [Double]
  ) throws -> ([FittedParameter], FittedDirections) {
    var columns: [[Double]] = []
    for index in place.indices {
      progress("sensitivity \(index + 1) of \(place.count)")
      var moved = place
      moved[index] += sensitivityStep
      let there = try simulated(moved)
      columns.append(
        there.indices.map { (there[$0] - best[$0]) / sensitivityStep / targets.errors[$0] })
    }
    var information = SquareMatrix(count: place.count)
    for row in place.indices {
      for column in place.indices {
        information[row, column] = zip(columns[row], columns[column]).map(*).reduce(0, +)
      }
    }
    let variances = CholeskyFactor(information)?.inverseDiagonal
    let parameters = place.indices.map { index in
      FittedParameter(
        name: EcologyModel.Tuning.names[index], value: tuning.values[index],
        logStandardError: variances.map { $0[index].squareRoot() })
    }
    return (parameters, FittedDirections(information: information))
  }

  private static let sensitivityStep = 0.25
}
