/// A 64-bit hash of everything that a run has journalled so far, in order.
///
/// Folded multiplications (the mum construction of Vladimir Makarov's mum-hash): the words of a
/// record are multiplied in independent pairs and the sum is folded into the state, about a
/// nanosecond a record. It finds differences between honest runs; it is no defence against forgery,
/// which is the work of the digest's SHA-256 over checkpoints.
struct RollingHash: Equatable, BitwiseCopyable {
  private(set) var value: UInt64 = 0x6D61_726B_6574_6C61

  @inline(__always)
  static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  @inline(__always)
  static func pair(_ left: UInt64, _ right: UInt64, _ index: UInt64) -> UInt64 {
    fold(
      left ^ (0xA076_1D64_78BD_642F &+ index &* 0x9E37_79B9_7F4A_7C16),
      right ^ (0xE703_7ED1_A0B4_28DB &+ index &* 0xC2B2_AE3D_27D4_EB50))
  }

  @inline(__always)
  mutating func absorb(_ sum: UInt64) {
    let turned = value << 23 | value >> 41
    value = RollingHash.fold(turned ^ sum, 0x8EBC_6AF0_9C88_C6E3) ^ sum
  }
}
