import SimKernel

/// One record of a kept journal, decoded from its words without the kernel's own code.
public struct JournalLine: Hashable, Sendable {
  public enum Kind: UInt8, Sendable {
    case event = 1
    case sent, sentTriggers, refused, outcome, trade, quote, fault, checkpoint, positions, book
  }

  public enum EventKind: UInt8, Sendable {
    case start = 0
    case wake, report, quote, snapshot, arrival, free, expiry, imbalance, jump, news, regime
    case feed, orders, line, merged
  }

  public var words: [UInt64]

  /// The records of a journal in order.
  public static func lines(_ words: [UInt64]) -> [JournalLine] {
    var lines: [JournalLine] = []
    var place = 0
    while place < words.count {
      let length = Int(words[place] >> 8 & 0xFF)
      precondition(length > 0 && place + length <= words.count, "a record cut short at \(place)")
      lines.append(JournalLine(words: Array(words[place..<place + length])))
      place += length
    }
    return lines
  }

  public var kind: Kind {
    guard let kind = Kind(rawValue: UInt8(truncatingIfNeeded: words[0])) else {
      preconditionFailure("a record of kind \(words[0] & 0xFF)")
    }
    return kind
  }

  public var detail: UInt8 { UInt8(truncatingIfNeeded: words[0] >> 16) }
  public var second: UInt8 { UInt8(truncatingIfNeeded: words[0] >> 24) }
  public var agent: UInt32 { UInt32(truncatingIfNeeded: words[0] >> 32) }
  public var eventKind: EventKind? { kind == .event ? EventKind(rawValue: detail) : nil }

  /// The low and the high half of a word.
  public func low(_ word: Int) -> UInt32 { UInt32(truncatingIfNeeded: words[word]) }
  public func high(_ word: Int) -> UInt32 { UInt32(truncatingIfNeeded: words[word] >> 32) }
  public func signed(_ word: Int) -> Int64 { Int64(bitPattern: words[word]) }

  /// The agent that the record is about; nil for what concerns a market or the run.
  public var subject: UInt32? {
    switch kind {
    case .quote, .checkpoint, .positions, .book: nil
    case .event: isOfNobody ? nil : agent
    case .sent, .sentTriggers, .refused, .outcome, .trade, .fault: agent
    }
  }

  private var isOfNobody: Bool {
    eventKind == .expiry || eventKind == .jump || eventKind == .regime
  }

  /// Venue and instrument of an arrival, an expiry or a further book of one message.
  public var book: BookPlace? {
    if kind == .book { return BookPlace(venue: UInt16(low(1)), instrument: UInt16(high(1))) }
    switch eventKind {
    case .arrival?, .expiry?:
      return BookPlace(venue: UInt16(low(3)), instrument: UInt16(high(3)))
    default: return nil
    }
  }
}

/// One instrument at one venue.
public struct BookPlace: Hashable, Sendable {
  public var venue: UInt16
  public var instrument: UInt16

  public init(venue: UInt16, instrument: UInt16) {
    self.venue = venue
    self.instrument = instrument
  }
}

// MARK: - What two runs have in common

extension JournalLine {
  /// The record without sequence, cause and publication numbers and with agents under other
  /// numbers; nil for checkpoints and stream positions, which hold those of the whole run.
  public func story(_ number: (UInt32) -> UInt64) -> [UInt64]? {
    var story = words
    if subject != nil { story[0] = words[0] & 0xFFFF_FFFF | number(agent) << 32 }
    switch kind {
    case .checkpoint, .positions: return nil
    case .event:
      story[2] = 0
      if eventKind == .report || eventKind == .quote { story[3] = 0 }
    case .sent, .refused: story[1] = 0
    case .outcome:
      if detail == MatchingOutcome.Kind.decremented.rawValue {
        story[5] = UInt64(low(5)) | number(high(5)) << 32
      }
    case .trade: story[4] = number(low(4))
    case .quote: story[5] = 0
    case .sentTriggers, .fault, .book: break
    }
    return story
  }

  /// What happened to everybody but one agent, agents numbered by the order of their names.
  public static func story(
    _ lines: [JournalLine], names: [String], without excluded: String? = nil
  ) -> [[UInt64]] {
    let sorted = names.filter { $0 != excluded }.sorted()
    let numbers = names.map { name in UInt64(sorted.firstIndex(of: name) ?? Int(UInt32.max)) }
    let skipped = excluded.flatMap { names.firstIndex(of: $0) }.map { UInt32($0) }
    return lines.compactMap { line in
      if let skipped, line.subject == skipped { return nil }
      return line.story { numbers[Int($0)] }
    }
  }
}
