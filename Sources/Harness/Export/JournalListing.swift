import Scenarios
import SimKernel

/// A finished run's journal as lines to read: time, agent or book, what happened.
public struct JournalListing {
  private let journal: RunJournal
  private let choice: JournalChoice
  private let agents: Set<AgentIndex>?

  /// - Parameter run: A run's folder or a journal file.
  /// - Throws: `ExportMistake`, `RunError.unreadable`, `JournalDamage`.
  public init(run: String, _ choice: JournalChoice = JournalChoice()) throws {
    journal = try RunJournal(run)
    self.choice = choice
    agents = try choice.agents(of: journal.header)
  }

  /// Hands over the wanted lines, each with its line break, some at a time.
  public func write(_ body: (String) throws -> Void) throws {
    try withoutActuallyEscaping(body) { body in
      let writer = Writer(choice, agents, JournalNames(journal.header), body)
      do {
        try journal.play(into: writer)
      } catch is Enough {
        // What comes after is not wanted.
      }
      try writer.flush()
    }
  }

  /// All wanted lines, without line breaks.
  public func lines() throws -> [String] {
    var lines: [String] = []
    try write { lines += $0.split(separator: "\n").map(String.init) }
    return lines
  }

  private struct Enough: Error {}

  private final class Writer: JournalSink {
    private let choice: JournalChoice
    private let agents: Set<AgentIndex>?
    private let body: (String) throws -> Void
    private var tape: GoldenTapeText
    private var text = ""
    private var lineCount = 0
    private var isWanted = false

    private static let textLimit = 1 << 16

    init(
      _ choice: JournalChoice, _ agents: Set<AgentIndex>?, _ names: JournalNames,
      _ body: @escaping (String) throws -> Void
    ) {
      self.choice = choice
      self.agents = agents
      self.body = body
      tape = GoldenTapeText(names: names)
    }

    func write(_ words: UnsafeBufferPointer<UInt64>) throws {
      var place = 0
      while place < words.count, let kind = RecordKind(head: words[place]) {
        let end = place + kind.wordCount
        if kind == .event { try open(at: Int64(bitPattern: words[place + 1])) }
        if isWanted { try take(UnsafeBufferPointer(rebasing: words[place..<end])) }
        place = end
      }
    }

    /// Events are in order of time, so that nothing after the last moment is wanted.
    private func open(at nanoseconds: Int64) throws {
      let time = SimTime(nanoseconds: nanoseconds)
      if let last = choice.to, time > last { throw Enough() }
      isWanted = choice.from.map { time >= $0 } ?? true
    }

    private func take(_ words: UnsafeBufferPointer<UInt64>) throws {
      // Every record is shown to the tape, which learns from it where the next ones happen.
      guard let record = DecodedRecord(Array(words)), let line = tape.line(record),
        choice.wants(record), concerns(record)
      else { return }
      text += line + "\n"
      lineCount += 1
      if lineCount == choice.lineLimit { throw Enough() }
      if text.utf8.count >= Self.textLimit { try flush() }
    }

    /// Whether a wanted agent is a party of what a record tells.
    private func concerns(_ record: DecodedRecord) -> Bool {
      guard let agents else { return true }
      if let agent = record.agent, agents.contains(agent) { return true }
      return record.fields.contains { field in
        guard case .agent(let agent) = field.value else { return false }
        return agents.contains(agent)
      }
    }

    func flush() throws {
      if text.isEmpty { return }
      try body(text)
      text = ""
    }
  }
}
