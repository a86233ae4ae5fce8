extension RandomStream {
  /// How many of a number of trials succeed.
  ///
  /// Where fewer than 10 of the rarer outcome are expected, by sequential inversion of one double
  /// word; elsewhere by transformed rejection with squeeze (Hörmann 1993, "The generation of
  /// binomial random variates", algorithm BTRS).
  ///
  /// - Precondition: 0 <= trials <= 2^31, 0 <= chance <= 1.
  /// - Complexity: O(expected rarer outcomes) below 10, O(1) from there on.
  public mutating func binomial(trials: Int64, chance: Double) -> Int64 {
    precondition(trials >= 0 && trials <= 1 << 31, "\(trials) binomial trials")
    precondition(chance >= 0 && chance <= 1, "a binomial chance of \(chance)")
    if chance > 0.5 { return trials - binomialAtMostHalf(Double(trials), 1 - chance) }
    return binomialAtMostHalf(Double(trials), chance)
  }

  private mutating func binomialAtMostHalf(_ trials: Double, _ chance: Double) -> Int64 {
    trials * chance < 10
      ? binomialByInversion(trials, chance) : binomialByRejection(trials, chance)
  }

  private mutating func binomialByInversion(_ trials: Double, _ chance: Double) -> Int64 {
    let odds = chance / (1 - chance)
    let atZero = DetMath.exp(trials * DetMath.log1p(-chance))
    while true {
      var left = uniform()
      var mass = atZero
      var count = 0.0
      // The masses' rounded sum may fall short of 1; beyond 110 the true tail is below 1e-70.
      while count <= trials && count < 110 {
        if left < mass { return Int64(count) }
        left -= mass
        mass *= odds * (trials - count) / (count + 1)
        count += 1
      }
    }
  }

  private mutating func binomialByRejection(_ trials: Double, _ chance: Double) -> Int64 {
    let deviation = (trials * chance * (1 - chance)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * chance
    let center = trials * chance + 0.5
    let squeeze = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * deviation
    let logOdds = DetMath.log(chance / (1 - chance))
    let mode = ((trials + 1) * chance).rounded(.down)
    let atMode = DetMath.logFactorial(mode) + DetMath.logFactorial(trials - mode)
    while true {
      let u = uniformOpen() - 0.5
      let v = uniformOpen()
      let distance = 0.5 - u.magnitude
      let k = ((2 * a / distance + b) * u + center).rounded(.down)
      if k < 0 || k > trials { continue }
      if distance >= 0.07 && v <= squeeze { return Int64(k) }
      let logRatio = DetMath.log(v * alpha / (a / (distance * distance) + b))
      let logMass = atMode - DetMath.logFactorial(k) - DetMath.logFactorial(trials - k)
      if logRatio <= logMass + (k - mode) * logOdds { return Int64(k) }
    }
  }

  /// The number of trials up to and including the first success: 1, 2, ....
  ///
  /// By inversion of one double word: 1 + floor(E / -log(1 - chance)), E exponential of mean 1.
  ///
  /// - Precondition: 2^-40 <= chance <= 1.
  public mutating func geometric(chance: Double) -> Int64 {
    precondition(chance >= 0x1p-40 && chance <= 1, "a geometric chance of \(chance)")
    let waiting = exponential()
    return chance == 1 ? 1 : 1 + Int64(waiting / -DetMath.log1p(-chance))
  }
}
