/// The regimes of a plan, in which order they come, and how the day goes.
public struct RegimePlan: Hashable, Sendable {
  /// From when on a regime holds.
  public struct Step: Hashable, Sendable {
    public var time: SimTime
    /// A place in `regimes`.
    public var regime: Int

    public init(time: SimTime, regime: Int) {
      self.time = time
      self.regime = regime
    }
  }

  /// How long a regime holds on average, each time.
  public struct Sojourn: Hashable, Sendable {
    /// A place in `regimes`.
    public var regime: Int
    public var mean: SimDuration

    public init(regime: Int, mean: SimDuration) {
      self.regime = regime
      self.mean = mean
    }
  }

  public enum Order: Hashable, Sendable {
    case none
    /// At given times, in their order; the first one also before its time.
    case schedule([Step])
    /// A Markov process in continuous time: from the first one on, exponential times, and then any
    /// of the others, each equally likely.
    case switching([Sojourn])
  }

  /// From when on the time of day multiplies activity and volatility by something.
  public struct SeasonStep: Hashable, Sendable {
    public var time: SimTime
    public var activity: Double
    public var volatility: Double

    public init(time: SimTime, activity: Double, volatility: Double) {
      self.time = time
      self.activity = activity
      self.volatility = volatility
    }
  }

  public var regimes: [MarketRegime]
  public var order: Order
  /// In the order of their times; the first one also before its time.
  public var season: [SeasonStep]

  public init(
    regimes: [MarketRegime] = [], order: Order = .none, season: [SeasonStep] = []
  ) {
    self.regimes = regimes
    self.order = order
    self.season = season
  }

  public static var none: RegimePlan { RegimePlan() }

  /// How long a regime of a Markov process may hold on average.
  public static var means: ClosedRange<SimDuration> { .seconds(1) ... .hours(24) }
}

extension RegimePlan {
  /// What is wrong with it, with what is allowed; nil for nothing.
  var fault: String? {
    for regime in regimes where !regime.conditions.isAllowed {
      return "regime '\(regime.name)' has \(regime.conditions), allowed are factors in "
        + "\(MarketConditions.factors)"
    }
    for step in season {
      let conditions = MarketConditions(activity: step.activity, volatility: step.volatility)
      if !conditions.isAllowed {
        return "a season has \(conditions), allowed are factors in \(MarketConditions.factors)"
      }
    }
    if !RegimePlan.ascend(season.map(\.time)) { return "the times of the season do not ascend" }
    switch order {
    case .none: return nil
    case .schedule(let steps):
      if steps.isEmpty || !RegimePlan.ascend(steps.map(\.time)) {
        return "the times of \(steps.count) regimes do not ascend, allowed is one or more that do"
      }
      return unknown(steps.map(\.regime))
    case .switching(let sojourns):
      let places = sojourns.map(\.regime)
      if places.isEmpty || Set(places).count < places.count {
        return "\(places.count) regimes to switch between, allowed is one or more, each once"
      }
      if let wrong = sojourns.first(where: { !RegimePlan.means.contains($0.mean) }) {
        return "a regime holds for \(wrong.mean.nanoseconds) ns, allowed is from 1 s to 24 h"
      }
      return unknown(places)
    }
  }

  private func unknown(_ places: [Int]) -> String? {
    places.first { !regimes.indices.contains($0) }.map {
      "regime \($0) of \(regimes.count) is unknown"
    }
  }

  private static func ascend(_ times: [SimTime]) -> Bool {
    zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
  }
}
