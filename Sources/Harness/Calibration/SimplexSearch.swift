import CGSL

/// The minimum of a function of several numbers, by GSL's simplex of Nelder and Mead.
enum SimplexSearch {
  struct Minimum {
    var place: [Double]
    var value: Double
    var evaluations: Int
  }

  /// In place of a value that is no number, or that could not be had: GSL ends the process where it
  /// meets an infinity.
  private static let worst = 1e100

  private final class Objective {
    let function: ([Double]) throws -> Double
    let most: Int
    var failure: (any Error)?
    var evaluations = 0
    var best: (place: [Double], value: Double)?

    init(most: Int, _ function: @escaping ([Double]) throws -> Double) {
      self.most = most
      self.function = function
    }

    func value(_ place: [Double]) -> Double {
      guard failure == nil, evaluations < most else { return SimplexSearch.worst }
      do {
        evaluations += 1
        let value = try function(place)
        if value < (best?.value ?? .infinity) { best = (place, value) }
        return value.isFinite ? value : SimplexSearch.worst
      } catch {
        failure = error
        return SimplexSearch.worst
      }
    }
  }

  /// Searches from a start until the simplex is smaller than a thousandth of the steps.
  ///
  /// - Parameters:
  ///   - evaluations: After which no step of the simplex begins. A step takes up to two more than
  ///     there are numbers.
  ///   - most: Evaluations after which the function is called no more, in a step neither.
  /// - Throws: What the function throws.
  /// - Precondition: most >= 1.
  static func minimum(
    from start: [Double], steps: [Double], evaluations: Int, most: Int,
    of function: @escaping ([Double]) throws -> Double
  ) throws -> Minimum {
    precondition(most >= 1, "\(most) evaluations")
    let objective = Objective(most: most, function)
    let count = start.count
    guard let place = gsl_vector_alloc(count), let step = gsl_vector_alloc(count),
      let minimiser = gsl_multimin_fminimizer_alloc(marketlab_gsl_simplex(), count)
    else { preconditionFailure("no memory for a simplex of \(count) numbers") }
    defer {
      gsl_vector_free(place)
      gsl_vector_free(step)
      gsl_multimin_fminimizer_free(minimiser)
    }
    for index in 0..<count {
      gsl_vector_set(place, index, start[index])
      gsl_vector_set(step, index, steps[index])
    }
    var target = gsl_multimin_function(
      f: { vector, context in
        let objective = Unmanaged<Objective>.fromOpaque(context!).takeUnretainedValue()
        return objective.value((0..<vector!.pointee.size).map { gsl_vector_get(vector, $0) })
      }, n: count, params: Unmanaged.passUnretained(objective).toOpaque())
    withExtendedLifetime(objective) {
      gsl_multimin_fminimizer_set(minimiser, &target, place, step)
      let least = (steps.map(\.magnitude).min() ?? 1) / 1_000
      while objective.evaluations < min(evaluations, most), objective.failure == nil {
        guard gsl_multimin_fminimizer_iterate(minimiser) == 0 else { break }
        if gsl_multimin_fminimizer_size(minimiser) < least { break }
      }
    }
    if let failure = objective.failure { throw failure }
    guard let best = objective.best else { preconditionFailure("no finite value at the start") }
    return Minimum(place: best.place, value: best.value, evaluations: objective.evaluations)
  }
}
