/// A price as an unsigned key that grows away from the best price of its side.
///
/// With it every ladder is searched in one direction: the best level is the smallest key. A limit
/// of the other side reaches a level exactly when the level's key is at most the limit's key. Key
/// and price are one exclusive-or with a mask apart.
@frozen @usableFromInline struct PriceKey {
  /// The bits in which price and key differ. `highestFirst` says whether a higher price is better:
  /// bids, and sell stops, which trigger from the highest down.
  @inline(__always)
  static func mask(highestFirst: Bool) -> UInt32 {
    0x8000_0000 &- (highestFirst ? 1 : 0)
  }

  @inline(__always)
  static func key(_ ticks: Int32, highestFirst: Bool) -> UInt32 {
    UInt32(bitPattern: ticks) ^ mask(highestFirst: highestFirst)
  }

  @inline(__always)
  static func ticks(_ key: UInt32, highestFirst: Bool) -> Int32 {
    Int32(bitPattern: key ^ mask(highestFirst: highestFirst))
  }
}
