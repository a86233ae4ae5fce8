import Foundation

/// Quantiles of Student's distribution.
enum StudentQuantile {
  /// The number that a variate exceeds with a chance.
  ///
  /// By bisection on the tail, which is I(x; n/2, 1/2) / 2 with x = n / (n + t^2), here as
  /// the integral of the density by Simpson's rule in the angle: t = sqrt(n) tan(a) makes the
  /// density proportional to cos(a)^(n-1), which is smooth. To 1e-12.
  ///
  /// - Precondition: 0 < chance < 1/2, degrees >= 1.
  static func upper(_ chance: Double, degrees: Int) -> Double {
    precondition(chance > 0 && chance < 0.5 && degrees >= 1, "\(chance), \(degrees) degrees")
    let whole = integral(from: -Double.pi / 2, degrees)
    var (low, high) = (0.0, Double.pi / 2)
    while high - low > 1e-14 {
      let middle = (low + high) / 2
      if integral(from: middle, degrees) / whole > chance { low = middle } else { high = middle }
    }
    return Double(degrees).squareRoot() * tan(low)
  }

  /// The integral of cos(a)^(degrees - 1) from an angle to a right one.
  private static func integral(from angle: Double, _ degrees: Int) -> Double {
    let steps = 400
    let width = (Double.pi / 2 - angle) / Double(steps)
    var sum = 0.0
    for step in 0...steps {
      let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
      sum += weight * pow(max(0, cos(angle + Double(step) * width)), Double(degrees - 1))
    }
    return sum * width / 3
  }
}
