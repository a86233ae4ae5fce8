extension DetMath {
  /// The natural logarithms of four numbers, bit for bit those of `log`.
  ///
  /// The same operations in the same order, on four numbers side by side.
  ///
  /// - Precondition: Each is finite, positive and at least 2^-1022; it is not looked at.
  @inline(__always)
  static func log(_ x: SIMD4<Double>) -> SIMD4<Double> {
    let bits = words(x) &+ SIMD4(repeating: 0x0009_5f62_0000_0000)
    let exponent = wholeNumbers(bits &>> SIMD4(repeating: 52)) - SIMD4(repeating: 1023)
    let mantissa = bits & SIMD4(repeating: 0x000f_ffff_ffff_ffff)
    let f = numbers(mantissa &+ SIMD4(repeating: 0x3fe6_a09e_0000_0000)) - SIMD4(repeating: 1)
    let halfSquare = SIMD4(repeating: 0.5) * f * f
    let s = f / (SIMD4(repeating: 2) + f)
    let low = exponent * SIMD4(repeating: ln2Low)
    let high = exponent * SIMD4(repeating: ln2High)
    return s * (halfSquare + logRemainder(s)) + low - halfSquare + f + high
  }

  @inline(__always)
  private static func logRemainder(_ s: SIMD4<Double>) -> SIMD4<Double> {
    let z = s * s
    let w = z * z
    var even = SIMD4(repeating: 0x1.c71c51d8e78afp-3) + w * SIMD4(repeating: 0x1.39a09d078c69fp-3)
    even = w * (SIMD4(repeating: 0x1.999999997fa04p-2) + w * even)
    var odd = SIMD4(repeating: 0x1.7466496cb03dep-3) + w * SIMD4(repeating: 0x1.2f112df3e5244p-3)
    odd = SIMD4(repeating: 0x1.2492494229359p-2) + w * odd
    odd = z * (SIMD4(repeating: 0x1.5555555555593p-1) + w * odd)
    return even + odd
  }

  /// Whole numbers below 2^52 as floating-point ones.
  ///
  /// Under the exponent of 2^52 they are mantissas of 2^52 plus themselves; the processors that we
  /// build for convert no vectors of 64 bits.
  @inline(__always)
  static func wholeNumbers(_ words: SIMD4<UInt64>) -> SIMD4<Double> {
    numbers(words | SIMD4(repeating: 0x4330_0000_0000_0000)) - SIMD4(repeating: 0x1p52)
  }

  /// The nearest whole numbers, halves to even, of numbers of a size below 2^51.
  @inline(__always)
  static func nearestIntegers(_ x: SIMD4<Double>) -> SIMD4<Int64> {
    let shift = 0x1.8p52
    let rounded = words(x + SIMD4(repeating: shift)) &- SIMD4(repeating: shift.bitPattern)
    return SIMD4<Int64>(truncatingIfNeeded: rounded)
  }

  @inline(__always)
  private static func words(_ x: SIMD4<Double>) -> SIMD4<UInt64> {
    unsafeBitCast(x, to: SIMD4<UInt64>.self)
  }

  @inline(__always)
  private static func numbers(_ words: SIMD4<UInt64>) -> SIMD4<Double> {
    unsafeBitCast(words, to: SIMD4<Double>.self)
  }
}
