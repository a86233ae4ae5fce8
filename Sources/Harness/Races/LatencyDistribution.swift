import Foundation
import Scenarios
import SimKernel

/// The distribution of one message's latency, computed and not drawn: analytic class.
///
/// It follows the formulas of the models' documentation, and not the samplers that runs use.
public struct LatencyDistribution: Sendable {
  /// The chance of at most so many nanoseconds.
  public let chance: @Sendable (_ atMost: Double) -> Double
  /// The nanoseconds that so great a part of messages stays below; 0 < part < 1.
  public let quantile: @Sendable (_ part: Double) -> Double
  /// Whether every message takes the same time.
  public let isConstant: Bool

  public static func constant(_ nanoseconds: Double) -> LatencyDistribution {
    LatencyDistribution(
      chance: { $0 >= nanoseconds ? 1 : 0 }, quantile: { _ in nanoseconds }, isConstant: true)
  }

  /// A logarithm that is uniform between those of two times.
  public static func logUniform(least: Double, most: Double) -> LatencyDistribution {
    let range = log(most / least)
    return LatencyDistribution(
      chance: { $0 <= least ? 0 : min(1, log($0 / least) / range) },
      quantile: { least * exp($0 * range) }, isConstant: false)
  }

  /// A shift and a gamma of shape 4: P(at most x) = 1 - e^-x (1 + x + x^2 / 2 + x^3 / 6).
  public static func shiftedGamma(shift: Double, scale: Double) -> LatencyDistribution {
    guard scale > 0 else { return constant(shift) }
    return LatencyDistribution(
      chance: { gamma4((($0 - shift) / scale)) },
      quantile: { part in shift + scale * inverse(part, from: 0, to: 1_000, gamma4) },
      isConstant: false)
  }

  private static func gamma4(_ x: Double) -> Double {
    x <= 0 ? 0 : 1 - exp(-x) * (1 + x * (1 + x / 2 * (1 + x / 3)))
  }

  /// Quantiles joined by straight lines.
  static func empirical(_ rows: [[Double]]) -> LatencyDistribution {
    LatencyDistribution(
      chance: { line(through: rows.map { [$0[1], $0[0]] }, at: $0) },
      quantile: { line(through: rows, at: $0) }, isConstant: false)
  }

  private static func line(through points: [[Double]], at x: Double) -> Double {
    guard let next = points.firstIndex(where: { $0[0] > x }) else { return points.last![1] }
    guard next > 0 else { return points[0][1] }
    let (left, right) = (points[next - 1], points[next])
    return left[1] + (x - left[0]) / (right[0] - left[0]) * (right[1] - left[1])
  }

  /// Where a rising function reaches a value, by halves.
  private static func inverse(
    _ value: Double, from low: Double, to high: Double, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if function(middle) < value { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The means of so many equal parts of all messages, nearly: their middle quantiles.
  func middles(_ count: Int) -> [Double] {
    if isConstant { return [quantile(0.5)] }
    return (0..<count).map { quantile((Double($0) + 0.5) / Double(count)) }
  }
}

extension LatencyDistribution {
  /// The models of which it knows the distribution.
  static let models = ["constant", "shifted_gamma", "log_uniform", "empirical"]

  /// The distribution of a scenario's latency on one way; nil where it changes in time or its model
  /// is not one of `models`.
  init?(_ latency: Scenario.Latency) {
    guard latency.pieces.count == 1 else { return nil }
    let values = latency.pieces[0].parameters
    func nanoseconds(_ name: String) -> Double { Double(values.duration(name).nanoseconds) }
    switch latency.pieces[0].model {
    case "constant": self = .constant(nanoseconds("one_way"))
    case "shifted_gamma":
      self = .shiftedGamma(
        shift: nanoseconds("one_way") - 2 * nanoseconds("jitter"), scale: nanoseconds("jitter") / 2)
    case "log_uniform":
      self = .logUniform(least: nanoseconds("least"), most: nanoseconds("most"))
    case "empirical": self = .empirical(values.table("file"))
    default: return nil
    }
  }
}
