extension DetMath {
  /// e to the power x.
  ///
  /// x = k ln 2 + r, |r| <= ln 2 / 2; exp(r) = 1 + 2r / (R - r) with fdlibm's polynomial
  /// R(r^2) = r coth(r/2) of degree 10 in r.
  ///
  /// - Returns: infinity above 709.782..., 0 below -745.133.... Error under 1 ulp.
  @inlinable public static func exp(_ x: Double) -> Double {
    guard x <= 709.782712893384 else { return x.isNaN ? .nan : .infinity }
    guard x >= -745.1332191019412 else { return 0 }
    let k = nearestInteger(x * 0x1.71547652b82fep0)
    let high = x - k * ln2High
    let low = k * ln2Low
    return scaled(expReduced(high: high, low: low), exponent: Int(k))
  }

  /// exp(high - low).
  @inlinable static func expReduced(high: Double, low: Double) -> Double {
    let r = high - low
    let c = r - expRemainder(r * r)
    return 1 + (r * c / (2 - c) - low + high)
  }

  /// t P(t), where r - t P(t) = 2 (exp(r) - 1) / (exp(r) + 1) and t = r^2.
  @inlinable static func expRemainder(_ t: Double) -> Double {
    let w = t * t
    let low = 0x1.555555555553ep-3 + t * -0x1.6c16c16bebd93p-9
    let high = 0x1.1566aaf25de2cp-14 + t * -0x1.bbd41c5d26bf1p-20
    return t * (low + w * (high + w * 0x1.6376972bea4d0p-25))
  }

  /// exp(x) - 1, accurate also for small x.
  ///
  /// x = k ln 2 + r; with h = r/2 and fdlibm's rational form, expm1(r) = r - (r e - r^2/2) with a
  /// correction for the rounding of r.
  ///
  /// - Returns: -1 at -infinity, infinity above 709.782.... Error under 1 ulp.
  @inlinable public static func expm1(_ x: Double) -> Double {
    guard x <= 709.782712893384 else { return x.isNaN ? .nan : .infinity }
    guard x > -56 * 0.6931471805599453 else { return -1 }
    if x > -0x1p-54 && x < 0x1p-54 { return x }
    var k = 0.0
    var r = x
    var lost = 0.0
    if x > 0.34657359027997264 || x < -0.34657359027997264 {
      k = nearestInteger(x * 0x1.71547652b82fep0)
      let high = x - k * ln2High
      let low = k * ln2Low
      r = high - low
      lost = (high - r) - low
    }
    let half = 0.5 * r
    let halfSquare = r * half
    let remainder = expm1Remainder(halfSquare)
    let t = 3 - remainder * half
    let e = halfSquare * ((remainder - t) / (6 - r * t))
    if k == 0 { return r - (r * e - halfSquare) }
    return expm1Scaled(r, r * (e - lost) - lost - halfSquare, exponent: Int(k))
  }

  /// 2^k (1 + r - e) - 1, in the order that loses least.
  @inlinable static func expm1Scaled(_ r: Double, _ e: Double, exponent k: Int) -> Double {
    if k == -1 { return 0.5 * (r - e) - 0.5 }
    if k == 1 { return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e) }
    if k < 0 || k > 56 { return scaled(1 - (e - r), exponent: k) - 1 }
    let power = powerOfTwo(k)
    let inverse = powerOfTwo(-k)
    if k < 20 { return ((1 - inverse) - (e - r)) * power }
    return (r - (e + inverse) + 1) * power
  }

  /// 1 + Q1 h + ... + Q5 h^5.
  @inlinable static func expm1Remainder(_ h: Double) -> Double {
    let square = h * h
    let low = 1 + h * -0x1.11111111110f4p-5
    let middle = 0x1.a01a019fe5585p-10 + h * -0x1.4ce199eaadbb7p-14
    let high = 0x1.0cfca86e65239p-18 + h * -0x1.afdb76e09c32dp-23
    return low + square * (middle + square * high)
  }

  /// The hyperbolic tangent.
  ///
  /// - Returns: Error under 2.5 ulp.
  @inlinable public static func tanh(_ x: Double) -> Double {
    guard !x.isNaN else { return .nan }
    let magnitude = x.magnitude
    if magnitude < 0x1p-28 { return x }
    let result: Double
    if magnitude >= 22 {
      result = 1
    } else if magnitude >= 0.5493061443340549 {
      result = 1 - 2 / (expm1(2 * magnitude) + 2)
    } else if magnitude > 0.25541281188299536 {
      let t = expm1(2 * magnitude)
      result = t / (t + 2)
    } else {
      let t = expm1(-2 * magnitude)
      result = -t / (t + 2)
    }
    return x < 0 ? -result : result
  }

  /// The logistic function 1 / (1 + exp(-x)).
  ///
  /// - Returns: Error under 2.5 ulp.
  @inlinable public static func sigmoid(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    // Not 1 / (1 + exp(-x)), which overflows before the result underflows.
    let e = exp(x)
    return e / (1 + e)
  }
}
