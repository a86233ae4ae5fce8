import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// What the scenarios of the repository touch between them.
struct ShippedScenarioTests {
  private static let root: String = {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.path
  }()

  private static let collection = GoldenCollection(root: root, isReadOnly: true)

  /// Counts what agents sent and what came of it.
  private final class CountingSink: JournalSink {
    var counts: [String: Int] = [:]
    var lowestTrade = Int64.max

    func write(_ words: UnsafeBufferPointer<UInt64>) throws {
      var place = 0
      while place < words.count, let kind = RecordKind(head: words[place]) {
        let end = place + kind.wordCount
        if [.sent, .sentTriggers, .refused, .outcome, .trade].contains(kind),
          let record = DecodedRecord(Array(words[place..<end]))
        {
          count(record)
        }
        place = end
      }
    }

    private func count(_ record: DecodedRecord) {
      func word(_ name: String) -> String? {
        guard case .word(let word)? = record.fields.first(where: { $0.name == name })?.value
        else { return nil }
        return word
      }
      var keys = [record.title]
      if record.title == "sent submit", let type = word("type"), let time = word("time in force") {
        keys = ["\(type) \(time)"]
        for flag in ["hidden", "post-only"] where word(flag) == "yes" { keys.append(flag) }
      } else if let reason = word("reason") {
        keys.append("\(record.title) \(reason)")
      }
      for field in record.fields {
        if ["display", "protection price", "expiry"].contains(field.name) {
          keys.append(field.name)
        }
        if record.kind == .trade, field.name == "price", case .price(let ticks) = field.value {
          lowestTrade = min(lowestTrade, ticks)
        }
      }
      for key in keys { counts[key, default: 0] += 1 }
    }
  }

  /// A scenario in full, or in a debug process up to the moment that a test needs.
  private static func setup(_ name: String, until end: String) throws -> RunSetup {
    try RunSetup(
      path: collection.scenarioPath(name), overrides: isFullScale ? [] : ["clock.end=\(end)"])
  }

  @Test func `there are at least five`() throws {
    #expect(try Self.collection.scenarios().count >= 5)
  }

  @Test func `between them they touch every kind of order, request and outcome`() throws {
    let sink = CountingSink()
    for name in try Self.collection.scenarios() {
      let end = name == "order_types" ? "09:30:32" : "09:30:05"
      _ = try Runner.run(Self.setup(name, until: end), Runner.Options(), into: sink)
    }
    var expected = [
      "hidden", "post-only", "display", "protection price", "expiry", "sent cancel",
      "sent replace", "sent cancelAll", "trade", "rejected postOnlyWouldTrade",
      "rejected duplicateOrderID", "change rejected unknownOrder", "cancelled selfTrade",
      "cancelled fillOrKill", "cancelled massCancel", "cancelled protectionPrice", "decremented",
      "refreshed", "triggered", "expired", "replaced",
    ]
    for type in OrderType.allCases {
      for time in TimeInForce.allCases { expected.append("\(type) \(time)") }
    }
    for key in expected {
      #expect(sink.counts[key, default: 0] > 0, "no scenario has: \(key)")
    }
  }

  @Test func `between them they have every mode of self-trade prevention`() throws {
    let modes = try Self.collection.scenarios().flatMap {
      try Self.collection.setup($0).plan.venues.map(\.selfTradePrevention)
    }
    for mode in SelfTradePrevention.allCases {
      #expect(modes.contains(mode), "no venue has \(mode)")
    }
  }

  @Test func `the flash crash trades at one tick and comes back`() throws {
    let sink = CountingSink()
    let result = try Runner.run(
      Self.setup("flash_crash", until: "09:30:45"), Runner.Options(), into: sink)
    #expect(sink.lowestTrade == 1)
    let bid = try #require(result.books.first?.snapshot.bids.first)
    #expect(bid.price.ticks > 9_000, "the best bid at the end is \(bid.price.ticks) ticks")
  }
}
