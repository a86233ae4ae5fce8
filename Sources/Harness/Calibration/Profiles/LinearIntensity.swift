import Foundation

/// The log-likelihood of events whose intensity is a sum of features with weights that are not
/// negative.
///
/// log L = sum over events of log(w x) - w c, with the features x of each event, shape [events,
/// weights], and their integrals c over the window, shape [weights]. It is concave in the weights,
/// so that with some of them held there is one maximum.
struct LinearIntensity: Sendable {
  let integrals: [Double]
  /// Event by event.
  private let features: [Double]

  var count: Int { integrals.count }

  /// Events over the integral of the first feature.
  var meanIntensity: Double { Double(features.count / count) / integrals[0] }

  /// - Precondition: `features.count` is a multiple of `integrals.count`.
  init(features: [Double], integrals: [Double]) {
    precondition(
      features.count % integrals.count == 0, "\(features.count) features, \(integrals.count)")
    self.features = features
    self.integrals = integrals
  }

  /// Minus infinity where an event has no intensity.
  ///
  /// - Complexity: O(events x weights).
  func value(_ weights: [Double]) -> Double {
    var sum = -zip(weights, integrals).map(*).reduce(0, +)
    forEachEvent(weights) { _, intensity in sum += intensity > 0 ? log(intensity) : -.infinity }
    return sum
  }

  /// Gradient, and minus the Hessian.
  ///
  /// - Complexity: O(events x weights^2).
  func derivatives(_ weights: [Double]) -> (gradient: [Double], information: SquareMatrix) {
    var gradient = integrals.map { -$0 }
    var entries = [Double](repeating: 0, count: count * count)
    var scaled = [Double](repeating: 0, count: count)
    forEachEvent(weights) { event, intensity in
      for place in 0..<count { scaled[place] = event[place] / intensity }
      for row in 0..<count {
        gradient[row] += scaled[row]
        addScaled(scaled, by: scaled[row], to: &entries, row: row)
      }
    }
    var information = SquareMatrix(count: count)
    for row in 0..<count {
      for column in 0..<count { information[row, column] = entries[row * count + column] }
    }
    return (gradient, information)
  }

  private func addScaled(
    _ scaled: [Double], by factor: Double, to entries: inout [Double], row: Int
  ) {
    guard factor != 0 else { return }
    entries.withUnsafeMutableBufferPointer { entries in
      scaled.withUnsafeBufferPointer { scaled in
        for column in 0..<count { entries[row * count + column] += factor * scaled[column] }
      }
    }
  }

  private func forEachEvent(
    _ weights: [Double], _ body: (UnsafeBufferPointer<Double>, Double) -> Void
  ) {
    features.withUnsafeBufferPointer { features in
      weights.withUnsafeBufferPointer { weights in
        for start in stride(from: 0, to: features.count, by: count) {
          let event = UnsafeBufferPointer(rebasing: features[start..<start + count])
          var intensity = 0.0
          for place in 0..<count { intensity += weights[place] * event[place] }
          body(event, intensity)
        }
      }
    }
  }
}

// MARK: - The maximum

extension LinearIntensity {
  struct Maximum: Sendable {
    var weights: [Double]
    var value: Double
  }

  private static let stepLimit = 200
  /// Of the log-likelihood: what a step may promise at the end.
  private static let promise = 1e-9

  /// The maximum over weights of 0 and more, one of them held where it is, if one is named.
  ///
  /// Newton's method on those that are positive or want to be, projected to what is allowed
  /// (Bertsekas 1982, "Projected Newton methods for optimization problems with simple
  /// constraints"). Nil where 200 steps do not come to an end.
  ///
  /// - Precondition: at the start every event has an intensity.
  func maximum(from start: [Double], holding held: Int? = nil) -> Maximum? {
    var here = Maximum(weights: start, value: value(start))
    precondition(here.value > -.infinity, "an event without intensity at \(start)")
    for _ in 0..<Self.stepLimit {
      let (gradient, information) = derivatives(here.weights)
      let free = here.weights.indices.filter {
        $0 != held && (here.weights[$0] > 0 || gradient[$0] > 0)
      }
      guard !free.isEmpty else { return here }
      let change = direction(gradient, information, free)
      guard let next = step(from: here, along: change, gradient) else { return here }
      let gain = next.value - here.value
      here = next
      if gain < Self.promise { return here }
    }
    return nil
  }

  /// Newton's step on free weights, zero on others; with a little more on the diagonal where the
  /// features of free weights are not independent.
  private func direction(
    _ gradient: [Double], _ information: SquareMatrix, _ free: [Int]
  ) -> [Double] {
    var part = information.restricted(to: free)
    let slope = free.map { gradient[$0] }
    var damping = 1e-12
    while true {
      if let factor = CholeskyFactor(part) {
        var change = [Double](repeating: 0, count: count)
        for (place, value) in zip(free, factor.solve(slope)) { change[place] = value }
        return change
      }
      for place in free.indices {
        part[place, place] = part[place, place] * (1 + damping) + damping
      }
      damping *= 100
    }
  }

  /// The first point of 1, 1/2, 1/4 ... of the way, cut at zero, that gains a part of what the
  /// slope promises; nil where the slope promises nothing that numbers could tell.
  private func step(
    from here: Maximum, along change: [Double], _ gradient: [Double]
  ) -> Maximum? {
    var length = 1.0
    while length > 1e-10 {
      let weights = zip(here.weights, change).map { max(0, $0 + length * $1) }
      let moved = zip(zip(weights, here.weights).map(-), gradient).map(*).reduce(0, +)
      let found = value(weights)
      if moved > 0, found > here.value, found >= here.value + 1e-4 * moved {
        return Maximum(weights: weights, value: found)
      }
      length /= 2
    }
    return nil
  }
}
