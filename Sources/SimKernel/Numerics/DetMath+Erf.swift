extension DetMath {
  /// The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.
  ///
  /// - Returns: Error under 1 ulp.
  public static func erf(_ x: Double) -> Double {
    guard !x.isNaN else { return .nan }
    let magnitude = x.magnitude
    // Scaled by 8 and back, because the product with a subnormal would round twice.
    if magnitude < 0x1p-28 { return 0.125 * (8 * x + 0x1.06eba8214db69p0 * x) }
    if magnitude < 0.84375 { return x + x * erfNearZero(x * x) }
    let result: Double
    if magnitude < 1.25 {
      result = erfAtOne + erfNearOne(magnitude - 1)
    } else {
      result = magnitude >= 6 ? 1 : 1 - erfcTail(magnitude)
    }
    return x < 0 ? -result : result
  }

  /// The complementary error function 1 - erf(x), accurate also where it is small.
  ///
  /// - Returns: Error under 3 ulp, from the two exponentials of the tail.
  public static func erfc(_ x: Double) -> Double {
    guard !x.isNaN else { return .nan }
    let magnitude = x.magnitude
    if magnitude < 0x1p-56 { return 1 - x }
    if magnitude < 0.84375 {
      let y = erfNearZero(x * x)
      return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y)
    }
    if magnitude < 1.25 {
      let difference = erfNearOne(magnitude - 1)
      return x < 0 ? 1 + (erfAtOne + difference) : (1 - erfAtOne) - difference
    }
    if x < 0 { return x < -6 ? 2 : 2 - erfcTail(magnitude) }
    return x < 28 ? erfcTail(x) : 0
  }

  /// erf(1) to 24 bits.
  private static var erfAtOne: Double { 0x1.b0ac16p-1 }

  /// erf(x) / x - 1 as a function of x^2, |x| < 0.84375.
  private static func erfNearZero(_ z: Double) -> Double {
    let p =
      1.28379167095512558561e-01
      + z
      * (-3.25042107247001499370e-01
        + z
        * (-2.84817495755985104766e-02
          + z * (-5.77027029648944159157e-03 + z * -2.37630166566501626084e-05)))
    let q =
      3.97917223959155352819e-01
      + z
      * (6.50222499887672944485e-02
        + z
        * (5.08130628187576562776e-03
          + z * (1.32494738004321644526e-04 + z * -3.96022827877536812320e-06)))
    return p / (1 + z * q)
  }

  /// erf(1 + s) - erfAtOne, -0.15625 <= s < 0.25.
  private static func erfNearOne(_ s: Double) -> Double {
    let pHigh =
      3.18346619901161753674e-01
      + s
      * (-1.10894694282396677476e-01
        + s * (3.54783043256182359371e-02 + s * -2.16637559486879084300e-03))
    let p =
      -2.36211856075265944077e-03
      + s * (4.14856118683748331666e-01 + s * (-3.72207876035701323847e-01 + s * pHigh))
    let qHigh =
      1.26171219808761642112e-01
      + s * (1.36370839120290507362e-02 + s * 1.19844998467991074170e-02)
    let q =
      1.06420880400844228286e-01
      + s * (5.40397917702171048937e-01 + s * (7.18286544141962662868e-02 + s * qHigh))
    return p / (1 + s * q)
  }

  /// erfc(x) = exp(-x^2 - 0.5625 + R(1/x^2)) / x, 1.25 <= x < 28.
  private static func erfcTail(_ x: Double) -> Double {
    let s = 1 / (x * x)
    let ratio = x < 1 / 0.35 ? erfcRatioNear(s) : erfcRatioFar(s)
    // x^2 = z^2 - (z - x)(z + x), where z^2 is exact.
    let z = highHalf(x)
    return exp(-z * z - 0.5625) * exp((z - x) * (z + x) + ratio) / x
  }

  private static func erfcRatioNear(_ s: Double) -> Double {
    let rHigh =
      -1.62396669462573470355e+02
      + s
      * (-1.84605092906711035994e+02
        + s * (-8.12874355063065934246e+01 + s * -9.81432934416914548592e+00))
    let r =
      -9.86494403484714822705e-03
      + s
      * (-6.93858572707181764372e-01
        + s * (-1.05586262253232909814e+01 + s * (-6.23753324503260060396e+01 + s * rHigh)))
    let qHigh =
      4.29008140027567833386e+02
      + s
      * (1.08635005541779435134e+02
        + s * (6.57024977031928170135e+00 + s * -6.04244152148580987438e-02))
    let q =
      1.96512716674392571292e+01
      + s
      * (1.37657754143519042600e+02
        + s * (4.34565877475229228821e+02 + s * (6.45387271733267880336e+02 + s * qHigh)))
    return r / (1 + s * q)
  }

  private static func erfcRatioFar(_ s: Double) -> Double {
    let rHigh =
      -6.37566443368389627722e+02
      + s * (-1.02509513161107724954e+03 + s * -4.83519191608651397019e+02)
    let r =
      -9.86494292470009928597e-03
      + s
      * (-7.99283237680523006574e-01
        + s * (-1.77579549177547519889e+01 + s * (-1.60636384855821916062e+02 + s * rHigh)))
    let qHigh =
      2.55305040643316442583e+03
      + s * (4.74528541206955367215e+02 + s * -2.24409524465858183362e+01)
    let q =
      3.03380607434824582924e+01
      + s
      * (3.25792512996573918826e+02
        + s * (1.53672958608443695994e+03 + s * (3.19985821950859553908e+03 + s * qHigh)))
    return r / (1 + s * q)
  }
}
