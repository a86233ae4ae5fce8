import SimKernel
import TestSupport
import Testing

@testable import Agents

/// A line that fails and comes back leaves every agent of the catalog as it was before.
struct LineFailureTests {
  private static let seeds = Array(UInt64(1)...(isFullScale ? 40 : 6))

  /// Every type of the catalog: those of the rough markets, and the others.
  private static let subjects: [LineFailure.Subject] =
    RoughMarketTests.subjects.map { LineFailure.Subject(type: $0.type, values: $0.values) } + [
      LineFailure.Subject(
        type: "adaptive_market_maker",
        values: [
          AgentTrial.wakes(4), ("lookback", .duration(.milliseconds(40))), ("levels", .integer(2)),
        ]),
      LineFailure.Subject(
        type: "arrival_noise",
        values: [
          ("from", .timeOfDay(.zero + .milliseconds(LineFailure.failure.start))),
          (
            "to",
            .timeOfDay(
              .zero + .milliseconds(LineFailure.failure.start + LineFailure.failure.length))
          ),
        ], since: LineFailure.failure.start),
      LineFailure.Subject(
        type: "book_watcher", values: [("orders", .flag(true)), ("trades", .flag(true))]),
      LineFailure.Subject(
        type: "cont_stoikov_talreja", values: [("time_unit", .duration(.milliseconds(20)))]),
      LineFailure.Subject(type: "crossover", values: [AgentTrial.wakes(2)]),
      LineFailure.Subject(type: "external"),
      LineFailure.Subject(type: "hawkes", values: [("time_unit", .duration(.milliseconds(20)))]),
      LineFailure.Subject(
        type: "marked_flow", values: [("time_unit", .duration(.milliseconds(20)))]),
      LineFailure.Subject(
        type: "market_maker", values: [("refresh_every", .duration(.milliseconds(5)))]),
      LineFailure.Subject(
        type: "news_maker", values: [("refresh_every", .duration(.milliseconds(5)))]),
      LineFailure.Subject(type: "news_taker"),
      LineFailure.Subject(type: "noise", values: [AgentTrial.wakes(5)]),
      LineFailure.Subject(type: "observer"),
      LineFailure.Subject(type: "replay", values: [("messages", .messages(history))]),
      LineFailure.Subject(
        type: "santa_fe", values: [("market_order_every", .duration(.milliseconds(20)))]),
      LineFailure.Subject(type: "scripted", values: [("script", .script(script))]),
      LineFailure.Subject(type: "value", values: [AgentTrial.wakes(5)]),
    ]

  /// An order every 10 ms, all to the end.
  private static let history = MessageHistory(
    (1..<60).map { number in
      MessageHistory.Message(
        .submission, UInt32(number - 1), at: .zero + .milliseconds(Int64(10 * number)), .buy,
        Quantity(lots: 1), price: Price(ticks: 90))
    })

  private static let script = (1..<60).map { number in
    "advance 10 ms\nbuy B\(number) 1 @ 90"
  }.reduce("at 00:00:00") { $0 + "\n" + $1 }

  /// Those that never trade by themselves.
  private static let listeners: Set = ["observer", "book_watcher"]
  /// Those that never ask for market data.
  private static let deaf: Set = [
    "glosten_milgrom_maker", "glosten_milgrom_traders", "metaorder",
    "momentum_igniter", "replay", "scripted",
  ]

  @Test func `every type of the catalog is on trial`() {
    let types = AgentCatalog.standard.map(\.declaration.name)
    #expect(Set(Self.subjects.map(\.type)) == Set(types))
  }

  @Test(arguments: subjects)
  func `behind a failure of its line it acts and hears as it would have`(
    subject: LineFailure.Subject
  ) throws {
    var (with, without) = (LineFailure.Life(), LineFailure.Life())
    for seed in Self.seeds {
      with += try LineFailure.life(of: subject, fails: true, seed: seed)
      without += try LineFailure.life(of: subject, fails: false, seed: seed)
    }
    #expect(Self.listeners.contains(subject.type) == (without.orders == 0), "\(without)")
    #expect(Self.deaf.contains(subject.type) == (without.data == 0), "\(without)")
    for (name, found, expected) in [
      ("orders", with.orders, without.orders), ("data", with.data, without.data),
    ] {
      #expect(
        found * 3 >= expected * 2 && found * 2 <= expected * 3,
        "\(subject.type) \(name): \(found) behind a failure, \(expected) without")
    }
  }
}
