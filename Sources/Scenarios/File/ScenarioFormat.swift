import SimKernel

/// What the value of one key of a scenario file is.
///
/// Keys with a value of a plain kind are declared as agents declare their parameters; the other
/// cases are shapes that only the file itself has.
indirect enum FieldKind: Sendable {
  case value(ParameterKind)
  /// An integer of 64 bits.
  case seed
  /// Letters, digits, `_` and `-`.
  case name
  case symbol
  case currency
  /// A positive decimal.
  case tick
  /// The name of a latency profile.
  case latencyProfile
  /// The name of an agent type.
  case agentType
  /// The name of a latency model.
  case latencyModel
  /// The name of a process of fundamental values.
  case fundamentalProcess
  case section(Section)
  case list(ListItem, count: ClosedRange<Int>)
  /// A mapping from names to sections that take further keys by their `distribution`.
  case latencyProfiles
  /// A latency on one way, which takes further keys by its `distribution`.
  case latency
  /// A mapping from names to sections.
  case named(Section)
  /// A path or a list of paths.
  case include
}

/// What the items of a list are.
enum ListItem: Sendable {
  case section(Section)
  /// Agents, which take further keys by their `type`.
  case agent
  /// Fundamental values, which take further keys by their `process`.
  case fundamental
  /// Latencies with the time from which they hold.
  case latencyPiece
}

/// One key of a mapping in a scenario file.
struct Field: Sendable {
  var name: String
  var kind: FieldKind
  var summary: String
  var isRequired: Bool
  /// Where the file gives none and the key is not required.
  var defaultValue: ParameterValue = .absent

  init(_ name: String, _ kind: FieldKind, _ summary: String, isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.isRequired = isRequired
  }

  init(_ parameter: Parameter) {
    name = parameter.name
    kind = .value(parameter.kind)
    summary = parameter.summary
    isRequired = parameter.isRequired
    defaultValue = parameter.defaultValue ?? .absent
  }

  static func value(
    _ name: String, _ kind: ParameterKind, _ summary: String, default value: ParameterValue? = nil
  ) -> Field {
    Field(Parameter(name, kind, summary, default: value))
  }
}

/// A mapping of a scenario file with the keys that it may have.
struct Section: Sendable {
  /// What the mapping describes, with its article, such as "an instrument".
  var what: String
  var fields: [Field]
}

/// The keys of a scenario file; reading and the JSON Schema both come from here.
enum ScenarioFormat {
  static let root = Section(
    what: "the scenario",
    fields: [
      Field("include", .include, "other files to merge below this one"),
      .value("description", .text, "what the scenario shows", default: .text("")),
      Field("seed", .seed, "the seed of all random draws"),
      Field("clock", .section(clock), "when the run starts and ends", isRequired: true),
      Field(
        "instruments", .list(.section(instrument), count: 1...10_000),
        "what is traded", isRequired: true),
      Field(
        "venues", .list(.section(venue), count: 1...1_000), "where it is traded",
        isRequired: true),
      Field("latency", .latencyProfiles, "named latency profiles"),
      Field(
        "congestion", .named(congestion), "named networks that are congested now and then"),
      Field("fundamentals", .section(fundamentals), "what instruments are worth"),
      Field("regimes", .section(regimes), "named states of the whole market, and when they hold"),
      Field("seasonality", .section(seasonality), "how the time of day changes the market"),
      Field("agents", .list(.agent, count: 0...100_000), "who trades", isRequired: true),
      Field("limits", .section(limits), "bounds that end an agent's order or the run"),
      Field("record", .section(record), "what a run writes"),
    ])

  static let clock = Section(
    what: "clock",
    fields: [
      .value("start", .timeOfDay, "the first moment of the run"),
      .value("end", .timeOfDay, "the last moment of the run"),
    ])

  static let instrument = Section(
    what: "an instrument",
    fields: [
      Field("symbol", .symbol, "the name of the instrument", isRequired: true),
      Field("tick", .tick, "the smallest step of the price, in currency", isRequired: true),
      .value(
        "lot", .integer(1...1_000_000_000), "units of the instrument in one lot",
        default: .integer(1)),
      Field("currency", .currency, "what prices are in", isRequired: true),
      .value("open_price", .price, "the price at the start"),
    ])

  static let venue = Section(
    what: "a venue",
    fields: [
      Field("name", .name, "the name of the venue", isRequired: true),
      .value(
        "kind", .choice(["lit"]), "how the venue matches", default: .choice("lit")),
      .value(
        "processing", .duration(.zero ... .seconds(1)), "time the venue takes for one message",
        default: .duration(.zero)),
      Field("fees", .section(fees), "what a trade costs"),
      .value(
        "cancel_on_disconnect", .flag,
        "whether it takes back the orders of an agent whose line for market data fails",
        default: .flag(false)),
      .value(
        "self_trade_prevention", .choice(SelfTradePrevention.allCases.map(\.word)),
        "what happens where an agent would trade with itself", default: .choice("off")),
      .value(
        "tick_size", .integer(1...1_000_000), "prices are multiples of so many ticks",
        default: .integer(1)),
      .value(
        "lot_size", .integer(1...1_000_000), "quantities are multiples of so many lots",
        default: .integer(1)),
    ])

  static let fees = Section(
    what: "fees",
    fields: [
      .value(
        "maker", .basisPoints, "rate for the resting side, negative for a rebate",
        default: .basisPoints(.zero)),
      .value(
        "taker", .basisPoints, "rate for the aggressor, negative for a rebate",
        default: .basisPoints(.zero)),
    ])

  static let fundamentals = Section(
    what: "fundamentals",
    fields: [
      .value(
        "step", .duration(.milliseconds(1) ... .hours(1)), "time between two values",
        default: .duration(.seconds(1))),
      Field(
        "processes", .list(.fundamental, count: 1...10_000), "the values and how they move",
        isRequired: true),
    ])

  /// The keys that every fundamental value has.
  static let fundamental = Section(
    what: "a fundamental value",
    fields: [
      .value("instrument", .instrument, "whose value it is"),
      Field("process", .fundamentalProcess, "how it moves", isRequired: true),
      Field("factor", .section(factor), "what it has in common with others"),
      Field("shocks", .list(.section(shock), count: 0...10_000), "jumps at given times"),
      Field("random_shocks", .section(randomShocks), "jumps at random times"),
    ])

  static let factor = Section(
    what: "a factor",
    fields: [
      Field("name", .name, "the same for all that share it", isRequired: true),
      .value("loading", .number(-1...1), "correlation of this value's moves with the factor's"),
    ])

  static let shock = Section(
    what: "a shock",
    fields: [
      .value("at", .timeOfDay, "when it comes"),
      .value("size", .number(-1e9...1e9), "ticks, negative for down"),
    ])

  static let randomShocks = Section(
    what: "random_shocks",
    fields: [
      .value("per_hour", .number(0...1e6), "mean number in an hour"),
      .value("mean_size", .number(0...1e9), "ticks, up or down by a fair coin"),
      .value(
        "size_deviation", .number(0...1e9), "standard deviation of the size, ticks",
        default: .number(0)),
    ])

  /// The keys that every agent has.
  static let agent = Section(
    what: "an agent",
    fields: [
      Field("name", .name, "the name of the group", isRequired: true),
      Field("type", .agentType, "what the agents do", isRequired: true),
      .value(
        "count", .integer(1...agentLimit), "how many agents the group has",
        default: .integer(1)),
      Field("latency", .latencyProfile, "the latency profile to the venue", isRequired: true),
      .value(
        "decision_latency", .duration(.zero ... .hours(1)), "time from a message to the answer",
        default: .duration(.zero)),
      Field("decision", .section(decision), "the parts of the decision latency, instead of it"),
      .value(
        "venue", .venue, "where the agents trade, the first venue where not given",
        default: .venue(VenueIndex(0))),
      .value(
        "instrument", .instrument, "what they trade, the first instrument where not given",
        default: .instrument(InstrumentIndex(0))),
      Field("feed", .section(feed), "what goes wrong on the way of market data to them"),
    ])

  static let limits = Section(
    what: "limits",
    fields: [
      .value(
        "order_quantity", .quantity, "lots of one order",
        default: .quantity(Scenario.Limits.standard.orderQuantity)),
      .value(
        "open_orders", .integer(1...1_000_000), "live orders of one agent",
        default: .integer(Scenario.Limits.standard.openOrders)),
      .value(
        "position", .integer(1...(1 << 40) - 1), "lots that one agent may be long or short",
        default: .integer(Scenario.Limits.standard.position)),
      .value(
        "inbox", .integer(1...1_000_000), "quotes of one book that wait for one busy agent",
        default: .integer(Scenario.Limits.standard.inbox)),
      .value(
        "pending_events", .integer(1...100_000_000), "events and messages that wait at once",
        default: .integer(Scenario.Limits.standard.pendingEvents)),
      .value(
        "events", .integer(1...1_000_000_000_000), "events of the whole run",
        default: .integer(Scenario.Limits.standard.events)),
    ])

  static let record = Section(
    what: "record",
    fields: [
      .value("trades", .flag, "whether trades are recorded", default: .flag(true)),
      .value(
        "fills", .flag, "whether fills are recorded, one line for each party with its fee",
        default: .flag(false)),
      .value(
        "deliveries", .choice(["none", "all"]), "whether each delivery of market data is recorded",
        default: .choice("none")),
      .value(
        "lobster", .integer(0...1_000),
        "levels of the books that are written in LOBSTER's format, 0 for no such files",
        default: .integer(0)),
      .value(
        "lobster_messages", .choice(["window", "all"]),
        "whether LOBSTER messages are those within these levels, as in its own files, or all",
        default: .choice("window")),
    ])

  /// Agents of all groups together.
  static let agentLimit: Int64 = 1_000_000
}

extension SelfTradePrevention {
  /// The word of the scenario file.
  var word: String {
    switch self {
    case .off: "off"
    case .cancelNewest: "cancel_newest"
    case .cancelOldest: "cancel_oldest"
    case .cancelBoth: "cancel_both"
    case .decrement: "decrement"
    }
  }
}
