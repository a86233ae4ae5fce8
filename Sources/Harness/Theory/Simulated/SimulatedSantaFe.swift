import Agents
import SimKernel

/// The mean spread of the Santa Fe market, measured through the matching engine.
public struct SimulatedSantaFe: Sendable {
  /// The time-weighted mean spread over L = mu / alpha, mu being the rate of market orders of both
  /// sides together.
  public var spread: SimulatedValue
  /// Proposals of the law on which it rests.
  public var events: Int

  /// Plays the market and averages its spread.
  ///
  /// The book begins as if nobody had ever traded, and 20 mean lifetimes of an order pass before
  /// the average begins. The standard error comes from 100 batches of the run. While a side is
  /// empty the last best price that it had stands in; a side holds some 25 orders at epsilon = .2,
  /// and more below, so that this has no weight there.
  ///
  /// - Parameters:
  ///   - epsilon: delta / mu; above 0.
  ///   - scaleTicks: L, ticks; the limit of a fine tick is reached to the digits given at 1,000.
  ///   - events: Proposals of the law, at least 10,000.
  ///   - progress: Is told the part that is done, after each batch.
  /// - Complexity: O(events): some 0.2 us each.
  public static func run(
    epsilon: Double, seed: UInt64, events: Int, scaleTicks: Int64 = 1_000,
    widthTicks: Int64 = 5_000, progress: (Double) -> Void = { _ in }
  ) -> SimulatedSantaFe {
    precondition(events >= 10_000, "\(events) events are too few")
    let law = SantaFeLaw(epsilon: epsilon, scaleTicks: scaleTicks, widthTicks: widthTicks)
    var market = FlowMarket(law, seed: seed, purpose: "santa fe")
    market.seedBook()
    warmUp(&market, law)
    let spread = average(&market, events: events, scale: Double(scaleTicks), progress)
    return SimulatedSantaFe(spread: spread, events: events)
  }

  private static func warmUp(_ market: inout FlowMarket<SantaFeLaw>, _ law: SantaFeLaw) {
    let lifetimes = 20 / law.epsilon
    var time = 0.0
    while time < lifetimes {
      time += market.meanWait
      _ = market.step()
    }
  }

  private static func average(
    _ market: inout FlowMarket<SantaFeLaw>, events: Int, scale: Double,
    _ progress: (Double) -> Void
  ) -> SimulatedValue {
    var ratio = BatchedRatio()
    for batch in 1...100 {
      for _ in 0..<events / 100 {
        let wait = market.meanWait
        ratio.add(wait * Double(market.bests.spread) / scale, over: wait)
        _ = market.step()
      }
      ratio.closeBatch()
      progress(Double(batch) / 100)
    }
    return ratio.value
  }
}
