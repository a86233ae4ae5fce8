extension RandomStream {
  /// A variate on [0, 1] of the U-shaped density 12 (x - 1/2)^2, likeliest at both ends.
  ///
  /// By inversion of one double word.
  @inlinable public mutating func uQuadratic() -> Double {
    RandomStream.uQuadraticQuantile(uniformOpen())
  }

  /// The inverse of its distribution function: F^-1(y) = cbrt(y/4 - 1/8) + 1/2.
  ///
  /// - Parameter y: In 0...1.
  @inlinable public static func uQuadraticQuantile(_ y: Double) -> Double {
    DetMath.cbrt(y / 4 - 0.125) + 0.5
  }
}
