import SimKernel

/// A checkpoint of a golden run, as its file writes it: `1024 09:30:01.5 RECORDS BOOKS STREAMS`.
struct GoldenCheckpoint: Hashable, Sendable {
  /// Events handled up to here.
  var events: Int
  var time: String
  /// Hashes of the records, the books and the positions of the random streams.
  var hashes: [String]

  static let parts = ["records", "books", "random streams"]

  init(_ checkpoint: JournalCheckpoint) {
    events = checkpoint.events
    time = checkpoint.time.timeOfDayText
    hashes = [checkpoint.records, checkpoint.books, checkpoint.streams].map { hash in
      let digits = String(hash, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }

  /// Reads a line of the file; nil for anything else.
  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2 + Self.parts.count, let events = Int(words[0]) else { return nil }
    self.events = events
    time = words[1]
    hashes = Array(words[2...])
  }

  var text: String { ([String(events), time] + hashes).joined(separator: " ") }

  /// `event 1024 at 09:30:01.5`.
  var place: String { "event \(events) at \(time)" }

  /// What two checkpoints of the same place disagree about, in words.
  func difference(from other: GoldenCheckpoint) -> String {
    if (events, time) != (other.events, other.time) { return "the moment" }
    let parts = zip(Self.parts, zip(hashes, other.hashes)).filter { $0.1.0 != $0.1.1 }.map(\.0)
    return parts.joined(separator: ", ")
  }
}
