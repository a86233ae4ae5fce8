import SimKernel

/// The stationary quotes of Gueant, Lehalle and Fernandez-Tapia 2013, "Dealing with the inventory
/// risk: a solution to the market making problem".
///
/// The market of Avellaneda and Stoikov with an inventory bound Q, far from the end (section 4).
/// With alpha = k gamma sigma^2 / 2 and eta = A (1 + gamma / k)^-(1 + k / gamma), f is the
/// eigenvector of the least eigenvalue of the tridiagonal matrix with alpha q^2 on the diagonal and
/// -eta beside it, |q| <= Q, and
///
///     bid distance = ln(f(q) / f(q + 1)) / k + ln(1 + gamma / k) / gamma,
///     ask distance = ln(f(q) / f(q - 1)) / k + ln(1 + gamma / k) / gamma.
///
/// The bound matters: it moves the quotes near it. The time left does not. An inventory between
/// two quotes is taken for the nearest whole one.
struct GueantLehalle: QuotingModel {
  /// Bid distances at inventories -Q...Q - 1, ticks; by symmetry the ask distance at q is the bid
  /// distance at -q.
  private let bids: [Double]
  private let bound: Int64

  /// - Parameters:
  ///   - a: Fills of a quote at the mid, 1 / second.
  ///   - k: Decay of fills with distance, 1 / tick.
  ///   - sigma: Volatility of the mid, ticks / sqrt(second).
  ///   - gamma: Risk aversion, 1 / (tick x quote).
  ///   - bound: Q, quotes, at least 1.
  /// - Complexity: O(bound).
  init(a: Double, k: Double, sigma: Double, gamma: Double, bound: Int64) {
    self.bound = bound
    let alpha = k * gamma * sigma * sigma / 2
    let eta = a * DetMath.exp(-(1 + k / gamma) * DetMath.log1p(gamma / k))
    let ratios = GueantLehalle.ratios(alpha / eta, bound: Int(bound))
    let constant = DetMath.log1p(gamma / k) / gamma
    bids = (-bound..<bound).map { inventory in
      let logarithm =
        inventory < 0
        ? DetMath.log(ratios[Int(-inventory)]) : -DetMath.log(ratios[Int(inventory) + 1])
      return logarithm / k + constant
    }
  }

  func distances(inventory: Double, timeLeft: Double) -> QuoteDistances {
    guard let q = Quantiser.integer(inventory, in: -bound...bound) else { return QuoteDistances() }
    return QuoteDistances(
      bid: q < bound ? bids[Int(q + bound)] : nil,
      ask: q > -bound ? bids[Int(bound - q)] : nil)
  }
}

extension GueantLehalle {
  /// f(q) / f(q - 1) at places 1...bound, of the eigenvector of the matrix over eta.
  ///
  /// f is even, so its rows q > 0 are a continued fraction from the bound down,
  /// f(q) / f(q - 1) = 1 / (c q^2 - x - f(q + 1) / f(q)), and its row 0 decides the eigenvalue:
  /// -x = 2 f(1) / f(0). Below the least eigenvalue all ratios are positive and row 0 is too great;
  /// a fixed number of halvings finds the last such number.
  private static func ratios(_ c: Double, bound: Int) -> [Double] {
    var (low, high) = (-2.0, 0.0)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if let found = ratios(c, at: middle, bound: bound), -middle > 2 * found[1] {
        low = middle
      } else {
        high = middle
      }
    }
    guard let found = ratios(c, at: low, bound: bound) else {
      preconditionFailure("no eigenvector for alpha / eta = \(c), bound \(bound)")
    }
    return found
  }

  /// The same for any number x in place of the eigenvalue; nil where one is not positive.
  private static func ratios(_ c: Double, at x: Double, bound: Int) -> [Double]? {
    var ratios = [Double](repeating: 0, count: bound + 2)
    for q in stride(from: bound, through: 1, by: -1) {
      let denominator = c * Double(q * q) - x - ratios[q + 1]
      guard denominator > 0 else { return nil }
      ratios[q] = 1 / denominator
    }
    return ratios
  }
}

extension AgentType {
  static var gueantLehalle: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "gueant_lehalle",
        summary: "quotes the stationary optimum under an inventory bound",
        parameters: [
          Parameter(
            "a", .number(1e-6...1e6), "fills of a quote at the mid, 1 / second",
            default: .number(1)),
          Parameter(
            "k", .number(1e-6...1e3), "decay of fills with the distance of a quote, 1 / tick",
            default: .number(0.5)),
          Parameter(
            "sigma", .number(1e-6...1e3), "volatility of the mid, ticks / sqrt(second)",
            default: .number(1)),
          Parameter(
            "gamma", .number(1e-6...1e3), "risk aversion, 1 / (tick x quote)",
            default: .number(0.05)),
        ] + ModelMakerParameters.parameters(horizon: .hours(24), maxInventory: 30)),
      make: { assignment in
        let values = assignment.parameters
        return ModelMaker(
          assignment,
          GueantLehalle(
            a: values.number("a"), k: values.number("k"), sigma: values.number("sigma"),
            gamma: values.number("gamma"), bound: values.integer("max_inventory")))
      })
  }
}
