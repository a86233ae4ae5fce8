/// The price levels of one side in best-first order: a paged, sparse ladder over the whole price
/// range.
///
/// Levels sit in pages of 64 adjacent prices; a page's occupied prices are one word of bits, and
/// pages hang in a 64-ary tree over the remaining 26 bits of the key, whose nodes are words of bits
/// too. The next level is found by counting zeros, never by scanning prices, so a crash to one tick
/// and back costs a few words. Empty pages and nodes return to a free list: memory follows the
/// levels in use.
///
/// Keys are `PriceKey`s, so the best level is the one with the smallest key.
struct PriceLadder: ~Copyable {
  private let addressOnly = AddressOnly()
  /// Whether the highest price is the best one.
  let highestFirst: Bool
  /// `PriceKey.mask` of this ladder.
  private let keyMask: UInt32
  /// Key of the best level; `PriceLadder.emptyKey` if there is none.
  private(set) var bestKey: UInt64 = PriceLadder.emptyKey
  /// Index of the best level, where there is one.
  private(set) var bestIndex = 0

  /// 64 levels a page.
  private var levels = Slab<PriceLevel>()
  /// Occupied levels of each page.
  private var pageBits = Slab<UInt64>()
  /// Occupied children of each tree node.
  private var nodeBits = Slab<UInt64>()
  /// 64 children a node; the children of the lowest nodes are pages.
  private var children = Slab<UInt32>()
  private var freePages = Slab<UInt32>()
  private var freeNodes = Slab<UInt32>()
  /// The pages used last, by the low bits of the page number: page number in the upper half, page
  /// in the lower.
  private var recent = Slab<UInt64>()

  /// Larger than every key.
  static var emptyKey: UInt64 { 1 << 32 }
  /// Tree levels above the pages; the root is at `depth - 1` and has four children.
  private static var depth: Int { 5 }
  private static var none: UInt32 { .max }

  init(highestFirst: Bool) {
    self.highestFirst = highestFirst
    keyMask = PriceKey.mask(highestFirst: highestFirst)
    recent.extend(to: 16, filling: .max)
  }

  private init(copying source: borrowing PriceLadder) {
    highestFirst = source.highestFirst
    keyMask = source.keyMask
    bestKey = source.bestKey
    bestIndex = source.bestIndex
    levels = source.levels.fork()
    pageBits = source.pageBits.fork()
    nodeBits = source.nodeBits.fork()
    children = source.children.fork()
    freePages = source.freePages.fork()
    freeNodes = source.freeNodes.fork()
    recent = source.recent.fork()
  }

  borrowing func fork() -> PriceLadder { PriceLadder(copying: self) }

  @inline(__always)
  var isEmpty: Bool { bestKey == PriceLadder.emptyKey }

  @inline(__always)
  func key(_ ticks: Int32) -> UInt32 { UInt32(bitPattern: ticks) ^ keyMask }

  /// The best price, ticks. Meaningful only if the ladder is not empty.
  @inline(__always)
  var bestTicks: Int32 { Int32(bitPattern: UInt32(truncatingIfNeeded: bestKey) ^ keyMask) }

  /// The level at an index from `index(of:)`, `indexToOccupy` or `bestIndex`.
  @inline(__always)
  func level(at index: Int) -> UnsafeMutablePointer<PriceLevel> { levels.base + index }

  /// Index of the level of a key whose level is occupied. O(1); a miss of the recent pages walks
  /// the tree's five nodes.
  @inline(__always)
  mutating func index(of key: UInt32) -> Int {
    recentIndex(of: key) ?? Int(findPage(number: key &>> 6)) &<< 6 | Int(key & 63)
  }

  /// Index of the level of a key if it is occupied, else nil. O(1), as `index(of:)`.
  mutating func occupiedIndex(of key: UInt32) -> Int? {
    guard let index = recentIndex(of: key) ?? pageIndex(of: key) else { return nil }
    return pageBits.base[index &>> 6] & (1 &<< UInt64(key & 63)) == 0 ? nil : index
  }

  /// Index of the level of a key if its page is held, else nil.
  @inline(never)
  private func pageIndex(of key: UInt32) -> Int? {
    guard nodeBits.count > 0 else { return nil }
    var child: UInt32 = 0
    for height in stride(from: PriceLadder.depth - 1, through: 0, by: -1) {
      child = children.base[Int(child) << 6 | PriceLadder.digit(key &>> 6, height)]
      if child == PriceLadder.none { return nil }
    }
    return Int(child) &<< 6 | Int(key & 63)
  }

  /// Index of the level of a key whose level is occupied or is to be marked so at once.
  mutating func indexToOccupy(_ key: UInt32) -> Int {
    recentIndex(of: key) ?? Int(findOrInsertPage(number: key &>> 6)) &<< 6 | Int(key & 63)
  }

  /// Index of the level of a key on a page used recently, as nearly every order's is; else nil.
  @inline(__always)
  func recentIndex(of key: UInt32) -> Int? {
    let number = key &>> 6
    let entry = recent.base[Int(number & 15)]
    guard entry &>> 32 == UInt64(number) else { return nil }
    return Int(UInt32(truncatingIfNeeded: entry)) &<< 6 | Int(key & 63)
  }

  /// The level of a price on a page used recently; else nil.
  @inline(__always)
  func recentLevel(_ ticks: Int32) -> UnsafeMutablePointer<PriceLevel>? {
    recentIndex(of: key(ticks)).map { levels.base + $0 }
  }

  /// Marks a level, which stands at a price, as occupied.
  ///
  /// It finds key and index anew: they are seldom needed, and who calls need not keep them.
  @inline(never)
  mutating func occupy(_ level: UnsafeMutablePointer<PriceLevel>, ticks: Int32) {
    occupy(key(ticks), at: level - levels.base)
  }

  /// Marks a level, which stands at a price, as empty; its totals must be zero.
  @inline(never)
  mutating func vacate(_ level: UnsafeMutablePointer<PriceLevel>, ticks: Int32) {
    vacate(key(ticks), at: level - levels.base)
  }

  /// Marks a level as occupied.
  @inline(__always)
  mutating func occupy(_ key: UInt32, at index: Int) {
    pageBits.base[index &>> 6] |= 1 &<< UInt64(key & 63)
    if UInt64(key) < bestKey {
      bestKey = UInt64(key)
      bestIndex = index
    }
  }

  /// Marks a level as empty; its totals must be zero.
  mutating func vacate(_ key: UInt32, at index: Int) {
    let page = index &>> 6
    let bits = pageBits.base[page] & ~(1 &<< UInt64(key & 63))
    pageBits.base[page] = bits
    if bits == 0 {
      vacatePage(key: key, page: UInt32(truncatingIfNeeded: page))
    } else if UInt64(key) == bestKey {
      // Everything better than the best is empty, so the lowest set bit is the next best.
      let offset = bits.trailingZeroBitCount
      bestKey = UInt64(key & ~63) | UInt64(offset)
      bestIndex = page &<< 6 | offset
    }
  }

  private mutating func remember(_ number: UInt32, _ page: UInt32) {
    recent.base[Int(number & 15)] = UInt64(number) << 32 | UInt64(page)
  }
}

// MARK: - The tree of pages

extension PriceLadder {
  /// The child slot of a page number at a tree height: 6 bits, counted from the pages up.
  @inline(__always)
  private static func digit(_ number: UInt32, _ height: Int) -> Int {
    Int(number >> UInt32(6 * height)) & 63
  }

  @inline(never)
  private mutating func findPage(number: UInt32) -> UInt32 {
    var child: UInt32 = 0
    for height in stride(from: PriceLadder.depth - 1, through: 0, by: -1) {
      child = children.base[Int(child) << 6 | PriceLadder.digit(number, height)]
      precondition(child != PriceLadder.none, "page \(number) is not in the ladder")
    }
    remember(number, child)
    return child
  }

  @inline(never)
  private mutating func findOrInsertPage(number: UInt32) -> UInt32 {
    if nodeBits.count == 0 { _ = makeNode() }
    var node = 0
    for height in stride(from: PriceLadder.depth - 1, through: 0, by: -1) {
      let slot = node << 6 | PriceLadder.digit(number, height)
      if children.base[slot] == PriceLadder.none {
        let made = height == 0 ? makePage() : makeNode()
        children.base[slot] = made
        nodeBits.base[node] |= 1 << UInt64(PriceLadder.digit(number, height))
      }
      node = Int(children.base[slot])
    }
    let page = UInt32(truncatingIfNeeded: node)
    remember(number, page)
    return page
  }

  private mutating func makeNode() -> UInt32 {
    if freeNodes.count > 0 {
      let node = freeNodes.base[freeNodes.count - 1]
      freeNodes.removeLast()
      return node
    }
    let node = nodeBits.append(0)
    children.extend(to: (node + 1) << 6, filling: PriceLadder.none)
    return UInt32(truncatingIfNeeded: node)
  }

  private mutating func makePage() -> UInt32 {
    if freePages.count > 0 {
      let page = freePages.base[freePages.count - 1]
      freePages.removeLast()
      return page
    }
    let page = pageBits.append(0)
    levels.extend(to: (page + 1) << 6, filling: PriceLevel())
    return UInt32(truncatingIfNeeded: page)
  }

  /// Takes an empty page, and the nodes that it leaves empty, out of the tree.
  @inline(never)
  private mutating func vacatePage(key: UInt32, page: UInt32) {
    let number = key >> 6
    recent.base[Int(number & 15)] = .max
    _ = freePages.append(page)
    removePath(number: number)
    if UInt64(key) == bestKey { findBest() }
  }

  private mutating func removePath(number: UInt32) {
    var path = (0, 0, 0, 0, 0)
    withUnsafeMutableBytes(of: &path) { bytes in
      let nodes = bytes.assumingMemoryBound(to: Int.self)
      for height in stride(from: PriceLadder.depth - 1, to: 0, by: -1) {
        let slot = nodes[height] << 6 | PriceLadder.digit(number, height)
        nodes[height - 1] = Int(children.base[slot])
      }
      for height in 0..<PriceLadder.depth {
        let digit = PriceLadder.digit(number, height)
        let node = nodes[height]
        children.base[node << 6 | digit] = PriceLadder.none
        nodeBits.base[node] &= ~(1 << UInt64(digit))
        if nodeBits.base[node] != 0 || height == PriceLadder.depth - 1 { return }
        _ = freeNodes.append(UInt32(truncatingIfNeeded: node))
      }
    }
  }

  private mutating func findBest() {
    if nodeBits.base[0] == 0 {
      bestKey = PriceLadder.emptyKey
      bestIndex = 0
      return
    }
    (bestKey, bestIndex) = smallest(below: 0, height: PriceLadder.depth - 1, prefix: 0)
  }

  /// The smallest key under a node, with its level's index.
  private func smallest(below node: Int, height: Int, prefix: UInt64) -> (UInt64, Int) {
    var node = node
    var number = prefix
    for _ in 0...height {
      let digit = nodeBits.base[node].trailingZeroBitCount
      number = number << 6 | UInt64(digit)
      node = Int(children.base[node << 6 | digit])
    }
    let offset = pageBits.base[node].trailingZeroBitCount
    return (number << 6 | UInt64(offset), node << 6 | offset)
  }

  /// The occupied level with the smallest key above `key`; nil if there is none. O(1), five nodes.
  func next(after key: UInt32) -> (key: UInt32, index: Int)? {
    guard nodeBits.count > 0 else { return nil }
    let number = key >> 6
    var best: (UInt64, Int)?
    var node = 0
    for height in stride(from: PriceLadder.depth - 1, through: 0, by: -1) {
      let digit = PriceLadder.digit(number, height)
      let above = nodeBits.base[node] & ~(UInt64.max >> UInt64(63 - digit))
      if above != 0 {
        let sibling = above.trailingZeroBitCount
        let prefix = UInt64(number >> UInt32(6 * height)) & ~63 | UInt64(sibling)
        let child = Int(children.base[node << 6 | sibling])
        best =
          height == 0
          ? firstOfPage(child, prefix)
          : smallest(
            below: child, height: height - 1, prefix: prefix)
      }
      let child = children.base[node << 6 | digit]
      if child == PriceLadder.none { return best.map(PriceLadder.narrow) }
      node = Int(child)
    }
    let above = pageBits.base[node] & ~(UInt64.max >> UInt64(63 - (key & 63)))
    if above != 0 {
      let offset = above.trailingZeroBitCount
      return (key & ~63 | UInt32(offset), node << 6 | offset)
    }
    return best.map(PriceLadder.narrow)
  }

  private func firstOfPage(_ page: Int, _ number: UInt64) -> (UInt64, Int) {
    let offset = pageBits.base[page].trailingZeroBitCount
    return (number << 6 | UInt64(offset), page << 6 | offset)
  }

  private static func narrow(_ found: (UInt64, Int)) -> (key: UInt32, index: Int) {
    (UInt32(truncatingIfNeeded: found.0), found.1)
  }

  /// The lots of all levels together. O(pages held + levels).
  func totalQuantity() -> Int64 {
    var sum: Int64 = 0
    for page in 0..<pageBits.count {
      var bits = pageBits.base[page]
      while bits != 0 {
        sum &+= levels.base[page &<< 6 | bits.trailingZeroBitCount].quantity
        bits &= bits &- 1
      }
    }
    return sum
  }

  /// Pages and tree nodes held, in use or free.
  var pagesHeld: Int { pageBits.count }
}
