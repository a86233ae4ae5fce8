import Agents
import SimKernel

/// Writes records as lines of a tape: time, agent, what.
///
/// Numbers that only say how many things came before (sequences, causes, publications) are left
/// out: one event more would change every line after it, and hide the story of the difference.
struct GoldenTapeText {
  let names: JournalNames
  /// The event whose consequences follow: its time, and the book that it concerns.
  private var time = ""
  private var instrument: InstrumentIndex?
  private var place = ""

  private static let agentWidth = 16
  private static let leftOut: Set<String> = [
    "time", "sequence", "arrival sequence", "report sequence", "report at", "publication", "venue",
    "instrument",
  ]

  init(names: JournalNames) { self.names = names }

  /// The line of a record, or nil for one that is no part of the story.
  mutating func line(_ record: DecodedRecord) -> String? {
    for field in record.fields {
      if case .instrument(let index) = field.value { instrument = index }
    }
    switch record.kind {
    case .event:
      open(record)
      return event(record)
    case .book:
      moveTo(record)
      return nil
    case .checkpoint, .positions: return nil
    case .sent:
      return isGlance(record) ? nil : line(record, sent(record))
    case .trade: return line(record, trade(record))
    case .quote: return line(record, quote(record))
    case .outcome: return line(record, outcome(record))
    case .sentTriggers, .refused, .fault: return line(record, other(record))
    }
  }

  /// Asking for a few levels changes nothing, and noise traders do it before everything they do;
  /// asking for all is what a subscriber does that has missed something.
  private func isGlance(_ record: DecodedRecord) -> Bool {
    record.title == "sent requestSnapshot"
      && text("depth", of: record) != "\(BookBuilder.wholeDepth)"
  }

  private mutating func open(_ record: DecodedRecord) {
    time = padded(text("time", of: record))
    moveTo(record)
  }

  private mutating func moveTo(_ record: DecodedRecord) {
    let words = ["venue", "instrument"].map { text($0, of: record) }.filter { !$0.isEmpty }
    place = words.joined(separator: "/")
    if words.isEmpty { instrument = nil }
  }

  private func line(_ record: DecodedRecord, _ what: String) -> String {
    let who = record.agent.map(names.name) ?? place
    let padding = String(repeating: " ", count: max(0, Self.agentWidth - who.count))
    return "\(time)  \(who)\(padding)  \(what)"
  }

  // MARK: What

  /// Of events what everybody or an agent learns from outside the market; nil for the others.
  private func event(_ record: DecodedRecord) -> String? {
    switch record.title {
    case "line": line(record, "line \(text("line", of: record))")
    case "regime": line(record, "enters regime \(text("regime", of: record))")
    case "news":
      line(
        record,
        "hears that \(text("instrument", of: record)) is worth "
          + text("value", of: record))
    default: nil
    }
  }

  private func sent(_ record: DecodedRecord) -> String {
    let order = "#\(text("order", of: record))"
    let way =
      " to \(text("venue", of: record))/\(text("instrument", of: record)), "
      + "arrives \(text("arrival", of: record))"
    switch record.title {
    case "sent submit": return "sends \(order): \(terms(record))" + way
    case "sent cancel": return "cancels \(order)" + way
    case "sent replace":
      let changes = ["quantity", "price"].filter { !text($0, of: record).isEmpty }.map {
        "\($0) \(text($0, of: record))"
      }
      return (["replaces \(order):"] + changes).joined(separator: " ") + way
    default:
      let feed = text("feed", of: record)
      return record.title.dropFirst("sent ".count) + (feed.isEmpty ? "" : " \(feed)") + way
    }
  }

  /// `buy 10 limit @ 99.90 goodTillCancel post-only`.
  private func terms(_ record: DecodedRecord) -> String {
    let type = text("type", of: record)
    var words = [text("side", of: record), text("quantity", of: record), type]
    // The others have no limit price.
    if type.hasPrefix("limit") || type == "stopLimit" {
      words += ["@", text("price", of: record)]
    }
    words.append(text("time in force", of: record))
    words += ["hidden", "post-only"].filter { has($0, record) }
    let display = text("display", of: record)
    if !display.isEmpty { words.append("showing \(display)") }
    return words.joined(separator: " ")
  }

  private func trade(_ record: DecodedRecord) -> String {
    "trades #\(text("order", of: record)): \(text("side", of: record)) "
      + "\(text("quantity", of: record)) @ \(text("price", of: record)) with "
      + "\(text("resting", of: record)) #\(text("resting order", of: record))"
      + (has("hidden", record) ? " (hidden)" : "")
      + ", left \(text("remaining", of: record)) and \(text("resting remaining", of: record)), "
      + "ahead \(text("ahead at entry", of: record)), of it traded "
      + text("traded ahead", of: record)
  }

  private func outcome(_ record: DecodedRecord) -> String {
    let order = "\(record.title) #\(text("order", of: record)):"
    let lots = text("quantity", of: record)
    let ahead = "ahead \(text("ahead", of: record))"
    switch record.title {
    case "accepted": return "\(order) \(lots), \(ahead)"
    case "rejected", "change rejected": return "\(order) \(text("reason", of: record))"
    case "cancelled": return "\(order) \(lots), \(text("reason", of: record))"
    case "replaced": return "\(order) \(lots) @ \(text("price", of: record)), \(ahead)"
    case "refreshed":
      return "\(order) \(lots) shown of \(text("remaining", of: record)), \(ahead)"
    case "decremented":
      return "\(order) \(lots) @ \(text("price", of: record)), left "
        + "\(text("remaining", of: record)) and \(text("resting remaining", of: record))"
    default: return "\(order) \(lots)"
    }
  }

  private func quote(_ record: DecodedRecord) -> String {
    let parts = ["bid", "ask", "last"].map { name in
      let lots = text("\(name) quantity", of: record)
      return lots == "0" ? "\(name) none" : "\(name) \(lots) @ \(text(name, of: record))"
    }
    return "quotes " + parts.joined(separator: ", ")
  }

  private func other(_ record: DecodedRecord) -> String {
    let fields = record.fields.filter { !Self.leftOut.contains($0.name) }.map {
      "\($0.name) \(names.text($0.value, instrument))"
    }
    return fields.isEmpty ? record.title : "\(record.title): \(fields.joined(separator: ", "))"
  }

  private func has(_ flag: String, _ record: DecodedRecord) -> Bool {
    text(flag, of: record) == "yes"
  }

  /// The value of a field, empty where the record has none of that name.
  private func text(_ name: String, of record: DecodedRecord) -> String {
    record.fields.first { $0.name == name }.map { names.text($0.value, instrument) } ?? ""
  }

  /// `09:30:00.000001000` for `09:30:00.000001`, so that columns stand below one another.
  private func padded(_ time: String) -> String {
    let whole = "00:00:00".count
    let decimals = max(0, time.count - whole - 1)
    return time + (decimals == 0 ? "." : "") + String(repeating: "0", count: 9 - min(9, decimals))
  }
}
