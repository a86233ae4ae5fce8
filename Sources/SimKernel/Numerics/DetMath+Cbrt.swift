extension DetMath {
  /// The cube root.
  ///
  /// The exponent is divided by three in integers (Kahan 1991), a quartic refines the guess to 23
  /// bits, and one Newton step from a rounded guess ends it (FreeBSD's msun, Evans 1993).
  ///
  /// - Returns: Error under 0.7 ulp.
  public static func cbrt(_ x: Double) -> Double {
    guard x != 0, x.magnitude < .infinity else { return x.isNaN ? .nan : x }
    guard x.magnitude >= 0x1p-1022 else { return cbrt(x * 0x1p54) * 0x1p-18 }
    let magnitude = x.magnitude
    let guess = Double(bitPattern: ((magnitude.bitPattern >> 32) / 3 + 715_094_163) << 32)
    let r = (guess * guess) * (guess / magnitude)
    let low = 0x1.e03e60f61e692p0 + r * (-0x1.e28e092f02420p0 + r * 0x1.9f1604a49d6c2p0)
    let high = (r * r) * r * (-0x1.844cbbee751d9p-1 + r * 0x1.2b000d4e4edd7p-3)
    let refined = guess * (low + high)
    // To 23 bits, so that the square is exact.
    let t = Double(bitPattern: (refined.bitPattern &+ 0x8000_0000) & 0xffff_ffff_c000_0000)
    let quotient = magnitude / (t * t)
    let root = t + t * ((quotient - t) / (t + t + quotient))
    return x < 0 ? -root : root
  }
}
