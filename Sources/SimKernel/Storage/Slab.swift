/// A growable array of plain values in raw memory: the storage of book, queue and mailboxes.
///
/// Raw memory instead of `Array`, because stored arrays pay for uniqueness and exclusivity checks
/// on every write (1.5 to 8 times the time of a message). It never escapes the kernel, is copied
/// only by `fork()`, and a fork copies what is in use.
struct Slab<Element: BitwiseCopyable>: ~Copyable {
  /// The first element; valid up to `count`.
  private(set) var base: UnsafeMutablePointer<Element>
  /// How many elements were ever appended: the high-water mark.
  private(set) var count: Int
  private var capacity: Int

  /// An empty slab; nothing is allocated before the first append.
  init() {
    base = UnsafeMutablePointer<Element>.allocate(capacity: 0)
    count = 0
    capacity = 0
  }

  private init(copying source: borrowing Slab) {
    base = Slab.allocate(source.count)
    base.update(from: source.base, count: source.count)
    count = source.count
    capacity = source.count
  }

  deinit { base.deallocate() }

  /// An independent copy of the elements in use. O(count).
  borrowing func fork() -> Slab { Slab(copying: self) }

  /// Appends an element and returns its index. Amortised O(1).
  @inline(__always)
  mutating func append(_ element: Element) -> Int {
    if count == capacity { grow(to: count &+ 1) }
    let index = count
    base[index] = element
    count = index &+ 1
    return index
  }

  /// Makes room for one more element and returns its place, whose content is unspecified.
  ///
  /// Writing the fields there one by one avoids building the element on the stack and copying it
  /// with wide loads, which wait for the narrow stores before them.
  @inline(__always)
  mutating func appendInPlace() -> UnsafeMutablePointer<Element> {
    if count == capacity { grow(to: count &+ 1) }
    count &+= 1
    return base + (count &- 1)
  }

  /// Makes `count` at least `minimum`, filling with `element`.
  mutating func extend(to minimum: Int, filling element: Element) {
    guard minimum > count else { return }
    if minimum > capacity { grow(to: minimum) }
    (base + count).update(repeating: element, count: minimum - count)
    count = minimum
  }

  /// Makes the first element the only one and returns its place; the slab must have held one.
  ///
  /// Unlike `appendInPlace` it cannot grow, so no call stands on the way.
  @inline(__always)
  mutating func startOver() -> UnsafeMutablePointer<Element> {
    count = 1
    return base
  }

  mutating func removeLast() { count -= 1 }

  mutating func removeAll() { count = 0 }

  @inline(never)
  private mutating func grow(to minimum: Int) {
    let newCapacity = max(minimum, capacity * 2, 8)
    let newBase = Slab.allocate(newCapacity)
    newBase.update(from: base, count: count)
    base.deallocate()
    base = newBase
    capacity = newCapacity
  }

  /// Memory on cache-line boundaries, so that a 64-byte element touches one line.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer
      .allocate(byteCount: max(capacity, 1) * MemoryLayout<Element>.stride, alignment: 64)
      .bindMemory(to: Element.self, capacity: max(capacity, 1))
  }
}
