import Scenarios
import SimKernel

/// What a journal says about its run before the first record: no version, date or path, so that
/// equal runs have equal bytes.
public struct JournalHeader: Hashable, Sendable {
  public struct Instrument: Hashable, Sendable {
    public var symbol: String
    public var tickDigits: Int64
    public var tickDecimals: Int
    /// Units of the instrument in one lot.
    public var lotUnits: Int64
  }

  public var goldenDomain: String
  /// SHA-256 of the scenario, in hexadecimal digits.
  public var scenarioHash: String
  public var seed: UInt64
  public var overrides: [String]
  public var tieOrder: String
  /// When the simulated clock starts and ends.
  public var start: SimTime
  public var end: SimTime
  /// By index, as the records name them.
  public var agents: [String]
  public var venues: [String]
  public var instruments: [Instrument]
  /// The different lists of purposes that agents have for their random streams.
  public var purposes: [[String]]
  /// The place in `purposes` of each agent's list.
  public var purposesOfAgents: [Int]

  init(_ setup: RunSetup) {
    self.init(
      setup.plan, scenarioHash: "\(setup.scenarioHash)", overrides: setup.overrides,
      tieOrder: setup.tieOrderText)
  }

  init(_ plan: SimulationPlan, scenarioHash: String, overrides: [String], tieOrder: String) {
    goldenDomain = JournalFormat.goldenDomain
    self.scenarioHash = scenarioHash
    seed = plan.seed
    self.overrides = overrides
    self.tieOrder = tieOrder
    start = plan.start
    end = plan.end
    agents = plan.participants.map(\.name)
    venues = plan.venues.map(\.name)
    instruments = plan.instruments.map(Instrument.init)
    purposes = []
    purposesOfAgents = []
    for list in plan.streamPurposes {
      let place = purposes.firstIndex(of: list) ?? purposes.count
      if place == purposes.count { purposes.append(list) }
      purposesOfAgents.append(place)
    }
  }

  /// The first thing in which two runs were made differently, in words; nil where they were not.
  ///
  /// - Parameter sides: What the two are called in the sentence.
  public func difference(
    from other: JournalHeader, calling sides: (String, String)
  ) -> String? {
    func compare(_ name: String, _ left: some Equatable, _ right: some Equatable) -> String? {
      "\(left)" == "\(right)" ? nil : "\(name) \(left) \(sides.0), \(right) \(sides.1)"
    }
    return compare("the scenario's SHA-256 is", scenarioHash, other.scenarioHash)
      ?? compare("the seed is", seed, other.seed)
      ?? compare("--set is", overrides, other.overrides)
      ?? compare("the tie order is", tieOrder, other.tieOrder)
      ?? compare("the golden domain is", goldenDomain, other.goldenDomain)
      ?? (self == other ? nil : "the names of agents, venues or instruments differ")
  }
}

// MARK: - JSON

extension JournalHeader {
  var json: JSONValue {
    [
      "golden_domain": .string(goldenDomain), "scenario_sha256": .string(scenarioHash),
      "seed": JSONValue(seed), "overrides": JSONValue(overrides.map(JSONValue.string)),
      "tie_order": .string(tieOrder), "start_ns": JSONValue(start.nanoseconds),
      "end_ns": JSONValue(end.nanoseconds), "agents": JSONValue(agents.map(JSONValue.string)),
      "venues": JSONValue(venues.map(JSONValue.string)),
      "instruments": .array(
        instruments.map {
          [
            "symbol": .string($0.symbol), "tick_digits": JSONValue($0.tickDigits),
            "tick_decimals": JSONValue($0.tickDecimals), "lot_units": JSONValue($0.lotUnits),
          ]
        }),
      "purposes": .array(purposes.map { .array($0.map(JSONValue.string)) }),
      "purposes_of_agents": .array(purposesOfAgents.map { JSONValue($0) }),
    ]
  }

  /// What a header's JSON says, or nil where anything is missing or of another kind.
  init?(_ json: JSONValue) {
    guard let goldenDomain = json["golden_domain"]?.text,
      let scenarioHash = json["scenario_sha256"]?.text, let seed = json["seed"]?.count,
      let overrides = json["overrides"]?.texts, let tieOrder = json["tie_order"]?.text,
      let start = json["start_ns"]?.count.flatMap({ Int64(exactly: $0) }),
      let end = json["end_ns"]?.count.flatMap({ Int64(exactly: $0) }),
      let agents = json["agents"]?.texts, let venues = json["venues"]?.texts,
      let instruments = json["instruments"]?.items?.map(Instrument.init),
      let purposes = json["purposes"]?.items?.map(\.texts),
      let places = json["purposes_of_agents"]?.items?.map(\.count),
      instruments.allSatisfy({ $0 != nil }), purposes.allSatisfy({ $0 != nil }),
      places.allSatisfy({ $0 != nil }), places.count == agents.count
    else { return nil }
    self.goldenDomain = goldenDomain
    self.scenarioHash = scenarioHash
    self.seed = seed
    self.overrides = overrides
    self.tieOrder = tieOrder
    self.start = SimTime(nanoseconds: start)
    self.end = SimTime(nanoseconds: end)
    self.agents = agents
    self.venues = venues
    self.instruments = instruments.compactMap { $0 }
    self.purposes = purposes.compactMap { $0 }
    purposesOfAgents = places.compactMap { $0 }.map { Int(truncatingIfNeeded: $0) }
    guard purposesOfAgents.allSatisfy(self.purposes.indices.contains) else { return nil }
  }
}

extension JournalHeader.Instrument {
  init(_ instrument: SimKernel.Instrument) {
    symbol = instrument.symbol
    tickDigits = instrument.tickDigits
    tickDecimals = instrument.tickDecimals
    lotUnits = instrument.lotUnits
  }

  /// A price with the decimals of the tick.
  func text(of price: Price) -> String {
    CurrencyAmount(digits: Int128(price.ticks) * Int128(tickDigits), decimals: tickDecimals)
      .text(leastDecimals: tickDecimals)
  }

  fileprivate init?(_ json: JSONValue) {
    guard let symbol = json["symbol"]?.text, let digits = json["tick_digits"]?.count,
      let decimals = json["tick_decimals"]?.count, let units = json["lot_units"]?.count,
      digits <= UInt64(Int64.max), decimals <= 18, units <= UInt64(Int64.max)
    else { return nil }
    self.init(
      symbol: symbol, tickDigits: Int64(digits), tickDecimals: Int(decimals),
      lotUnits: Int64(units))
  }
}

extension JSONValue {
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A whole number from 0.
  var count: UInt64? {
    switch self {
    case .integer(let value): UInt64(exactly: value)
    case .unsigned(let value): value
    default: nil
    }
  }

  var items: [JSONValue]? {
    if case .array(let items) = self { items } else { nil }
  }

  var texts: [String]? {
    guard let items else { return nil }
    let texts = items.compactMap(\.text)
    return texts.count == items.count ? texts : nil
  }
}
