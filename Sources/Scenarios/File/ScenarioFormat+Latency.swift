import SimKernel

extension ScenarioFormat {
  private static let distribution = Field(
    "distribution", .latencyModel, "the latency model, shifted_gamma where not given")

  private static let pieces = Field(
    "pieces", .list(.latencyPiece, count: 1...1_000), "latencies that change in time")

  /// The keys that every latency profile has.
  static let latencyProfile = Section(
    what: "a latency profile",
    fields: [distribution, pieces]
      + LatencyWay.allCases.map { way in
        Field(way.name, .latency, "the latency of \(way.messages), the profile's where not given")
      } + [Field("congestion", .name, "the congested network that slows all its messages")])

  /// The keys of a latency on one way.
  static let latencyWay = Section(what: "a latency", fields: [distribution, pieces])

  /// The keys of one of several latencies in time.
  static let latencyPiece = Section(
    what: "a piece",
    fields: [.value("from", .timeOfDay, "when it begins to hold"), distribution])

  static let congestion = Section(
    what: "a congested network",
    fields: [
      .value("calm", .duration(CongestionProcess.means), "mean time without congestion"),
      .value("congested", .duration(CongestionProcess.means), "mean time with congestion"),
      .value(
        "factor", .number(1...1e6), "by which latencies are multiplied under congestion",
        default: .number(1)),
      .value(
        "extra", .duration(.zero ... .hours(1)), "what is added to them",
        default: .duration(.zero)),
    ])

  /// The parts of a decision, in the order in which it passes through them.
  static let decision = Section(
    what: "a decision",
    fields: [
      part("feed_parse", "reading market data"),
      part("features", "putting together what the model sees"),
      part("encoder", "the encoder's inference"),
      part("dynamics", "the dynamics' step"),
      part("controller", "the controller's inference"),
      part("signal", "thresholds and tables behind the model"),
      part("risk", "checks before the trade"),
      part("send", "writing and sending the order"),
    ])

  private static func part(_ name: String, _ summary: String) -> Field {
    .value(name, .duration(.zero ... .hours(1)), summary, default: .duration(.zero))
  }
}

extension LatencyWay {
  /// What travels on it.
  fileprivate var messages: String {
    switch self {
    case .entry: "new orders and requests for market data"
    case .cancel: "cancels"
    case .replace: "replaces"
    case .response: "reports"
    case .data: "market data"
    }
  }
}
