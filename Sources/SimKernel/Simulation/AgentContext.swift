/// What an agent sees and can do while it handles a message.
///
/// Everything it sends leaves one decision latency after now. Nothing here throws: refusals come
/// back as execution reports, and what makes no sense is noted as a fault of the agent and ignored.
///
/// It stands for the time of one call and cannot be copied, so that no agent can keep it.
public struct AgentContext: ~Copyable {
  /// The agent's own index, by which the kernel knows it.
  public let agent: AgentIndex
  let kernel: UnsafeMutablePointer<Kernel>
  /// The streams that agents asked for.
  @usableFromInline let streams: UnsafeMutablePointer<AgentStream>
  /// Where this agent's are among them.
  @usableFromInline let ownStreams: Range<Int>

  @inline(__always)
  init(kernel: UnsafeMutablePointer<Kernel>, agent: UInt32) {
    self.kernel = kernel
    self.agent = AgentIndex(agent)
    streams = kernel.pointee.streams.base
    ownStreams = kernel.pointee.states.base[Int(agent)].ownStreams
  }

  /// The clock.
  public var now: SimTime { SimTime(nanoseconds: kernel.pointee.now) }

  /// When the run ends.
  public var end: SimTime { kernel.pointee.plan.end }

  /// The agent's position in an instrument, as far as it can know: with every trade whose report it
  /// has handled, the one at hand included.
  public func position(_ instrument: InstrumentIndex) -> Quantity {
    Quantity(lots: account(instrument).reportedPosition)
  }

  /// The agent's cash from one instrument by the same trades, fees included, in that instrument's
  /// money units.
  public func cash(_ instrument: InstrumentIndex) -> Money {
    Money(units: account(instrument).reportedCash)
  }

  private func account(_ instrument: InstrumentIndex) -> Account {
    guard Int(instrument.value) < kernel.pointee.instrumentCount else { return Account() }
    return kernel.pointee.account(of: agent.value, instrument).pointee
  }

  /// Static facts of an instrument; nil if there is none of this index.
  public func instrument(_ index: InstrumentIndex) -> Instrument? {
    let instruments = kernel.pointee.plan.instruments
    return Int(index.value) < instruments.count ? instruments[Int(index.value)] : nil
  }
}

// MARK: - Random numbers

extension AgentContext {
  /// One of the agent's random streams, where its last draw left it.
  ///
  /// - Precondition: The handle was given to this agent by its `AgentSetup.stream`.
  @inlinable
  public subscript(stream handle: StreamHandle) -> RandomStream {
    get { streams[place(of: handle)].stream }
    nonmutating _modify { yield &streams[place(of: handle)].stream }
  }

  /// One of the agent's random streams at the start of a decision's own block.
  ///
  /// Give each decision (the number of the wake-up, of the agent's own message, of a trade seen) a
  /// number: branches that draw more or less in one decision then agree again in the next. A stream
  /// numbers 2^32 of them; the first one beyond ends the run with a fault that names the agent.
  ///
  /// - Precondition: The handle was given to this agent by its `AgentSetup.stream`.
  @inlinable
  public subscript(stream handle: StreamHandle, decision decision: UInt64) -> RandomStream {
    get {
      var stream = streams[place(of: handle)].stream
      stream.begin(decision: number(of: decision))
      return stream
    }
    nonmutating _modify {
      let place = place(of: handle)
      streams[place].stream.begin(decision: number(of: decision))
      yield &streams[place].stream
    }
  }

  @inlinable
  func place(of handle: StreamHandle) -> Int {
    precondition(
      ownStreams.contains(handle.place),
      "agent \(agent.value) draws from stream \(handle.place), its own are \(ownStreams)")
    return handle.place
  }

  @inlinable
  func number(of decision: UInt64) -> UInt32 {
    if decision > UInt64(UInt32.max) { endDecisions() }
    return UInt32(truncatingIfNeeded: decision)
  }

  @usableFromInline
  func endDecisions() { kernel.pointee.endDecisions(of: agent.value) }
}

// MARK: - Sending

extension AgentContext {
  /// An id that this agent has not been given before.
  public func nextOrderID() -> ClientOrderID {
    kernel.pointee.states.base[Int(agent.value)].lastOrderID += 1
    return ClientOrderID(kernel.pointee.states.base[Int(agent.value)].lastOrderID)
  }

  /// Sends a new order.
  public func submit(_ order: NewOrder) {
    kernel.pointee.submit(order, from: agent.value)
  }

  /// Asks to take back an order.
  public func cancel(_ request: CancelRequest) {
    kernel.pointee.send(
      VenueMail(.cancel, venue: request.venue, instrument: request.instrument, id: request.id),
      from: agent.value)
  }

  /// Asks to change an order.
  public func replace(_ request: ReplaceRequest) {
    var mail = VenueMail(
      .replace, venue: request.venue, instrument: request.instrument, id: request.id)
    if let quantity = request.quantity {
      mail.hasQuantity = true
      mail.order.quantity = quantity
    }
    if let price = request.price {
      mail.hasPrice = true
      mail.order.price = price
    }
    kernel.pointee.sendRequest(mail, from: agent.value)
  }

  /// Asks to take back all orders at a venue, or those in one instrument, or those of a side.
  public func cancelAll(_ request: MassCancelRequest) {
    var mail = VenueMail(
      .cancelAll, venue: request.venue, instrument: request.instrument ?? InstrumentIndex(0),
      side: request.side ?? .buy)
    mail.isForEveryBook = request.instrument == nil
    mail.hasSide = request.side != nil
    kernel.pointee.sendRequest(mail, from: agent.value)
  }

  /// Asks for every change of a book's best prices and last trade from now on, and for the present
  /// ones. What one message changes is one quote: of several trades it holds the last.
  public func subscribe(_ venue: VenueIndex, _ instrument: InstrumentIndex) {
    kernel.pointee.sendRequest(
      VenueMail(.subscribe, venue: venue, instrument: instrument), from: agent.value)
  }

  /// Ends a subscription.
  public func unsubscribe(_ venue: VenueIndex, _ instrument: InstrumentIndex) {
    kernel.pointee.sendRequest(
      VenueMail(.unsubscribe, venue: venue, instrument: instrument), from: agent.value)
  }

  /// Asks for a book's displayed levels to a depth, and for the lots traded in a window up to then.
  public func requestSnapshot(
    _ venue: VenueIndex, _ instrument: InstrumentIndex, depth: Int,
    trades window: TradeWindow = .none
  ) {
    var mail = VenueMail(
      .requestSnapshot, venue: venue, instrument: instrument, lots: Int64(clamping: depth))
    mail.order.price = Price(ticks: window.nanoseconds)
    kernel.pointee.sendRequest(mail, from: agent.value)
  }

  /// Asks to be told when a book's displayed lots become lopsided, and when they no longer are.
  ///
  /// - Parameter least: The imbalance 1 - fewer / more lots beyond which a book is lopsided,
  ///   0 to 1, in whole millionths.
  public func watchImbalance(
    _ venue: VenueIndex, _ instrument: InstrumentIndex, above least: Double
  ) {
    var mail = VenueMail(.watchImbalance, venue: venue, instrument: instrument)
    guard let millionths = Quantiser.integer(least * 1e6, in: 0...1_000_000) else {
      return noteNotANumber()
    }
    mail.order.price = Price(ticks: millionths)
    kernel.pointee.sendRequest(mail, from: agent.value)
  }

  /// Asks to be told so no more.
  public func unwatchImbalance(_ venue: VenueIndex, _ instrument: InstrumentIndex) {
    kernel.pointee.sendRequest(
      VenueMail(.unwatchImbalance, venue: venue, instrument: instrument), from: agent.value)
  }

  /// Asks to be woken at a moment; `tag` comes back with the wake-up.
  public func wake(at time: SimTime, tag: UInt32 = 0) {
    kernel.pointee.wake(agent.value, at: time.nanoseconds, tag: tag)
  }

  /// Reports that the agent's own arithmetic gave no number; it is journalled and counted.
  public func noteNotANumber() { kernel.pointee.note(.notANumber, of: agent.value) }
}
