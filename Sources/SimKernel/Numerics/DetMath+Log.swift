extension DetMath {
  /// The natural logarithm.
  ///
  /// x = 2^k (1 + f) with sqrt(1/2) < 1 + f < sqrt(2); s = f / (2 + f);
  /// log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)) with fdlibm's polynomial R of degree 14 in s.
  ///
  /// - Returns: -infinity at 0, NaN below 0. Error under 1 ulp.
  @inlinable public static func log(_ x: Double) -> Double {
    var bits = x.bitPattern
    var k = 0
    if bits &- 0x0010_0000_0000_0000 >= 0x7fe0_0000_0000_0000 {
      guard x > 0 else { return x == 0 ? -.infinity : .nan }
      guard x < .infinity else { return x }
      bits = (x * 0x1p54).bitPattern
      k = -54
    }
    // Adding the distance from sqrt(1/2) to 1 puts the mantissa's break at sqrt(1/2).
    bits &+= 0x0009_5f62_0000_0000
    k &+= Int(truncatingIfNeeded: bits >> 52) &- 1023
    bits = (bits & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_0000_0000
    let f = Double(bitPattern: bits) - 1
    let halfSquare = 0.5 * f * f
    let s = f / (2 + f)
    let remainder = logRemainder(s)
    let exponent = Double(k)
    return s * (halfSquare + remainder) + exponent * ln2Low - halfSquare + f + exponent * ln2High
  }

  /// log(1 + f) - f + f^2/2 less s f^2/2, over s, where s = f / (2 + f).
  @inlinable static func logRemainder(_ s: Double) -> Double {
    let z = s * s
    let w = z * z
    let even = w * (0x1.999999997fa04p-2 + w * (0x1.c71c51d8e78afp-3 + w * 0x1.39a09d078c69fp-3))
    let odd =
      z
      * (0x1.5555555555593p-1
        + w * (0x1.2492494229359p-2 + w * (0x1.7466496cb03dep-3 + w * 0x1.2f112df3e5244p-3)))
    return even + odd
  }

  /// log(1 + x), accurate also for small x.
  ///
  /// - Returns: -infinity at -1, NaN below. Error under 1 ulp.
  @inlinable public static func log1p(_ x: Double) -> Double {
    guard x > -1 else { return x == -1 ? -.infinity : .nan }
    guard x < .infinity else { return x }
    if x > -0x1p-53 && x < 0x1p-53 { return x }
    var f = x
    var correction = 0.0
    var exponent = 0.0
    if x <= -0.2928932188134524 || x >= 0.41421356237309503 {
      let sum = 1 + x
      let bits = sum.bitPattern &+ 0x0009_5f62_0000_0000
      let k = Int(truncatingIfNeeded: bits >> 52) &- 1023
      // What 1 + x lost to rounding, relative to it; beyond 2^54 nothing of it is seen.
      if k < 54 { correction = (k >= 2 ? 1 - (sum - x) : x - (sum - 1)) / sum }
      f = Double(bitPattern: (bits & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_0000_0000) - 1
      exponent = Double(k)
    }
    let halfSquare = 0.5 * f * f
    let s = f / (2 + f)
    let low = exponent * ln2Low + correction
    return s * (halfSquare + logRemainder(s)) + low - halfSquare + f + exponent * ln2High
  }
}
