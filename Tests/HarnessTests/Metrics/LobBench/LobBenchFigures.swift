import Scenarios
import Testing

@testable import Harness

/// Reads files and compares scores with figures that were computed elsewhere.
enum LobBenchFigures {
  static func read(messages: String, book: String) throws -> LobBenchSequence {
    let messageReader = try LobsterMessageReader(path: messages)
    let bookReader = try LobsterBookReader(path: book)
    var found: [LobsterMessage] = []
    var rows: [LobsterBookRow] = []
    var row = LobsterBookRow()
    while let message = try messageReader.next() { found.append(message) }
    while try bookReader.next(into: &row, depth: .max) { rows.append(row) }
    return LobBenchSequence(messages: found, rows: rows, depth: bookReader.fileDepth)
  }

  /// Expects every distance of a report, missing ones included.
  static func expect(_ report: LobBenchReport, _ expected: JSONValue, _ name: String) {
    for entry in report.entries + report.conditional {
      let figures = expected["scores"]?[entry.name]
      expect(entry.l1, figures?["l1"], "\(name) \(entry.name) l1")
      expect(entry.wasserstein, figures?["wasserstein"], "\(name) \(entry.name) wasserstein")
    }
    expect(report.impact.score, expected["impact"]?["score"], "\(name) impact")
    for event in report.impact.events {
      expect(event.distance, expected["impact"]?["events"]?[event.name], "\(name) \(event.name)")
    }
  }

  /// Expects a figure to 1e-9 of its size, or none.
  static func expect(_ found: Double?, _ expected: JSONValue?, _ name: String) {
    guard let expected else {
      Issue.record("\(name): no figure")
      return
    }
    guard let figure = number(expected), let found else {
      #expect(found == nil && expected == .null, "\(name): \(found as Double?) for \(expected)")
      return
    }
    #expect(abs(found - figure) <= 1e-9 * abs(figure) + 1e-14, "\(name): \(found) for \(figure)")
  }

  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .number(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }
}

extension LobBenchSequence {
  /// The first half of the messages and the second.
  var halves: [LobBenchSequence] { [part(0..<(count / 2)), part((count / 2)..<count)] }
}
