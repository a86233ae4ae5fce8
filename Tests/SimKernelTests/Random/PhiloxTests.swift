import SimKernel
import Testing

struct PhiloxTests {
  /// The vectors for philox4x32, 10 rounds, published with Random123 1.09 (tests/kat_vectors).
  static let known: [(counter: Philox.Block, key: UInt64, output: Philox.Block)] = [
    (
      Philox.Block(0, 0, 0, 0), 0,
      Philox.Block(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      Philox.Block(.max, .max, .max, .max), .max,
      Philox.Block(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      Philox.Block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), 0x299f_31d0_a409_3822,
      Philox.Block(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ]

  @Test(arguments: known.indices)
  func `a block equals the published known answer`(index: Int) {
    let vector = PhiloxTests.known[index]
    #expect(Philox.block(vector.counter, key: vector.key) == vector.output)
  }
}
