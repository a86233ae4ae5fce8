import SimKernel

extension ScenarioFormat {
  /// What may go wrong on the way of market data to an agent.
  static let feed = Section(
    what: "a feed",
    fields: [
      Field("gaps", .section(outage), "when messages of feeds are lost"),
      Field("stale", .section(outage), "when market data stands still, and comes late"),
      Field("disconnects", .section(outage), "when the line is down, which ends subscriptions"),
    ])

  /// When something is out of order.
  static let outage = Section(
    what: "an outage",
    fields: [
      Field(
        "every", .value(.duration(OutageTimes.Random.means)),
        "mean time between two at random, exponential"),
      Field(
        "length", .value(.duration(OutageTimes.Random.means)),
        "mean length of those at random, exponential"),
      Field("times", .list(.section(span), count: 1...10_000), "given times"),
    ])

  static let span = Section(
    what: "a time",
    fields: [
      .value("at", .timeOfDay, "when it begins"),
      .value("for", .duration(.nanoseconds(1) ... .hours(24)), "how long it lasts"),
    ])
}
