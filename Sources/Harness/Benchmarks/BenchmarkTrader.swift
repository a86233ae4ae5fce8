import SimKernel

/// The trader of the kernel benchmark: cheap, so that what is timed is the kernel.
///
/// It wakes at exponential intervals of a second in the mean. With under ten live orders it rests a
/// limit order 1 to 20 ticks from the mid (chance .50), cancels its oldest (.40) or takes one lot
/// (.10); with ten, it cancels. Only subscribers see the mid; the others assume the opening price.
/// One that takes levels, too, does nothing with them.
struct BenchmarkTrader: Agent {
  let openTicks: Int64
  let isSubscriber: Bool
  let takesLevels: Bool
  private var stream = StreamHandle.unassigned
  private var mid: Int64
  private var wakes: UInt64 = 0
  private var live = LiveOrders()

  init(openTicks: Int64, isSubscriber: Bool, takesLevels: Bool) {
    self.openTicks = openTicks
    self.isSubscriber = isSubscriber
    self.takesLevels = takesLevels
    mid = openTicks
  }

  mutating func prepare(_ setup: inout AgentSetup) { stream = setup.stream("actions") }

  mutating func start(_ context: inout AgentContext) {
    if isSubscriber { context.subscribe(VenueIndex(0), InstrumentIndex(0)) }
    if takesLevels { context.subscribe(VenueIndex(0), InstrumentIndex(0), to: .levels) }
    scheduleWake(&context)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      act(&context)
      scheduleWake(&context)
    case .report(let report):
      if report.isFinal { live.remove(report.order.value) }
    case .quote(let quote):
      if let halfTicks = quote.midHalfTicks { mid = halfTicks >> 1 }
    default: break
    }
  }

  private mutating func scheduleWake(_ context: inout AgentContext) {
    wakes += 1
    let gap = context[stream: stream, decision: wakes].exponential(mean: 1e9)
    context.wake(at: context.now + .nanoseconds(Int64(gap) + 1))
  }

  private mutating func act(_ context: inout AgentContext) {
    let word = context[stream: stream].nextUInt64()
    let choice = word & 0xFFFF
    let side: Side = word & 1 << 16 == 0 ? .buy : .sell
    if live.isFull || (choice >= 32_768 && choice < 58_982) {
      cancelOldest(&context)
    } else if choice < 32_768 {
      let distance = 1 + Int64((word >> 32) % 20)
      let id = context.nextOrderID()
      live.append(id.value)
      context.submit(
        NewOrder(
          id: id, side: side, quantity: Quantity(lots: 1 + Int64((word >> 48) % 10)),
          price: Price(ticks: mid - side.sign * distance)))
    } else {
      let id = context.nextOrderID()
      live.newest = id.value
      context.submit(
        NewOrder(
          id: id, side: side, type: .market, timeInForce: .immediateOrCancel,
          quantity: Quantity(lots: 1)))
    }
  }

  private mutating func cancelOldest(_ context: inout AgentContext) {
    guard let oldest = live.takeOldest() else { return }
    context.cancel(CancelRequest(id: ClientOrderID(oldest)))
  }
}

/// The live orders of a trader that numbers its orders in sequence: a bit for each of 64 numbers.
///
/// A mask in the trader itself, because an array would be a second piece of memory for each trader
/// and uniqueness checks for each change: the benchmark would time those.
private struct LiveOrders {
  /// The number that the lowest bit stands for: the oldest live order's, where there is one.
  private var oldest: UInt64 = 0
  private var mask: UInt64 = 0
  private var count = 0
  /// The last number that the trader has used.
  var newest: UInt64 = 0

  /// Whether there are ten, or the next number would lie 64 behind the oldest.
  var isFull: Bool { count >= 10 || (mask != 0 && newest &- oldest >= 63) }

  mutating func append(_ id: UInt64) {
    if mask == 0 { oldest = id }
    mask |= 1 << (id &- oldest)
    count += 1
    newest = id
  }

  mutating func takeOldest() -> UInt64? {
    guard mask != 0 else { return nil }
    let id = oldest
    remove(id)
    return id
  }

  mutating func remove(_ id: UInt64) {
    let bit: UInt64 = 1 << (id &- oldest)
    guard id >= oldest, mask & bit != 0 else { return }
    mask &= ~bit
    count -= 1
    let empty = UInt64(mask.trailingZeroBitCount) & 63
    oldest &+= empty
    mask &>>= empty
  }
}
