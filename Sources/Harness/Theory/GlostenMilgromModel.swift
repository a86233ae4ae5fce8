import Scenarios
import SimKernel

/// The quotes of Glosten and Milgrom for a value that is either high or low.
///
/// A share of traders knows the value and trades on it; the rest buys with a fixed probability. The
/// ask is the expected value given a buy, the bid the expected value given a sell, so that the
/// maker neither wins nor loses on average.
///
/// Source: Glosten and Milgrom, Bid, ask and transaction prices in a specialist market, Journal of
/// Financial Economics 14 (1985).
public struct GlostenMilgromModel: TheoryModel {
  /// Money.
  public var low = 0.0
  /// Money.
  public var high = 1.0
  /// That the value is high.
  public var probability = 0.5
  /// The share of traders who know.
  public var informed = 0.3
  /// That one who does not know buys.
  public var noiseBuy = 0.5

  public init() {}

  public static let name = "glosten-milgrom"
  public static let summary = "Adverse selection: quotes as conditional expectations"
  public static let source =
    "Glosten and Milgrom (1985), Bid, ask and transaction prices in a specialist market"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("low", \.low, .finite, "the low value"),
    .number("high", \.high, .finite, "the high value"),
    .number(
      "probability", \.probability, .strictlyBetween(0, 1), "of the high value"),
    .number("informed", \.informed, .between(0, 1), "share of traders who know the value"),
    .number(
      "noise-buy", \.noiseBuy, .strictlyBetween(0, 1), "that a trader who does not know buys"),
  ]

  public struct Solution: TheorySolution {
    public let bid: Double
    public let ask: Double
    /// Before a trade.
    public let mean: Double
    /// Of the high value after a buy.
    public let probabilityAfterBuy: Double
    /// Of the high value after a sell.
    public let probabilityAfterSell: Double
  }

  /// - Throws: `TheoryFault` where the low value is above the high one.
  public func derive() throws(TheoryFault) -> Solution {
    guard low <= high else {
      throw TheoryFault(
        "low", found: TheoryText.number(low),
        allowed: "numbers up to high = \(TheoryText.number(high))")
    }
    let (buy, sell) = (posterior(after: .buy), posterior(after: .sell))
    return Solution(
      bid: value(sell), ask: value(buy), mean: value(probability), probabilityAfterBuy: buy,
      probabilityAfterSell: sell)
  }

  /// The probability of the high value after a trade.
  public func posterior(after aggressor: Side) -> Double {
    let noise = (1 - informed) * (aggressor == .buy ? noiseBuy : 1 - noiseBuy)
    let ifHigh = noise + (aggressor == .buy ? informed : 0)
    let ifLow = noise + (aggressor == .sell ? informed : 0)
    return probability * ifHigh / (probability * ifHigh + (1 - probability) * ifLow)
  }

  /// The market after a trade: what was learned is the next prior.
  public func after(_ aggressor: Side) -> GlostenMilgromModel {
    var next = self
    next.probability = posterior(after: aggressor)
    return next
  }

  private func value(_ probability: Double) -> Double {
    low * (1 - probability) + high * probability
  }
}

extension GlostenMilgromModel.Solution {
  public var figures: JSONValue {
    [
      "bid": .number(bid), "ask": .number(ask), "spread": .number(ask - bid),
      "mean": .number(mean), "probability_after_buy": .number(probabilityAfterBuy),
      "probability_after_sell": .number(probabilityAfterSell),
    ]
  }

  public var text: String {
    TheoryText.list([
      "bid": TheoryText.number(bid), "ask": TheoryText.number(ask),
      "spread": TheoryText.number(ask - bid), "mean before a trade": TheoryText.number(mean),
      "probability of the high value after a buy": TheoryText.number(probabilityAfterBuy),
      "probability of the high value after a sell": TheoryText.number(probabilityAfterSell),
    ])
  }
}
