extension DetMath {
  /// log n!
  ///
  /// Stirling's series to 1/n^9 from 10 on, logarithms of the factorials below.
  ///
  /// - Parameter n: A whole number >= 0.
  /// - Returns: Error under 2e-14 plus 4 ulp.
  public static func logFactorial(_ n: Double) -> Double {
    if n < 10 { return log(smallFactorials[Int(n)]) }
    let inverse = 1 / n
    let square = inverse * inverse
    let series =
      1.0 / 12
      - square * (1.0 / 360 - square * (1.0 / 1_260 - square * (1.0 / 1_680 - square / 1_188)))
    let halfLogTwoPi = 0.9189385332046727
    return (n + 0.5) * log(n) - n + halfLogTwoPi + inverse * series
  }

  // Lazily initialised, immutable.
  private static let smallFactorials: [Double] = [1, 1, 2, 6, 24, 120, 720, 5_040, 40_320, 362_880]
}
