extension Simulation {
  /// Handles events in order until a limit is reached or the run is over.
  ///
  /// - Returns: Why it stopped. `.journalFull` comes only while the journal is kept. A decision
  ///   that is pending already is returned at once, whatever the limit.
  /// - Precondition: The agent of `.decision(of:)` is external.
  public mutating func advance(until limit: AdvanceLimit) -> StopReason {
    // What an external agent sent since then may be the one event too many.
    kernel.pointee.checkNumbers()
    if let fault = kernel.pointee.fault { return .fault(fault) }
    if let decider = kernel.pointee.decider { return .decision(decider) }
    kernel.pointee.listen(for: limit)
    switch limit {
    case .time(let time): return handleEvents(until: time.nanoseconds, count: .max)
    case .events(let count): return count > 0 ? handleEvents(until: .max, count: count) : .reached
    case .end, .decision: return handleEvents(until: .max, count: .max)
    }
  }

  /// The event loop.
  ///
  /// - Parameter count: How many events at the most, at least 1.
  private mutating func handleEvents(until time: Int64, count: Int) -> StopReason {
    let end = kernel.pointee.plan.end.nanoseconds
    let last = min(end, time)
    let (sum, overflow) = kernel.pointee.eventCount.addingReportingOverflow(count)
    let target = overflow ? .max : sum
    let horizon = min(target, kernel.pointee.plan.eventLimit)
    while let event = kernel.pointee.nextEvent(notAfter: last) {
      handle(event)
      if let reason = kernel.pointee.stopAfterEvent(target: target, horizon: horizon) {
        return reason
      }
    }
    return last == end ? finish() : reach(last)
  }

  private mutating func reach(_ time: Int64) -> StopReason {
    kernel.pointee.now = max(kernel.pointee.now, time)
    return .reached
  }

  /// Takes what happened since the last checkpoint into the digest, once.
  private mutating func finish() -> StopReason {
    kernel.pointee.finish()
    return .finished
  }

  /// Not `__always`, which the compiler takes for a wish: as a function of its own, this costs the
  /// loop 37 instructions an event.
  @inline(always)
  private mutating func handle(_ event: Event) {
    let word = EventWord(event.payload)
    switch word.kind {
    case .arrival:
      kernel.pointee.arrive(word, sequence: event.sequence)
    // One by one, so that each knows its kind and asks no second time. A message of a known kind
    // has, but for a snapshot, nothing to give back afterwards.
    case .wake:
      guard isReady(for: word, sequence: event.sequence) else { return }
      handWake(word, sequence: event.sequence)
      kernel.pointee.think(word.agent)
    case .report:
      guard isReady(for: word, sequence: event.sequence) else { return }
      handReport(word, sequence: event.sequence)
      kernel.pointee.think(word.agent)
    case .quote:
      guard isReady(for: word, sequence: event.sequence) else { return }
      handQuote(word, sequence: event.sequence)
      kernel.pointee.think(word.agent)
    default: handleOther(word, sequence: event.sequence)
    }
  }

  /// Handles what is rarer than arrivals, wake-ups, reports and quotes: the loop holds no more.
  @inline(never)
  private mutating func handleOther(_ word: EventWord, sequence: UInt64) {
    switch word.kind {
    case .expiry: kernel.pointee.expire(word, sequence: sequence)
    case .free: handleInbox(of: word.agent)
    case .snapshot:
      guard isReady(for: word, sequence: sequence) else { return }
      handSnapshot(word, sequence: sequence)
      kernel.pointee.think(word.agent)
    default: handleNews(word, sequence: sequence)
    }
  }

  /// Whether an agent can take a message now; it is kept in the inbox while the agent thinks.
  @inline(__always)
  mutating func isReady(for word: EventWord, sequence: UInt64) -> Bool {
    if kernel.pointee.mustWait(word.agent) {
      kernel.pointee.queueForLater(word, sequence: sequence)
      return false
    }
    return true
  }

  /// Hands an agent everything that waited while it thought, as one batch.
  private mutating func handleInbox(of agent: UInt32) {
    while let (word, sequence) = kernel.pointee.takeFromInbox(agent) {
      kernel.pointee.cause = sequence
      deliver(word, sequence: sequence)
    }
    kernel.pointee.think(agent)
  }

  /// Takes a message of any kind out of its room and hands it to its agent.
  @inline(never)
  private mutating func deliver(_ word: EventWord, sequence: UInt64) {
    switch word.kind {
    case .wake: handWake(word, sequence: sequence)
    case .report: handReport(word, sequence: sequence)
    case .quote: handQuote(word, sequence: sequence)
    case .snapshot: handSnapshot(word, sequence: sequence)
    case .line:
      kernel.pointee.journalLine(word, sequence: sequence)
      handNews(word, sequence: sequence)
    case .imbalance, .news, .feed, .orders: handNews(word, sequence: sequence)
    case .arrival, .free, .expiry, .jump, .regime, .merged:
      preconditionFailure("an event of kind \(word.kind) is not for an agent")
    }
  }

  @inline(__always)
  private mutating func handWake(_ word: EventWord, sequence: UInt64) {
    kernel.pointee.noteDelivery(to: word.agent)
    hand(.wake(tag: kernel.pointee.openWake(word, sequence: sequence)), to: word.agent)
  }

  @inline(__always)
  private mutating func handReport(_ word: EventWord, sequence: UInt64) {
    kernel.pointee.noteDelivery(to: word.agent)
    hand(.report(kernel.pointee.openReport(word, sequence: sequence)), to: word.agent)
  }

  @inline(__always)
  private mutating func handQuote(_ word: EventWord, sequence: UInt64) {
    kernel.pointee.noteDelivery(to: word.agent)
    hand(.quote(kernel.pointee.openQuote(word, sequence: sequence)), to: word.agent)
  }

  @inline(__always)
  private mutating func handSnapshot(_ word: EventWord, sequence: UInt64) {
    kernel.pointee.noteDelivery(to: word.agent)
    hand(.snapshot(kernel.pointee.openSnapshot(word, sequence: sequence)), to: word.agent)
  }

  @inline(__always)
  mutating func hand(_ message: AgentMessage, to agent: UInt32) {
    if kernel.pointee.asks(agent) { ask(agent, about: message) }
    var context = AgentContext(kernel: kernel, agent: agent)
    agents.receive(Int(agent), message, &context)
  }

  /// Keeps a message for the agent's driver; out of line, so that the path of all events is short.
  @inline(never)
  private mutating func ask(_ agent: UInt32, about message: AgentMessage) {
    kernel.pointee.externalBatch.append(message)
    kernel.pointee.decider = AgentIndex(agent)
  }
}

extension Kernel {
  /// Notes which external agents are asked for their decisions until the next `advance`.
  mutating func listen(for limit: AdvanceLimit) {
    onlyDecider = nil
    guard case .decision(let agent) = limit else { return }
    precondition(
      Int(agent.value) < states.count && states.base[Int(agent.value)].isExternal,
      "agent \(agent.value) is not external and decides by itself")
    onlyDecider = agent
  }

  /// Whether an agent's driver is to decide when something reaches it.
  @inline(__always)
  func asks(_ agent: UInt32) -> Bool {
    states.base[Int(agent)].isExternal && (onlyDecider == nil || onlyDecider?.value == agent)
  }

  /// The next event up to a moment, with the clock moved to it.
  @inline(__always)
  mutating func nextEvent(notAfter last: Int64) -> Event? {
    let limit = SimTime(nanoseconds: last)
    let event =
      shuffler == nil
      ? queue.pop(notAfter: limit)
      : shuffler!.pop(from: &queue, notAfter: limit, session: EventWord.session)
    guard let event else { return nil }
    now = event.time.nanoseconds
    cause = event.sequence
    return event
  }

  /// Makes an agent busy for its decision latency.
  @inline(__always)
  mutating func think(_ agent: UInt32) {
    let state = states.base + Int(agent)
    state.pointee.busyUntil = now &+ state.pointee.decisionLatency
  }

  /// Counts the event, takes a checkpoint where one is due, and says whether the run has to stop.
  ///
  /// - Parameters:
  ///   - target: The count of events to stop at.
  ///   - horizon: That, or the run's limit of events where it comes first.
  @inline(__always)
  mutating func stopAfterEvent(target: Int, horizon: Int) -> StopReason? {
    eventCount &+= 1
    if eventCount % Kernel.checkpointInterval == 0 { checkpoint() }
    let isOver = eventCount >= horizon || queue.nextSequence >= Kernel.sequenceLimit
    return isOver || isInterrupted || journal.isFull ? reasonToStop(target: target) : nil
  }

  /// The first of the reasons to stop after an event; nil where the run has all its events and no
  /// more are due.
  @inline(never)
  private mutating func reasonToStop(target: Int) -> StopReason? {
    checkNumbers()
    if let fault { return .fault(fault) }
    if let decider { return .decision(decider) }
    if journal.isFull { return .journalFull }
    return eventCount >= target ? .reached : nil
  }

  /// Ends the run where it has reached the number of its events, or of all sequences.
  mutating func checkNumbers() {
    if eventCount >= plan.eventLimit || queue.nextSequence >= Kernel.sequenceLimit {
      noteBrokenLimit()
    }
  }

  /// A run of exactly as many events as allowed is whole; one more that is due breaks the limit.
  private mutating func noteBrokenLimit() {
    guard fault == nil else { return }
    if queue.nextSequence >= Kernel.sequenceLimit {
      fault = .sequenceLimit(Kernel.sequenceLimit)
    } else if (shuffler?.count ?? 0) > 0 || (queue.peek()?.time ?? .distantFuture) <= plan.end {
      fault = .eventLimit(plan.eventLimit)
    }
  }

  /// Moves the clock to the end and takes the last events into the digest, once.
  mutating func finish() {
    guard !isFinished else { return }
    isFinished = true
    now = max(now, plan.end.nanoseconds)
    checkpoint()
  }
}
