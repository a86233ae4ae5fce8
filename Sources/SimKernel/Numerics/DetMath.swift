/// Elementary functions whose bits are the same on every machine.
///
/// Only IEEE 754 additions, subtractions, multiplications, divisions and square roots, in the order
/// written, none fused: unlike the C library's, the results do not depend on the instruction set or
/// on the library's release. The coefficients are the published ones of fdlibm (Sun Microsystems
/// 1993) unless a function names another source. Errors are stated in units in the last place (ulp)
/// of the result and are bounds that the tests hold against a 50-digit reference. A result that is
/// not a number is always the one canonical quiet NaN.
public enum DetMath {
  /// ln 2 cut to 32 bits, so that its product with an exponent is exact.
  @inlinable static var ln2High: Double { 0x1.62e42fee00000p-1 }
  /// ln 2 less `ln2High`.
  @inlinable static var ln2Low: Double { 0x1.a39ef35793c76p-33 }

  /// 2^exponent.
  ///
  /// - Precondition: -1022 <= exponent <= 1023.
  @inlinable static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(bitPattern: Int64(exponent &+ 1023)) << 52)
  }

  /// x 2^exponent, rounded once; x is normal and 2^-1 <= |x| < 2^2.
  @inlinable static func scaled(_ x: Double, exponent: Int) -> Double {
    if exponent > 1022 { return x * powerOfTwo(exponent &- 1) * 2 }
    if exponent >= -1021 { return x * powerOfTwo(exponent) }
    if exponent < -1080 { return x * 0x1p-1022 * 0x1p-1022 }
    return x * powerOfTwo(exponent &+ 100) * 0x1p-100
  }

  /// The nearest integer, halves to even.
  ///
  /// - Precondition: |x| < 2^51.
  @inlinable static func nearestInteger(_ x: Double) -> Double {
    // The sum has no room for a fraction, so the addition itself rounds.
    (x + 0x1.8p52) - 0x1.8p52
  }

  /// x with its low 32 bits cleared: the product of two such is exact to 42 bits.
  @inlinable static func highHalf(_ x: Double) -> Double {
    Double(bitPattern: x.bitPattern & 0xffff_ffff_0000_0000)
  }
}
