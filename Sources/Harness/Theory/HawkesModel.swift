import Foundation
import Scenarios

/// A point process whose events excite it: intensity mu + sum of alpha exp(-beta (t - t_i)).
///
/// With n = alpha / beta and k = beta - alpha: Lambda = mu / (1 - n), the covariance density
/// c(tau) = alpha Lambda (2 beta - alpha) / (2 k) exp(-k tau), and
/// Var N(t) = Lambda t + 2 c(0) (t / k - (1 - exp(-k t)) / k^2), all in the stationary state.
///
/// Source: Hawkes, Spectra of some self-exciting and mutually exciting point processes, Biometrika
/// 58 (1971).
public struct HawkesModel: TheoryModel {
  /// Events per unit of time that nothing excited.
  public var mu = 1.2
  /// Rise of the intensity with an event, per unit of time.
  public var alpha = 0.6
  /// Rate of its decay, per unit of time.
  public var beta = 0.8
  /// Time in which events are counted.
  public var window = 1.0

  public init() {}

  public static let name = "hawkes"
  public static let summary = "Self-exciting events: intensity and the variance of counts"
  public static let source = "Hawkes (1971), Spectra of some self-exciting point processes"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("mu", \.mu, .positive, "events per unit of time that nothing excited"),
    .number("alpha", \.alpha, .notNegative, "rise of the intensity with an event"),
    .number("beta", \.beta, .positive, "rate of its decay, above alpha"),
    .number("window", \.window, .positive, "time in which events are counted"),
  ]

  public struct Solution: TheorySolution {
    /// Lambda, events per unit of time.
    public let intensity: Double
    /// Of the count in the window.
    public let variance: Double
    /// The variance over the mean of the count.
    public let fano: Double
    /// n, events that one event excites on average by itself.
    public let branching: Double
    /// 1 / (1 - n)^2, for long windows.
    public let fanoLimit: Double
  }

  /// - Throws: `TheoryFault` where events excite more than one each, so that no stationary state
  //is.
  public func derive() throws(TheoryFault) -> Solution {
    guard beta > alpha else {
      throw TheoryFault(
        "beta", found: TheoryText.number(beta),
        allowed: "numbers above alpha = \(TheoryText.number(alpha)); from there down the intensity "
          + "grows without end")
    }
    let intensity = mu * beta / (beta - alpha)
    let excess = 2 * covariance(at: 0) * window * window * Self.lag((beta - alpha) * window)
    let variance = intensity * window + excess
    let reach = beta / (beta - alpha)
    return Solution(
      intensity: intensity, variance: variance, fano: variance / (intensity * window),
      branching: alpha / beta, fanoLimit: reach * reach)
  }

  /// The covariance density of events at a distance in time, per unit of time squared.
  ///
  /// - Precondition: `beta > alpha`.
  public func covariance(at distance: Double) -> Double {
    precondition(beta > alpha, "beta \(beta) is not above alpha \(alpha)")
    let gap = beta - alpha
    let intensity = mu * beta / gap
    return alpha * intensity * (2 * beta - alpha) / (2 * gap) * exp(-gap * abs(distance))
  }

  /// The times between events on the clock of their own intensity, which are exponential with mean
  /// 1 where the model is right; the first is taken from time 0 with nothing before it.
  ///
  /// - Parameter times: In ascending order, none below 0.
  /// - Complexity: O(events).
  public func residuals(of times: [Double]) -> [Double] {
    var excitement = 0.0
    var last = 0.0
    return times.map { time in
      let gap = time - last
      let decayed = -excitement * expm1(-beta * gap)
      excitement = excitement * exp(-beta * gap) + 1
      last = time
      return mu * gap + alpha / beta * decayed
    }
  }

  /// (x - 1 + exp(-x)) / x^2, by its series where the difference would lose digits.
  private static func lag(_ x: Double) -> Double {
    guard x < 0.5 else { return (x + expm1(-x)) / (x * x) }
    var term = 0.5
    var sum = term
    for order in 3...20 {
      term *= -x / Double(order)
      sum += term
    }
    return sum
  }
}

extension HawkesModel.Solution {
  public var figures: JSONValue {
    [
      "intensity": .number(intensity), "variance": .number(variance), "fano": .number(fano),
      "branching_ratio": .number(branching), "fano_limit": .number(fanoLimit),
    ]
  }

  public var text: String {
    TheoryText.list([
      "events per unit of time": TheoryText.number(intensity),
      "variance of the count in the window": TheoryText.number(variance),
      "variance over mean of the count": TheoryText.number(fano),
      "the same for long windows": TheoryText.number(fanoLimit),
      "events excited by one event": TheoryText.number(branching),
    ])
  }
}
