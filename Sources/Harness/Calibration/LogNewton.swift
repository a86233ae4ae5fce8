import Foundation

/// Maximises a function of positive parameters by Newton's method on their logarithms.
enum LogNewton {
  struct Maximum {
    var parameters: [Double]
    var value: Double
    /// From the observed information; nil for parameters that ran to zero.
    var logStandardErrors: [Double?]
  }

  private static let stepLimit = 200

  /// The maximum uphill from a start; nil where no maximum is reached in 200 steps.
  ///
  /// Steps solve (-H + k 1) d = g in the logarithms, with k raised from 0 until the matrix is
  /// positive definite and the step goes uphill, and are cut where a parameter would change more
  /// than e^2-fold. It ends where a step promises less than 1e-10 of the function.
  static func maximum(
    from start: [Double], of function: ([Double]) -> SecondOrder
  ) -> Maximum? {
    var parameters = start
    var here = function(start)
    for _ in 0..<stepLimit {
      let (gradient, hessian) = inLogarithms(here, parameters)
      guard let next = step(from: parameters, here.value, gradient, hessian, function) else {
        return result(parameters, here)
      }
      parameters = next.parameters
      here = next.order
      if next.promise < 1e-10 { return result(parameters, here) }
    }
    return nil
  }

  /// Gradient and minus the Hessian by the logarithms.
  private static func inLogarithms(
    _ order: SecondOrder, _ parameters: [Double]
  ) -> ([Double], SquareMatrix) {
    let gradient = zip(order.gradient, parameters).map(*)
    var information = SquareMatrix(count: parameters.count)
    for row in parameters.indices {
      for column in parameters.indices {
        information[row, column] =
          -order.hessian[row, column] * parameters[row] * parameters[column]
      }
      information[row, row] -= gradient[row]
    }
    return (gradient, information)
  }

  /// The next point, with what the quadratic model promised; nil where no step goes uphill.
  private static func step(
    from parameters: [Double], _ value: Double, _ gradient: [Double], _ information: SquareMatrix,
    _ function: ([Double]) -> SecondOrder
  ) -> (parameters: [Double], order: SecondOrder, promise: Double)? {
    let scale = parameters.indices.reduce(1e-8) { max($0, information[$1, $1].magnitude) }
    var damping = 0.0
    while damping < 1e8 * scale {
      if let change = change(gradient, information, damping) {
        let next = zip(parameters, change).map { $0 * exp($1) }
        let order = function(next)
        if order.value >= value {
          return (next, order, zip(gradient, change).map(*).reduce(0, +))
        }
      }
      damping = damping == 0 ? 1e-6 * scale : damping * 10
    }
    return nil
  }

  private static func change(
    _ gradient: [Double], _ information: SquareMatrix, _ damping: Double
  ) -> [Double]? {
    var damped = information
    for place in gradient.indices { damped[place, place] += damping }
    guard let factor = CholeskyFactor(damped) else { return nil }
    let change = factor.solve(gradient)
    let largest = change.reduce(0) { max($0, $1.magnitude) }
    return largest > 2 ? change.map { $0 * 2 / largest } : change
  }

  private static func result(_ parameters: [Double], _ order: SecondOrder) -> Maximum {
    let (_, information) = inLogarithms(order, parameters)
    // A parameter that runs to zero leaves no trace in the function: nor in its information.
    let inside = parameters.indices.filter { information[$0, $0] > 1e-4 }
    var errors = [Double?](repeating: nil, count: parameters.count)
    if let factor = CholeskyFactor(information.restricted(to: inside)) {
      for (place, variance) in zip(inside, factor.inverseDiagonal) {
        errors[place] = variance.squareRoot()
      }
    }
    return Maximum(parameters: parameters, value: order.value, logStandardErrors: errors)
  }
}
