import SimKernel

/// The quotes of Cartea, Jaimungal and Penalva 2015, "Algorithmic and High-Frequency Trading",
/// section 10.2.
///
/// Market orders come at rate lambda on each side and reach a quote at distance d with probability
/// exp(-kappa d); the maker pays alpha q^2 for what it holds at the end and phi q^2 for a second of
/// holding it, |q| <= bound. With omega(t) = exp(A (T - t)) z, h = ln(omega) / kappa,
/// z(q) = exp(-alpha kappa q^2) and A tridiagonal, -phi kappa q^2 on the diagonal and lambda / e
/// beside it,
///
///     bid distance = 1 / kappa + h(q) - h(q + 1),  ask distance = 1 / kappa + h(q) - h(q - 1).
///
/// The quotes stand in a table over the time left, of which the row at or next after it is read. An
/// inventory between two quotes is taken for the nearest whole one.
struct CarteaJaimungal: QuotingModel {
  struct Parameters: Hashable, Sendable {
    /// Market orders of each side, 1 / second.
    var lambda: Double
    /// Decay of fills with distance, 1 / tick.
    var kappa: Double
    /// Penalty on the final inventory, ticks / quote^2.
    var alpha: Double
    /// Penalty on the inventory, ticks / (quote^2 x second).
    var phi: Double
    /// Quotes, at least 1.
    var bound: Int
    /// Seconds.
    var horizon: Double
    /// Rows of the table after the one at the end, at least 1.
    var steps: Int
  }

  private let parameters: Parameters
  /// Bid distances at inventories -bound...bound - 1, row by row from the end; by symmetry the ask
  /// distance at q is the bid distance at -q.
  private let bids: [Double]

  /// - Complexity: O(bound (steps + horizon x norm)), norm as in `InventoryWeights`.
  init(_ parameters: Parameters) {
    self.parameters = parameters
    var solution = InventoryWeights(parameters)
    var bids = solution.bidDistances
    for _ in 0..<parameters.steps {
      solution.stepBack()
      bids += solution.bidDistances
    }
    self.bids = bids
  }

  func distances(inventory: Double, timeLeft: Double) -> QuoteDistances {
    let bound = Int64(parameters.bound)
    let place = (timeLeft / parameters.horizon * Double(parameters.steps)).rounded(.up)
    guard let q = Quantiser.integer(inventory, in: -bound...bound),
      let row = Quantiser.integer(place, in: 0...Int64(parameters.steps))
    else { return QuoteDistances() }
    let start = Int(row * 2 * bound)
    return QuoteDistances(
      bid: q < bound ? bids[start + Int(q + bound)] : nil,
      ask: q > -bound ? bids[start + Int(bound - q)] : nil)
  }
}

extension AgentType {
  static var carteaJaimungal: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "cartea_jaimungal",
        summary: "quotes the optimum under penalties on inventory, held and final",
        parameters: [
          Parameter(
            "lambda", .number(1e-6...1e6), "market orders of each side, 1 / second",
            default: .number(1)),
          Parameter(
            "kappa", .number(1e-6...1e3), "decay of fills with the distance of a quote, 1 / tick",
            default: .number(0.5)),
          Parameter(
            "alpha", .number(0...1e6), "penalty on the final inventory, ticks / quote^2",
            default: .number(0.01)),
          Parameter(
            "phi", .number(0...1e6), "penalty on the inventory, ticks / (quote^2 x second)",
            default: .number(0.01)),
          Parameter(
            "steps", .integer(1...10_000), "rows of its table over the horizon",
            default: .integer(100)),
        ] + ModelMakerParameters.parameters(horizon: .seconds(30), maxInventory: 5),
        check: { values, _ in CarteaJaimungal.faults(CarteaJaimungal.Parameters(values)) }),
      make: { ModelMaker($0, CarteaJaimungal(CarteaJaimungal.Parameters($0.parameters))) })
  }
}

extension CarteaJaimungal.Parameters {
  init(_ values: ParameterValues) {
    lambda = values.number("lambda")
    kappa = values.number("kappa")
    alpha = values.number("alpha")
    phi = values.number("phi")
    bound = Int(values.integer("max_inventory"))
    horizon = Double(values.duration("horizon").nanoseconds) * 1e-9
    steps = Int(values.integer("steps"))
  }
}

extension CarteaJaimungal {
  /// What the table cannot hold: weights below the least number, or too much work.
  static func faults(_ parameters: Parameters) -> [ParameterFault] {
    let farthest = Double(parameters.bound * parameters.bound)
    let exponent = parameters.alpha * parameters.kappa * farthest
    let work = InventoryWeights.norm(parameters) * parameters.horizon
    var faults: [ParameterFault] = []
    if exponent > 600 {
      faults.append(
        ParameterFault(
          parameter: "alpha",
          message: "alpha x kappa x max_inventory^2 is \(exponent), allowed is 600 at the most"))
    }
    if work > 1e4 {
      faults.append(
        ParameterFault(
          parameter: "horizon",
          message: "horizon x (2 lambda / e + phi x kappa x max_inventory^2) is \(work),"
            + " allowed is 10000 at the most"))
    }
    return faults
  }
}
