/// The 64-bit generator of Steele, Lea and Flood 2014, for random tests.
///
/// "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 17.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number of the range, each as likely to within 2^-32 for ranges under 2^32.
  public mutating func integer(in range: ClosedRange<Int64>) -> Int64 {
    let count = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
    if count == 0 { return Int64(bitPattern: next()) }
    return range.lowerBound &+ Int64(bitPattern: next().multipliedFullWidth(by: count).high)
  }

  /// True in `percent` of 100 cases.
  public mutating func chance(percent: Int64) -> Bool { integer(in: 0...99) < percent }

  public mutating func element<Element>(of choices: [Element]) -> Element {
    choices[Int(integer(in: 0...Int64(choices.count - 1)))]
  }
}
