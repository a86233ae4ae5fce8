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

  /// The latency of the next message on one of an agent's ways.
  @inline(__always)
  mutating func drawLatency(
    _ state: UnsafeMutablePointer<AgentState>, stream: UInt32, number: UInt64
  ) -> Int64 {
    if state.pointee.latency.isConstant { return state.pointee.latency.least.nanoseconds }
    let draw = streams.base + Int(state.pointee.firstStream &+ stream)
    if number > UInt64(UInt32.max) { endDecisions(of: UInt32(state - states.base)) }
    draw.pointee.begin(decision: UInt32(truncatingIfNeeded: number))
    return state.pointee.latency.draw(from: draw)
  }

  /// Ends the run because an agent asks for a decision beyond the 32 bits that a stream numbers: to
  /// begin again would repeat its first draws.
  @inline(never)
  mutating func endDecisions(of agent: UInt32) {
    if fault == nil { fault = .decisionLimit(agent: plan.participants[Int(agent)].name) }
  }

  /// What one stream's position adds to the streams hash.
  private static func weight(_ id: StreamID, _ position: StreamPosition) -> UInt64 {
    let (decision, words) = position.packed
    return RollingHash.pair(id.value, decision << 40 ^ words, 7)
  }

  /// Brings the streams hash up to date and journals where the moved streams stand.
  ///
  /// - Returns: How many moved, and a hash of their positions.
  mutating func traceStreams() -> (moved: UInt64, hash: UInt64) {
    var trace = PositionTrace()
    for index in 0..<markedAgents.count {
      let state = states.base + Int(markedAgents.base[index])
      state.pointee.isMarked = false
      let first = Int(state.pointee.firstStream)
      for stream in first..<first + Int(state.pointee.streamCount) {
        let position = streams.base[stream].position
        let mark = marks.base[stream]
        if position == mark { continue }
        let id = streams.base[stream].stream
        streamsHash &-= Kernel.weight(id, mark)
        streamsHash &+= Kernel.weight(id, position)
        marks.base[stream] = position
        trace.add(UInt32(stream), position, to: &journal)
      }
    }
    markedAgents.removeAll()
    trace.finish(to: &journal)
    return (trace.moved, trace.hash)
  }
}

/// Packs the positions of moved streams into journal records, three a record.
///
/// They bypass the rolling hash, which would make an agent that adds streams change it; the
/// checkpoint holds their own hash.
struct PositionTrace {
  private(set) var moved: UInt64 = 0
  private(set) var hash: UInt64 = 0
  private var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)

  mutating func add(
    _ stream: UInt32, _ position: StreamPosition, to journal: inout JournalWriter
  ) {
    let place = RecordHead.halves(stream, position.decision)
    let drawn = position.wordsInDecision
    hash &+= RollingHash.pair(place, drawn, 8)
    switch moved % 3 {
    case 0: (words.0, words.1) = (place, drawn)
    case 1: (words.2, words.3) = (place, drawn)
    default:
      (words.4, words.5) = (place, drawn)
      journal.keepPositions(words, count: 3)
    }
    moved += 1
  }

  mutating func finish(to journal: inout JournalWriter) {
    let rest = moved % 3
    guard rest != 0 else { return }
    if rest == 1 { (words.2, words.3) = (0, 0) }
    (words.4, words.5) = (0, 0)
    journal.keepPositions(words, count: UInt8(rest))
  }
}
