extension RandomStream {
  /// An exponential variate of mean 1: -log u.
  ///
  /// By inversion, so that it takes one double word and is monotone in it, which keeps branches
  /// with matched randomness close. Resolution 2^-52 near 0; at most 36.7.
  @inlinable public mutating func exponential() -> Double { -DetMath.log(uniformOpen()) }

  /// - Precondition: mean >= 0.
  @inlinable public mutating func exponential(mean: Double) -> Double {
    precondition(mean >= 0, "an exponential mean of \(mean)")
    return mean * exponential()
  }

  /// A Weibull variate: scale E^(1/shape), E exponential of mean 1.
  ///
  /// - Precondition: shape > 0, scale >= 0. A shape near 0 overflows to infinity.
  public mutating func weibull(shape: Double, scale: Double) -> Double {
    precondition(shape > 0 && scale >= 0, "a Weibull shape of \(shape), scale of \(scale)")
    return scale * DetMath.exp(DetMath.log(exponential()) / shape)
  }

  /// A Pareto variate: scale exp(E / shape), E exponential of mean 1.
  ///
  /// P(X > x) = (scale / x)^shape for x >= scale.
  ///
  /// - Precondition: shape > 0, scale >= 0. A shape near 0 overflows to infinity.
  public mutating func pareto(shape: Double, scale: Double) -> Double {
    precondition(shape > 0 && scale >= 0, "a Pareto shape of \(shape), scale of \(scale)")
    return scale * DetMath.exp(exponential() / shape)
  }
}
