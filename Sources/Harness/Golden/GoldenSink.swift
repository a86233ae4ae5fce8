import SimKernel

/// Listens to a run and keeps what a golden needs: the head of its tape and every checkpoint.
final class GoldenSink: JournalSink {
  /// Lines of a tape.
  static let lineLimit = 200

  private(set) var lines: [String] = []
  /// For each line, how many checkpoints stood before it and whom it is about.
  private(set) var places: [(checkpoint: Int, agent: AgentIndex?)] = []
  private(set) var checkpoints: [GoldenCheckpoint] = []
  /// Where the random streams of the watched agents stand at the watched checkpoint, in words.
  private(set) var streams: [String] = []

  private let names: JournalNames
  private var tape: GoldenTapeText
  private let watched: (checkpoint: Int, agent: AgentIndex)?

  /// - Parameter watched: Whose streams to note, before which checkpoint, counted from 0.
  init(_ setup: RunSetup, watching watched: (checkpoint: Int, agent: AgentIndex)? = nil) {
    names = JournalNames(JournalHeader(setup))
    tape = GoldenTapeText(names: names)
    self.watched = watched
  }

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    var place = 0
    while place < words.count {
      guard let kind = RecordKind(head: words[place]) else {
        preconditionFailure("word \(place) of a drained journal, \(words[place]), heads no record")
      }
      take(kind, UnsafeBufferPointer(rebasing: words[place..<place + kind.wordCount]))
      place += kind.wordCount
    }
  }

  private func take(_ kind: RecordKind, _ words: UnsafeBufferPointer<UInt64>) {
    switch kind {
    case .checkpoint:
      checkpoints.append(GoldenCheckpoint(JournalCheckpoint(words, end: 0)))
    case .positions:
      if let watched, watched.checkpoint == checkpoints.count { note(words, of: watched.agent) }
    case .event, .sent, .sentTriggers, .refused, .outcome, .trade, .quote, .fault, .book:
      guard lines.count < Self.lineLimit, let record = DecodedRecord(Array(words)),
        let line = tape.line(record)
      else { return }
      lines.append(line)
      places.append((checkpoints.count, record.agent))
    }
  }

  private func note(_ words: UnsafeBufferPointer<UInt64>, of agent: AgentIndex) {
    guard let record = DecodedRecord(Array(words)) else { return }
    let own = names.streams(of: agent)
    for place in stride(from: 0, to: record.fields.count, by: 3) {
      guard case .stream(let stream) = record.fields[place].value, own.contains(Int(stream))
      else { continue }
      streams.append(names.text(record, fields: place..<place + 3))
    }
  }
}
