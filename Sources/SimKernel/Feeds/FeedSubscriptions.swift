/// Who gets the feeds of one book, by feed and in the order in which messages go out.
struct FeedSubscriptions: ~Copyable {
  /// In the order of first coming; nothing is removed.
  private(set) var all = Slab<FeedSubscription>()
  /// By `FeedKind.key` of the agent. Looked up only: its order reaches nobody.
  private var places: [UInt32: Int] = [:]
  /// Places of the active ones by kind, and in each in ascending start order.
  private var ordered = Slab<UInt32>()
  /// Where each kind begins in `ordered`, and where the last ends.
  private var starts: [Int] = Array(repeating: 0, count: FeedKind.allCases.count + 1)
  private var isInOrder = true

  init() {}

  private init(copying source: borrowing FeedSubscriptions) {
    all = source.all.fork()
    places = source.places
    ordered = source.ordered.fork()
    starts = source.starts
    isInOrder = source.isInOrder
  }

  borrowing func fork() -> FeedSubscriptions { FeedSubscriptions(copying: self) }

  /// Where the subscription of an agent to a kind stands; nil where there has never been one.
  func place(_ agent: UInt32, _ kind: FeedKind) -> Int? { places[kind.key(agent)] }

  /// Makes a subscription active, new or not, and returns its place. Amortised O(1).
  mutating func activate(_ agent: UInt32, _ kind: FeedKind, outages: Int32) -> Int {
    isInOrder = false
    if let place = places[kind.key(agent)] {
      all.base[place].isActive = true
      return place
    }
    let place = all.append(FeedSubscription(agent: agent, kind: kind, outages: outages))
    places[kind.key(agent)] = place
    return place
  }

  /// Ends an agent's subscription to a kind, if there is one.
  mutating func end(_ agent: UInt32, _ kind: FeedKind) {
    guard let place = places[kind.key(agent)], all.base[place].isActive else { return }
    all.base[place].isActive = false
    isInOrder = false
  }

  /// The active subscriptions to a kind, as places in `all`.
  ///
  /// O(1) where nobody has come or gone since the last time, else O(n log n).
  @inline(__always)
  mutating func takers(
    _ kind: FeedKind, by states: UnsafeMutablePointer<AgentState>
  ) -> UnsafeBufferPointer<UInt32> {
    if !isInOrder { putInOrder(by: states) }
    let first = starts[Int(kind.rawValue)]
    return UnsafeBufferPointer(
      start: ordered.base + first, count: starts[Int(kind.rawValue) + 1] - first)
  }

  @inline(never)
  private mutating func putInOrder(by states: UnsafeMutablePointer<AgentState>) {
    let rows = all.base
    var active = (0..<all.count).filter { rows[$0].isActive }
    // The library's sort is stable: of equals, who came first.
    active.sort { left, right in
      let (one, other) = (rows[left], rows[right])
      return (one.kind.rawValue, states[Int(one.agent)].startOrder)
        < (other.kind.rawValue, states[Int(other.agent)].startOrder)
    }
    ordered.removeAll()
    for place in active { _ = ordered.append(UInt32(place)) }
    for kind in FeedKind.allCases.indices {
      starts[kind + 1] = starts[kind] + active.count { Int(rows[$0].kind.rawValue) == kind }
    }
    isInOrder = true
  }
}
