import SimKernel

/// A story about one order book: messages, passing time, and what is expected to happen.
///
/// The language is described in docs/bookscript.md. Parsing reports all faults of a text at once.
public struct BookScript: Hashable, Sendable {
  /// Lines that say something, in order; times never go back.
  public var lines: [BookScriptLine]

  /// Lines that a script has at the most.
  public static let lineLimit = 1_000_000
  /// Unicode scalars that a line has at the most, its end not counted.
  public static let columnLimit = 10_000
  /// Faults that are reported at the most.
  public static let faultLimit = 100
  /// The end of the session, in which scripts play: 24:00:00.
  public static var sessionEnd: SimTime { .zero + .hours(24) }

  /// Reads a script; a mark of byte order before the text is no part of it.
  ///
  /// - Throws: `BookScriptFaults` with line and column of each fault.
  /// - Complexity: O(text).
  public init(parsing text: String) throws(BookScriptFaults) {
    lines = []
    var faults: [BookScriptFault] = []
    var now = SimTime.zero
    var number = 0
    for source in BookScript.lines(of: text) {
      number += 1
      do throws(BookScriptFault) {
        guard number <= BookScript.lineLimit else {
          throw BookScriptFault(
            line: number, column: 1,
            message: "a script has \(BookScript.lineLimit) lines at the most")
        }
        var parser = try BookScriptParser(line: number, source: source, now: now)
        guard let line = try parser.parseLine() else { continue }
        now = line.time
        lines.append(line)
      } catch {
        faults.append(error)
        if faults.count == BookScript.faultLimit || number > BookScript.lineLimit { break }
      }
    }
    if !faults.isEmpty { throw BookScriptFaults(faults: faults) }
  }

  /// The lines without their ends; nothing follows the end of the last one.
  private static func lines(of text: String) -> [Substring.UnicodeScalarView] {
    let scalars = text.unicodeScalars[...]
    let marked = scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars
    var lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.last == "\r" ? $0.dropLast() : $0 }
  }
}

/// One line of a script.
public struct BookScriptLine: Hashable, Sendable {
  /// From 1.
  public var number: Int
  /// Of the first word, from 1, in Unicode scalars.
  public var column: Int
  /// The line as written, without comment and surrounding space.
  public var source: String
  /// When it happens; `advance` and `at` have moved it already.
  public var time: SimTime
  /// The name after `as`.
  public var owner: String?
  /// What to do; nil for a line that only moves time.
  public var verb: BookScriptVerb?
  public var expectation: BookScriptExpectation?
}

/// What one line does.
public enum BookScriptVerb: Hashable, Sendable {
  case submit(BookScriptOrder)
  case cancel(id: String)
  case cancelAll(Side?)
  case replace(id: String, quantity: Quantity?, price: Price?)
  case selfTrade(SelfTradePrevention)
  case advance
  case show
}

/// A new order as a script writes it.
public struct BookScriptOrder: Hashable, Sendable {
  /// The order's name in the script.
  public var name: String
  /// The order, its numeric id still 0.
  public var order: NewOrder
}

/// What a line says should happen.
public enum BookScriptExpectation: Hashable, Sendable {
  /// These events and no others; the line's own `accepted` may be left out beside others.
  case events([BookScriptExpectedEvent])
  /// These displayed levels and no others, best first.
  case book(bids: [BookScriptExpectedLevel], asks: [BookScriptExpectedLevel])
}

/// One expected event; what is nil is not compared.
public struct BookScriptExpectedEvent: Hashable, Sendable {
  /// The order it is about; nil for the order that the line names.
  public var order: String?
  public var kind: BookScriptEventKind
  public var quantity: Int64?
  public var price: Int64?
  /// The resting order.
  public var other: String?
  public var reason: String?
}

/// One expected level; a nil count is not compared.
public struct BookScriptExpectedLevel: Hashable, Sendable {
  public var quantity: Int64
  public var price: Int64
  public var count: Int64?
}

/// What an event is called in scripts and reports.
public enum BookScriptEventKind: String, Hashable, Sendable, CaseIterable {
  case accepted, rejected, filled, cancelled, replaced, triggered, expired, refreshed, decremented
}
