import SimKernel

/// What the maker of Glosten and Milgrom 1985, "Bid, ask and transaction prices in a specialist
/// market with heterogeneously informed traders", knows about a value that is high or low.
///
/// Each trade is by an informed trader with chance `informed`, who buys if the value is high and
/// sells if it is low, and else by an uninformed one, who buys with chance `uninformedBuys`. Bayes'
/// rule multiplies the odds of the high value by P(trade | high) / P(trade | low). They are kept as
/// a logarithm made from the number of buys and sells, so that no order of trades and no length of
/// a session makes them certain.
struct GlostenMilgromBelief: Hashable, Sendable {
  /// Logarithm of the odds before the first trade.
  private let prior: Double
  /// What a buy and a sell add to it.
  private let buyWeight: Double
  private let sellWeight: Double
  private(set) var buys: Int64 = 0
  private(set) var sells: Int64 = 0

  /// - Precondition: 0 <= informed < 1, 0 < uninformedBuys < 1, 0 < highChance < 1.
  init(informed: Double, uninformedBuys: Double, highChance: Double) {
    let (buying, selling) = (
      (1 - informed) * uninformedBuys, (1 - informed) * (1 - uninformedBuys)
    )
    prior = DetMath.log(highChance / (1 - highChance))
    buyWeight = DetMath.log((informed + buying) / buying)
    sellWeight = DetMath.log(selling / (informed + selling))
  }

  private var logOdds: Double { prior + Double(buys) * buyWeight + Double(sells) * sellWeight }

  /// The chance of the high value after all trades so far.
  var highChance: Double { DetMath.sigmoid(logOdds) }

  /// The same, if the next trade is a buy or a sell: where ask and bid lie between low and high.
  func highChance(after side: Side) -> Double {
    DetMath.sigmoid(logOdds + (side == .buy ? buyWeight : sellWeight))
  }

  /// Takes a trade in, by the side of the trader who came.
  mutating func note(_ side: Side) {
    if side == .buy { buys += 1 } else { sells += 1 }
  }

  /// Forgets all trades: another value has been drawn.
  mutating func reset() { (buys, sells) = (0, 0) }
}
