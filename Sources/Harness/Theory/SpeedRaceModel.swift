import Foundation
import Scenarios

/// What a maker loses to takers who react to the same news: rate x E|J| x P(maker slower than
/// taker).
///
/// The taker's latency is log-uniform between two bounds, the maker's is one number.
///
/// Source: Budish, Cramton and Shim, The high-frequency trading arms race, Quarterly Journal of
/// Economics 130 (2015), for jumps that whoever is faster picks off.
public struct SpeedRaceModel: TheoryModel {
  /// Jumps of the value a second.
  public var rate = 1.0
  /// E|J|, money a unit.
  public var jump = 1.0
  /// Microseconds.
  public var makerMicroseconds = 25.0
  /// Microseconds.
  public var fastestMicroseconds = 10.0
  /// Microseconds.
  public var slowestMicroseconds = 200_000.0

  public init() {}

  public static let name = "speed-race"
  public static let summary = "What a maker loses to faster takers on the same news"
  public static let source = "Budish, Cramton and Shim (2015), The high-frequency trading arms race"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("rate", \.rate, .notNegative, "jumps of the value a second"),
    .number("jump", \.jump, .notNegative, "mean size of a jump, money a unit"),
    .number("maker-us", \.makerMicroseconds, .notNegative, "the maker's latency"),
    .number("fastest-us", \.fastestMicroseconds, .positive, "the fastest taker's latency"),
    .number(
      "slowest-us", \.slowestMicroseconds, .positive,
      "the slowest taker's; between them latencies are log-uniform"),
  ]

  public struct Solution: TheorySolution {
    /// P(maker slower than taker).
    public let slowerProbability: Double
    /// Money a unit and second.
    public let loss: Double
  }

  /// - Throws: `TheoryFault` where the slowest taker is not slower than the fastest.
  public func derive() throws(TheoryFault) -> Solution {
    guard slowestMicroseconds > fastestMicroseconds else {
      throw TheoryFault(
        "slowest-us", found: TheoryText.number(slowestMicroseconds),
        allowed: "numbers above fastest-us = \(TheoryText.number(fastestMicroseconds))")
    }
    let slower = chanceOfTaker(fasterThan: makerMicroseconds)
    return Solution(
      slowerProbability: slower,
      loss: Self.loss(rate: rate, meanJump: jump, slowerProbability: slower))
  }

  /// The loss a unit of time where the chance to be slower is known.
  public static func loss(rate: Double, meanJump: Double, slowerProbability: Double) -> Double {
    rate * meanJump * slowerProbability
  }

  private func chanceOfTaker(fasterThan latency: Double) -> Double {
    if latency <= fastestMicroseconds { return 0 }
    if latency >= slowestMicroseconds { return 1 }
    return log(latency / fastestMicroseconds) / log(slowestMicroseconds / fastestMicroseconds)
  }
}

extension SpeedRaceModel.Solution {
  public var figures: JSONValue {
    ["slower_probability": .number(slowerProbability), "loss_per_second": .number(loss)]
  }

  public var text: String {
    TheoryText.list([
      "chance that the maker is slower": TheoryText.number(slowerProbability),
      "loss a unit and second": TheoryText.number(loss),
    ])
  }
}
