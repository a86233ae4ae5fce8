extension DetMath {
  /// x to the power y.
  ///
  /// The logarithm to base 2 is carried in two doubles, some 68 bits, multiplied by y and raised
  /// again (fdlibm's method).
  ///
  /// - Returns: The special values of IEEE 754-2019's `pow`; among them 1 for y = 0 or x = 1, and
  ///   NaN for x < 0 with y not an integer. Error under 1 ulp.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    guard !x.isNaN, !y.isNaN else { return .nan }
    let magnitude = x.magnitude
    let isOdd = isOddInteger(y)
    if magnitude == 0 || magnitude == .infinity {
      let result = (magnitude == 0) == (y > 0) ? 0 : Double.infinity
      return x.sign == .minus && isOdd ? -result : result
    }
    // From 2^53 on, and so at infinity, every number is an even integer.
    if x < 0 && y.magnitude < 0x1p53 && withoutFraction(y) != y { return .nan }
    if magnitude == 1 { return isOdd ? x : 1 }
    // 2^64 times the least logarithm there is, that of 1 - 2^-53, is beyond every exponent.
    if y.magnitude >= 0x1p64 { return (magnitude > 1) == (y > 0) ? .infinity : 0 }
    let result = exponential2(of: y, times: logarithm2(magnitude))
    return x < 0 && isOdd ? -result : result
  }

  private static func isOddInteger(_ y: Double) -> Bool {
    y.magnitude < 0x1p53 && withoutFraction(y) == y && Int64(y) & 1 == 1
  }

  /// y without its fraction, |y| < 2^53.
  private static func withoutFraction(_ y: Double) -> Double { Double(Int64(y)) }

  /// A number as a sum whose first part has its low 32 bits clear.
  private struct Pair {
    var high: Double
    var low: Double
  }

  /// log2(x) to some 68 bits, x > 0 and finite.
  private static func logarithm2(_ x: Double) -> Pair {
    let isSubnormal = x < 0x1p-1022
    let normal = isSubnormal ? x * 0x1p54 : x
    var exponent = Double(Int(normal.bitPattern >> 52) - (isSubnormal ? 1077 : 1023))
    var m = Double(bitPattern: normal.bitPattern & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000)
    // m in [sqrt(3)/2, sqrt(3)), near 1 or near 1.5.
    let isNearOneAndHalf = m >= 0x1.3988ep0 && m < 0x1.bb67ap0
    if m >= 0x1.bb67ap0 {
      m *= 0.5
      exponent += 1
    }
    let base = isNearOneAndHalf ? 1.5 : 1
    let baseLog = Pair(
      high: isNearOneAndHalf ? 0x1.2b8034p-1 : 0, low: isNearOneAndHalf ? 0x1.cfdeb43cfd006p-27 : 0)
    let p = scaledLogarithm(m, base: base)
    let high = 0x1.ec709ep-1 * p.high
    let low = -0x1.e2fe0145b01f5p-28 * p.high + p.low * 0x1.ec709dc3a03fdp-1 + baseLog.low
    let top = highHalf(((high + low) + baseLog.high) + exponent)
    return Pair(high: top, low: low - (((top - exponent) - baseLog.high) - high))
  }

  /// 3/2 log(m / base), in s = (m - base) / (m + base): 3 s + s^3 + ....
  private static func scaledLogarithm(_ m: Double, base: Double) -> Pair {
    let difference = m - base
    let inverse = 1 / (m + base)
    let s = difference * inverse
    let sHigh = highHalf(s)
    let sumHigh = highHalf(m + base)
    let sumLow = m - (sumHigh - base)
    let sLow = inverse * ((difference - sHigh * sumHigh) - sHigh * sumLow)
    let z = s * s
    let tail =
      0x1.3333333333303p-1
      + z
      * (0x1.b6db6db6fabffp-2
        + z
        * (0x1.55555518f264dp-2
          + z * (0x1.17460a91d4101p-2 + z * (0x1.d864a93c9db65p-3 + z * 0x1.a7e284a454eefp-3))))
    let r = z * z * tail + sLow * (sHigh + s)
    let squareHigh = sHigh * sHigh
    let tHigh = highHalf(3 + squareHigh + r)
    let tLow = r - ((tHigh - 3) - squareHigh)
    let u = sHigh * tHigh
    let v = sLow * tHigh + tLow * s
    let high = highHalf(u + v)
    return Pair(high: high, low: v - (high - u))
  }

  /// 2 to the power y (high + low).
  private static func exponential2(of y: Double, times logarithm: Pair) -> Double {
    let yHigh = highHalf(y)
    let low = (y - yHigh) * logarithm.high + y * logarithm.low
    let high = yHigh * logarithm.high
    let sum = low + high
    guard sum < 1025 else { return .infinity }
    guard sum > -1080 else { return 0 }
    let n = nearestInteger(sum)
    let fraction = high - n
    let t = highHalf(low + fraction)
    let u = t * 0x1.62e43p-1
    let v = (low - (t - fraction)) * 0x1.62e42fefa39efp-1 + t * -0x1.05c610ca86c39p-29
    let z = u + v
    let lost = v - (z - u)
    let c = z - expRemainder(z * z)
    let r = z * c / (c - 2) - (lost + z * lost)
    return scaled(1 - (r - z), exponent: Int(n))
  }
}
