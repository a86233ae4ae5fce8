extension RandomStream {
  /// A Poisson variate.
  ///
  /// Below a mean of 10 by sequential inversion of one double word; from there on by transformed
  /// rejection with squeeze (Hörmann 1993, "The transformed rejection method for generating Poisson
  /// random variables", algorithm PTRS).
  ///
  /// - Precondition: 0 <= mean <= 2^31.
  /// - Complexity: O(mean) below 10, O(1) from there on: some 2.3 double words.
  public mutating func poisson(mean: Double) -> Int64 {
    precondition(mean >= 0 && mean <= 0x1p31, "a Poisson mean of \(mean)")
    return mean < 10 ? poissonByInversion(mean) : poissonByRejection(mean)
  }

  private mutating func poissonByInversion(_ mean: Double) -> Int64 {
    let atZero = DetMath.exp(-mean)
    while true {
      var left = uniform()
      var mass = atZero
      // The masses' rounded sum may fall short of 1; beyond 110 the true tail is below 1e-70.
      for count in 0..<110 as Range<Int64> {
        if left < mass { return count }
        left -= mass
        mass *= mean / Double(count + 1)
      }
    }
  }

  private mutating func poissonByRejection(_ mean: Double) -> Int64 {
    let logMean = DetMath.log(mean)
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniformOpen() - 0.5
      let v = uniformOpen()
      let distance = 0.5 - u.magnitude
      let k = ((2 * a / distance + b) * u + mean + 0.43).rounded(.down)
      if distance >= 0.07 && v <= squeeze { return Int64(k) }
      if k < 0 || (distance < 0.013 && v > distance) { continue }
      let logRatio = DetMath.log(v * inverseAlpha / (a / (distance * distance) + b))
      if logRatio <= k * logMean - mean - DetMath.logFactorial(k) { return Int64(k) }
    }
  }
}
