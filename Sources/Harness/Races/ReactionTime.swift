import Scenarios
import SimKernel

/// How long an agent takes from a jump of the value to its message at the venue: the news on its
/// way, the decision, and the message on its way.
public struct ReactionTime: Sendable {
  var news: LatencyDistribution
  /// Nanoseconds.
  var decision: Double
  var message: LatencyDistribution

  /// Equal parts of all messages of one way in a mean.
  private static let parts = 128

  /// The mean, nanoseconds.
  public var mean: Double {
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    return mean(news.middles(Self.parts)) + decision + mean(message.middles(Self.parts))
  }

  /// The chance that this one is later than another, independent one.
  ///
  /// E F(N + D - N' - D'), the other message's distribution F at what is left of this one's time:
  /// the mean over equal parts of the three other latencies.
  ///
  /// - Complexity: O(parts^3) where none of the three is constant.
  public func chanceOfBeing(laterThan other: ReactionTime) -> Double {
    let (own, messages) = (news.middles(Self.parts), message.middles(Self.parts))
    let others = other.news.middles(Self.parts)
    var sum = 0.0
    for news in own {
      for message in messages {
        let time = news + decision + message - other.decision
        for otherNews in others { sum += other.message.chance(time - otherNews) }
      }
    }
    return sum / Double(own.count * messages.count * others.count)
  }
}

extension ReactionTime {
  /// The reaction of a group's agents with one of two kinds of message.
  ///
  /// - Throws: `SpeedRaceMistake` where the distribution of a latency is not known.
  init(
    of group: Scenario.AgentGroup, by way: LatencyWay, in setup: RunSetup
  ) throws(SpeedRaceMistake) {
    let profile = setup.scenario.latencyProfiles[group.latencyProfile]
    func distribution(_ way: LatencyWay) throws(SpeedRaceMistake) -> LatencyDistribution {
      if profile.congestion == nil, let known = LatencyDistribution(profile[way]) { return known }
      throw SpeedRaceMistake(
        "\(setup.path): the latency '\(profile.name)' of '\(group.name)' has no distribution in "
          + "closed form; allowed are "
          + "\(LatencyDistribution.models.joined(separator: ", ")), without pieces and congestion")
    }
    news = try distribution(.data)
    decision = Double(group.decisionLatency.nanoseconds)
    message = try distribution(way)
  }
}
