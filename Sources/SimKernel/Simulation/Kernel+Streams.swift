// Random streams, and the trace of their positions that checkpoints keep.

extension Kernel {
  /// Notes that an agent's streams may move, for the next checkpoint.
  @inline(__always)
  mutating func mark(_ agent: UInt32) {
    let state = states.base + Int(agent)
    // Written in any case and counted if it is new: a branch on it would be taken as often as not.
    markedAgents.base[markedCount] = agent
    markedCount &+= Int(1 ^ state.pointee.isMarked)
    state.pointee.isMarked = 1
  }

  /// How many streams of latencies come before an agent's first in the numbering of all streams:
  /// each agent's latencies, then its own.
  @inline(__always)
  private static func latencyStreams(before agent: Int) -> Int { LatencyWay.count &* agent }

  /// Draws from here on under the kernel's present key.
  mutating func rekeyStreams() {
    for index in 0..<streams.count {
      streams.base[index].stream = streams.base[index].stream.rekeyed(key)
    }
    rekeyLatencies()
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
    for index in 0..<markedCount {
      traceStreams(of: Int(markedAgents.base[index]), &trace)
    }
    markedCount = 0
    journal.endPositions()
    streamsHash &+= trace.weightChange
    return (trace.moved, trace.hash)
  }

  @inline(__always)
  private mutating func traceStreams(of agent: Int, _ trace: inout PositionTrace) {
    let state = states.base + agent
    state.pointee.isMarked = 0
    let drawn = state.pointee.drawnWays
    state.pointee.drawnWays = 0
    if drawn & LatencyWay.entry.bit != 0 { traceLatency(agent, .entry, &trace) }
    if drawn & LatencyWay.cancel.bit != 0 { traceLatency(agent, .cancel, &trace) }
    if drawn & LatencyWay.replace.bit != 0 { traceLatency(agent, .replace, &trace) }
    if drawn & LatencyWay.response.bit != 0 { traceLatency(agent, .response, &trace) }
    if drawn & LatencyWay.data.bit != 0 { traceLatency(agent, .data, &trace) }
    let latencyStreams = Kernel.latencyStreams(before: agent &+ 1)
    for place in state.pointee.ownStreams {
      let own = streams.base + place
      let position = own.pointee.stream.position
      if own.pointee.mark == position { continue }
      own.pointee.mark = position
      trace.move(
        place &+ latencyStreams, own.pointee.stream.stream, to: position,
        weight: &own.pointee.weight, &journal)
    }
  }

  @inline(__always)
  private mutating func traceLatency(
    _ agent: Int, _ way: LatencyWay, _ trace: inout PositionTrace
  ) {
    let stream = latencyStream(UInt32(truncatingIfNeeded: agent), way)
    let place =
      Int(states.base[agent].firstOwnStream) &+ Kernel.latencyStreams(before: agent)
      &+ way.rawValue
    trace.move(
      place, stream.pointee.id, to: stream.pointee.position, weight: &stream.pointee.weight,
      &journal)
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
  mutating func move(
    _ stream: Int, _ id: StreamID, to position: StreamPosition, weight: inout UInt64,
    _ journal: inout JournalWriter
  ) {
    weightChange &-= weight
    weight = PositionTrace.weight(id, position)
    weightChange &+= weight
    let place = RecordHead.halves(UInt32(truncatingIfNeeded: stream), position.decision)
    let drawn = position.wordsInDecision
    hash &+= RollingHash.pair(place, drawn, 8)
    moved &+= 1
    journal.keepPosition(place, drawn)
  }

  /// What a stream's position adds to the streams hash.
  @inline(__always)
  static func weight(_ id: StreamID, _ position: StreamPosition) -> UInt64 {
    let (decision, words) = position.packed
    // A decision has 32 bits; one that draws 2^32 words takes a minute by itself.
    return RollingHash.pair(id.value, decision << 32 ^ words, 7)
  }
}
