/// The subscribers of one book, in the order in which its quotes go out.
///
/// Who comes and who goes is only noted, and put in order when the next quote goes out, which
/// passes by all of them anyway: so n agents that come at once cost O(n log n), not each its way
/// through the others. Agents are found by hashing, so memory follows those of this book alone.
struct Subscribers: ~Copyable {
  /// Open addressing with linear steps; a power of two, at the most half full. Nothing is removed.
  private var table = Slab<Subscription>()
  private var known = 0
  /// Active subscribers in ascending start order, where `isInOrder`.
  private var listed = Slab<UInt32>()
  private var isInOrder = true

  init() {}

  private init(copying source: borrowing Subscribers) {
    table = source.table.fork()
    known = source.known
    listed = source.listed.fork()
    isInOrder = source.isInOrder
  }

  borrowing func fork() -> Subscribers { Subscribers(copying: self) }
}

// MARK: - Coming and going

extension Subscribers {
  /// Lets an agent get the quotes from the next one on. Amortised O(1), but for the order.
  mutating func add(_ agent: UInt32) {
    let subscription = findOrMake(agent)
    subscription.pointee.isActive = true
    if subscription.pointee.isListed { return }
    subscription.pointee.isListed = true
    _ = listed.append(agent)
    isInOrder = false
  }

  /// Keeps a place for an agent that gets the book's quotes in another way.
  mutating func know(_ agent: UInt32) { _ = findOrMake(agent) }

  /// Lets an agent get no more quotes. O(1), but for the order.
  mutating func remove(_ agent: UInt32) {
    guard known > 0 else { return }
    let place = place(of: agent)
    guard table.base[place].agent == agent, table.base[place].isActive else { return }
    table.base[place].isActive = false
    isInOrder = false
  }

  /// The subscription of an agent that has subscribed at some time.
  ///
  /// Valid until the next `add`.
  subscript(agent: UInt32) -> UnsafeMutablePointer<Subscription> {
    let subscription = table.base + place(of: agent)
    precondition(subscription.pointee.agent == agent, "agent \(agent) has never subscribed")
    return subscription
  }
}

// MARK: - Order

extension Subscribers {
  /// Those that get a quote now, in ascending start order; of equals, who came first.
  ///
  /// O(1) where nobody has come or gone since the last time, else O(n + k log k), k those who came.
  @inline(__always)
  mutating func inOrder(
    by states: UnsafeMutablePointer<AgentState>
  ) -> UnsafeBufferPointer<UInt32> {
    if !isInOrder { putInOrder(by: states) }
    return UnsafeBufferPointer(start: listed.base, count: listed.count)
  }

  @inline(never)
  private mutating func putInOrder(by states: UnsafeMutablePointer<AgentState>) {
    dropInactive()
    // The library's sort is stable, and takes what stands in order as it is.
    var agents = UnsafeMutableBufferPointer(start: listed.base, count: listed.count)
    agents.sort { states[Int($0)].startOrder < states[Int($1)].startOrder }
    isInOrder = true
  }

  private mutating func dropInactive() {
    var kept = 0
    for index in 0..<listed.count {
      let agent = listed.base[index]
      let subscription = self[agent]
      subscription.pointee.isListed = subscription.pointee.isActive
      guard subscription.pointee.isActive else { continue }
      listed.base[kept] = agent
      kept += 1
    }
    for _ in kept..<listed.count { listed.removeLast() }
  }
}

// MARK: - Table

extension Subscribers {
  private mutating func findOrMake(_ agent: UInt32) -> UnsafeMutablePointer<Subscription> {
    if 2 * (known + 1) > table.count { grow() }
    let subscription = table.base + place(of: agent)
    if subscription.pointee.agent != agent {
      subscription.pointee = Subscription(agent: agent)
      known += 1
    }
    return subscription
  }

  /// Where an agent stands, or the vacant place where it would.
  private borrowing func place(of agent: UInt32) -> Int {
    let mask = table.count - 1
    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, section 6.4).
    var place = Int((UInt64(agent) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while table.base[place].agent != agent && table.base[place].agent != Subscription.vacant.agent {
      place = (place + 1) & mask
    }
    return place
  }

  private mutating func grow() {
    let old = table.fork()
    table.removeAll()
    table.extend(to: max(8, 2 * old.count), filling: .vacant)
    for index in 0..<old.count where old.base[index].agent != Subscription.vacant.agent {
      table.base[place(of: old.base[index].agent)] = old.base[index]
    }
  }
}
