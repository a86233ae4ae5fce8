import SimKernel

/// The quotes of Avellaneda and Stoikov 2008, "High-frequency trading in a limit order book".
///
/// The mid is a Brownian motion, orders hit a quote at distance d with intensity A exp(-k d), and
/// the maker has exponential utility of final wealth. The reservation price is
/// s - q gamma sigma^2 (T - t), and the spread around it
/// gamma sigma^2 (T - t) + (2 / gamma) ln(1 + gamma / k) (eqs. 3.17 and 3.18 of the preprint). The
/// quotes do not depend on A.
struct AvellanedaStoikov: QuotingModel {
  /// Risk aversion, 1 / (tick x quote).
  let gamma: Double
  /// Volatility of the mid, ticks / sqrt(second).
  let sigma: Double
  /// Decay of fills with distance, 1 / tick.
  let k: Double

  func distances(inventory: Double, timeLeft: Double) -> QuoteDistances {
    let risk = gamma * sigma * sigma * timeLeft
    let half = risk / 2 + DetMath.log1p(gamma / k) / gamma
    return QuoteDistances(bid: half + inventory * risk, ask: half - inventory * risk)
  }
}

extension AgentType {
  static var avellanedaStoikov: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "avellaneda_stoikov",
        summary: "quotes around a reservation price that leans against its inventory",
        parameters: [
          Parameter(
            "gamma", .number(1e-9...1e3), "risk aversion, 1 / (tick x quote)",
            default: .number(0.05)),
          Parameter(
            "sigma", .number(0...1e6), "volatility of the mid, ticks / sqrt(second)",
            default: .number(1)),
          Parameter(
            "k", .number(1e-6...1e3), "decay of fills with the distance of a quote, 1 / tick",
            default: .number(0.5)),
        ] + ModelMakerParameters.parameters(horizon: .seconds(10), maxInventory: 10)),
      make: { assignment in
        let values = assignment.parameters
        return ModelMaker(
          assignment,
          AvellanedaStoikov(
            gamma: values.number("gamma"), sigma: values.number("sigma"), k: values.number("k")))
      })
  }
}
