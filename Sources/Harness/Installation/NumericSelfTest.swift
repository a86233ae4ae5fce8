import SimKernel

/// Checks on this machine that the numbers which reach events are the published ones.
public enum NumericSelfTest {
  public struct Outcome: Sendable {
    public let name: String
    public let expected: String
    public let found: String
    public var isEqual: Bool { expected == found }
  }

  /// The known answers of Random123's `kat_vectors` for philox4x32-10.
  public static func run() -> [Outcome] {
    [
      philox(
        "Philox4x32-10, zeros", Philox.Block(0, 0, 0, 0), key: 0,
        is: "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
      philox(
        "Philox4x32-10, ones", Philox.Block(.max, .max, .max, .max), key: .max,
        is: "408f276d 41c83b0e a20bc7c6 6d5451fd"),
      philox(
        "Philox4x32-10, digits of pi",
        Philox.Block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
        key: 0x299f_31d0_a409_3822, is: "d16cfe09 94fdcceb 5001e420 24126ea1"),
    ]
  }

  private static func philox(
    _ name: String, _ counter: Philox.Block, key: UInt64, is expected: String
  ) -> Outcome {
    let block = Philox.block(counter, key: key)
    let words = [block.word0, block.word1, block.word2, block.word3]
    return Outcome(
      name: name, expected: expected,
      found: words.map { hexadecimal($0) }.joined(separator: " "))
  }

  private static func hexadecimal(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
