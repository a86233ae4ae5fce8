import SimKernel

/// The latency profiles that need no declaration in a file.
public enum BuiltInLatency {
  /// One that every message of an agent goes by.
  public struct Profile: Sendable {
    public var name: String
    /// The name of its model.
    public var model: String
    /// Mean and standard deviation of the time one way, and what is given besides.
    public var oneWay: SimDuration
    public var jitter: SimDuration
    var others: [(String, ParameterValue)] = []
    /// The name of the network that slows it.
    public var congestion: String?
  }

  /// From a rack beside the venue to a home, and one whose network is against the agent: a
  /// lognormal with a tail three times its mean wide, ten times as slow in bursts.
  public static let table: [Profile] = [
    gamma("colo", .microseconds(25), .microseconds(5)),
    gamma("proximity", .microseconds(200), .microseconds(30)),
    gamma("cloud", .milliseconds(2), .microseconds(200)),
    gamma("retail", .milliseconds(50), .milliseconds(5)),
    Profile(
      name: "adversarial", model: "shifted_lognormal", oneWay: .milliseconds(2),
      jitter: .milliseconds(6), others: [("least", .duration(.microseconds(100)))],
      congestion: "adversarial"),
  ]

  /// The networks that are congested now and then.
  public static let congestion = [
    CongestionProcess(
      name: "adversarial", calm: .seconds(2), congested: .milliseconds(50), factor: 10,
      extra: .milliseconds(5))
  ]

  private static func gamma(
    _ name: String, _ oneWay: SimDuration, _ jitter: SimDuration
  ) -> Profile {
    Profile(name: name, model: "shifted_gamma", oneWay: oneWay, jitter: jitter)
  }

  /// The built-in profiles whose models are in the catalog.
  static func profiles(_ models: [LatencyModelDeclaration]) -> [Scenario.LatencyProfile] {
    table.compactMap { profile in
      guard let model = models.first(where: { $0.name == profile.model }) else { return nil }
      let given: [(String, ParameterValue)] = [
        ("one_way", .duration(profile.oneWay)), ("jitter", .duration(profile.jitter)),
      ]
      let piece = Scenario.Latency.Piece(
        from: .zero, model: model.name,
        parameters: ParameterValues(given + profile.others, declared: model.parameters))
      return Scenario.LatencyProfile(
        name: profile.name,
        ways: LatencyWay.allCases.map { _ in Scenario.Latency(pieces: [piece]) },
        congestion: congestion.firstIndex { $0.name == profile.congestion })
    }
  }
}
