import SimKernel

extension ScenarioFormat {
  static let regimes = Section(
    what: "regimes",
    fields: [
      Field("own", .named(regime), "regimes of the file's own, or built-in ones anew"),
      Field(
        "schedule", .list(.section(regimeStep), count: 1...10_000), "which holds from when on"),
      Field(
        "switching", .list(.section(sojourn), count: 1...1_000),
        "which follow one another at random, the first one first"),
    ])

  /// The factors of one regime.
  static let regime = Section(
    what: "a regime",
    fields: [
      .value(
        "activity", .number(MarketConditions.factors), "multiplies the rates of background agents",
        default: .number(1)),
      .value(
        "size", .number(MarketConditions.sizes), "multiplies the lots of their orders",
        default: .number(1)),
      .value(
        "volatility", .number(MarketConditions.factors),
        "multiplies the volatility of fundamental values", default: .number(1)),
      .value(
        "reversion", .number(MarketConditions.factors),
        "multiplies how fast fundamental values revert", default: .number(1)),
      .value(
        "drift", .number(MarketConditions.drifts), "added to fundamental values, ticks per second",
        default: .number(0)),
    ])

  static let regimeStep = Section(
    what: "a step of the schedule",
    fields: [
      .value("from", .timeOfDay, "when it begins to hold"),
      Field("regime", .name, "the name of a regime", isRequired: true),
    ])

  static let sojourn = Section(
    what: "a regime to switch to",
    fields: [
      Field("regime", .name, "the name of a regime", isRequired: true),
      .value("mean", .duration(RegimePlan.means), "how long it holds on average, each time"),
    ])

  static let seasonality = Section(
    what: "seasonality",
    fields: [
      Field("u", .section(seasonU), "a parabola over the day, high at both ends"),
      Field(
        "steps", .list(.section(seasonStep), count: 1...10_000), "factors by time of day"),
    ])

  static let seasonU = Section(
    what: "u",
    fields: [
      .value(
        "from", .timeOfDay, "where it begins, the start of the clock if left out",
        default: .absent),
      .value(
        "to", .timeOfDay, "where it ends, the end of the clock if left out", default: .absent),
      .value(
        "activity_ends", .number(MarketConditions.factors), "the activity's factor at both ends",
        default: .number(2)),
      .value(
        "activity_middle", .number(MarketConditions.factors), "its factor half way",
        default: .number(0.5)),
      .value(
        "volatility_ends", .number(MarketConditions.factors),
        "the volatility's factor at both ends", default: .number(1.5)),
      .value(
        "volatility_middle", .number(MarketConditions.factors), "its factor half way",
        default: .number(0.75)),
    ])

  static let seasonStep = Section(
    what: "a step of the day",
    fields: [
      .value("from", .timeOfDay, "when it begins to hold"),
      .value(
        "activity", .number(MarketConditions.factors), "multiplies the rates of background agents",
        default: .number(1)),
      .value(
        "volatility", .number(MarketConditions.factors),
        "multiplies the volatility of fundamental values", default: .number(1)),
    ])
}
