// Random streams, and the trace of their positions that checkpoints keep.

extension Kernel {
  /// Notes that an agent's streams may move, for the next checkpoint.
  @inline(__always)
  mutating func mark(_ agent: UInt32) {
    let state = states.base + Int(agent)
    if state.pointee.isMarked { return }
    state.pointee.isMarked = true
    _ = markedAgents.append(agent)
  }

  /// The latency of the next message on one of an agent's ways, whose number is the decision.
  @inline(__always)
  mutating func drawLatency(_ agent: UInt32, _ way: LatencyWay) -> Int64 {
    let state = states.base + Int(agent)
    if state.pointee.latency.isConstant { return state.pointee.latency.least.nanoseconds }
    let draws = latencyDraws.base + (Int(agent) &* LatencyWay.count &+ way.rawValue)
    let sent = state.pointee.latencyPositions[way].decision
    if sent == .max { endDecisions(of: agent) }
    guard state.pointee.latency.takesOneBlock else { return drawSingly(agent, way) }
    let place = sent % LatencyDraws.batch
    if place == 0 { refill(draws, after: sent, state, way) }
    state.pointee.latencyPositions[way] = StreamPosition(decision: sent &+ 1, block: 1, word: 0)
    return withUnsafeBytes(of: &draws.pointee.drawn) {
      $0.load(fromByteOffset: Int(place) &* 8, as: Int64.self)
    }
  }

  @inline(never)
  private func refill(
    _ draws: UnsafeMutablePointer<LatencyDraws>, after sent: UInt32,
    _ state: UnsafeMutablePointer<AgentState>, _ way: LatencyWay
  ) {
    draws.pointee.drawn = state.pointee.latency.drawFour(
      key: key, stream: id(of: state, way), decision: sent &+ 1)
  }

  private func id(of state: UnsafeMutablePointer<AgentState>, _ way: LatencyWay) -> StreamID {
    marks.base[Int(state.pointee.firstStream) + way.rawValue].id
  }

  /// The same for a law that takes as many words as it likes.
  @inline(never)
  private mutating func drawSingly(_ agent: UInt32, _ way: LatencyWay) -> Int64 {
    let state = states.base + Int(agent)
    var stream = RandomStream(
      key: key, stream: id(of: state, way),
      decision: state.pointee.latencyPositions[way].decision &+ 1)
    let latency = state.pointee.latency.draw(from: &stream)
    state.pointee.latencyPositions[way] = stream.position
    return latency
  }

  /// How many streams of latencies stand before an agent's own in the numbering of all streams.
  @inline(__always)
  static func latencyStreams(before agent: Int) -> Int { LatencyWay.count * (agent + 1) }

  /// Draws from here on under the kernel's present key.
  mutating func rekeyStreams() {
    for index in 0..<streams.count { streams.base[index] = streams.base[index].rekeyed(key) }
    for agent in 0..<states.count where states.base[agent].latency.takesOneBlock {
      for way in LatencyWay.allCases {
        let sent = states.base[agent].latencyPositions[way].decision
        let place = sent % LatencyDraws.batch
        if place == 0 { continue }
        let draws = latencyDraws.base + (agent * LatencyWay.count + way.rawValue)
        refill(draws, after: sent - place, states.base + agent, way)
      }
    }
  }

  /// Ends the run because an agent asks for a decision beyond the 32 bits that a stream numbers: to
  /// begin again would repeat its first draws.
  @inline(never)
  mutating func endDecisions(of agent: UInt32) {
    if fault == nil { fault = .decisionLimit(agent: plan.participants[Int(agent)].name) }
  }

  /// Brings the streams hash up to date and journals where the moved streams stand.
  ///
  /// - Returns: How many moved, and a hash of their positions.
  mutating func traceStreams() -> (moved: UInt64, hash: UInt64) {
    var trace = PositionTrace()
    for index in 0..<markedAgents.count {
      traceStreams(of: Int(markedAgents.base[index]), &trace)
    }
    markedAgents.removeAll()
    journal.endPositions()
    streamsHash &+= trace.weightChange
    return (trace.moved, trace.hash)
  }

  @inline(__always)
  private mutating func traceStreams(of agent: Int, _ trace: inout PositionTrace) {
    let state = states.base + agent
    state.pointee.isMarked = false
    traceLatency(.entry, of: state, &trace)
    traceLatency(.response, of: state, &trace)
    traceLatency(.data, of: state, &trace)
    let latencyStreams = Kernel.latencyStreams(before: agent)
    for place in state.pointee.ownStreams {
      traceStream(place, at: streams.base[place &- latencyStreams].position, &trace)
    }
  }

  @inline(__always)
  private mutating func traceLatency(
    _ way: LatencyWay, of state: UnsafeMutablePointer<AgentState>, _ trace: inout PositionTrace
  ) {
    traceStream(
      Int(state.pointee.firstStream) &+ way.rawValue, at: state.pointee.latencyPositions[way],
      &trace)
  }

  @inline(__always)
  private mutating func traceStream(
    _ place: Int, at position: StreamPosition, _ trace: inout PositionTrace
  ) {
    let mark = marks.base + place
    if mark.pointee.position == position { return }
    trace.add(mark, UInt32(truncatingIfNeeded: place), position, to: &journal)
  }
}

/// Where a stream stood at the last checkpoint.
struct StreamMark: BitwiseCopyable {
  private(set) var position = StreamPosition.start
  let id: StreamID
  /// What the position adds to the streams hash.
  private var weight: UInt64

  init(_ id: StreamID) {
    self.id = id
    weight = StreamMark.weight(id, .start)
  }

  private static func weight(_ id: StreamID, _ position: StreamPosition) -> UInt64 {
    let (decision, words) = position.packed
    // A decision has 32 bits; one that draws 2^32 words takes a minute by itself.
    return RollingHash.pair(id.value, decision << 32 ^ words, 7)
  }

  /// Moves the mark and returns what that adds to the streams hash.
  @inline(__always)
  mutating func move(to position: StreamPosition) -> UInt64 {
    let before = weight
    weight = StreamMark.weight(id, position)
    self.position = position
    return weight &- before
  }
}

/// Sums up the streams that moved since the last checkpoint, and journals where they stand.
///
/// The records bypass the rolling hash, which would make an agent that adds streams change it; the
/// checkpoint holds their own hash.
struct PositionTrace {
  private(set) var moved: UInt64 = 0
  private(set) var hash: UInt64 = 0
  /// What the moves add to the streams hash.
  private(set) var weightChange: UInt64 = 0

  @inline(__always)
  mutating func add(
    _ mark: UnsafeMutablePointer<StreamMark>, _ stream: UInt32, _ position: StreamPosition,
    to journal: inout JournalWriter
  ) {
    weightChange &+= mark.pointee.move(to: position)
    let place = RecordHead.halves(stream, position.decision)
    let drawn = position.wordsInDecision
    hash &+= RollingHash.pair(place, drawn, 8)
    moved &+= 1
    journal.keepPosition(place, drawn)
  }
}
