import SimKernel

/// The vector omega of Cartea and Jaimungal's market maker, taken back from the end of its horizon
/// one row of the table after another.
///
/// A row earlier is exp(A d) omega. All that counts is the ratio of its entries, so the diagonal is
/// raised until no entry of A is negative, which multiplies omega by a number, and omega is divided
/// by its greatest entry: then the Taylor series of the exponential adds positive numbers only, and
/// loses no digits. Each step is cut so that A d is at most 1/2; 20 terms leave less than 1e-24.
struct InventoryWeights {
  private static let terms = 20

  private let kappa: Double
  /// Seconds of one piece of a step.
  private let piece: Double
  private let pieces: Int
  /// Beside the diagonal.
  private let hop: Double
  private let diagonal: [Double]
  private var omega: [Double]

  init(_ parameters: CarteaJaimungal.Parameters) {
    let bound = parameters.bound
    let squares = (-bound...bound).map { Double($0 * $0) }
    let slope = parameters.phi * parameters.kappa
    let step = parameters.horizon / Double(parameters.steps)
    let count = (2 * InventoryWeights.norm(parameters) * step).rounded(.up)
    kappa = parameters.kappa
    pieces = max(1, Int(count))
    piece = step / Double(pieces)
    hop = InventoryWeights.hop(parameters)
    diagonal = squares.map { slope * (squares[0] - $0) }
    omega = squares.map { DetMath.exp(-parameters.alpha * parameters.kappa * $0) }
  }

  /// lambda / e: the rate of fills at distance 1 / kappa.
  private static func hop(_ parameters: CarteaJaimungal.Parameters) -> Double {
    parameters.lambda * DetMath.exp(-1)
  }

  /// A bound on the greatest row sum of the raised matrix, 1 / second.
  static func norm(_ parameters: CarteaJaimungal.Parameters) -> Double {
    let farthest = Double(parameters.bound * parameters.bound)
    return 2 * hop(parameters) + parameters.phi * parameters.kappa * farthest
  }

  /// At inventories -bound...bound - 1, ticks.
  var bidDistances: [Double] {
    let values = omega.map { DetMath.log($0) / kappa }
    return zip(values, values.dropFirst()).map { 1 / kappa + ($0 - $1) }
  }

  /// One row further from the end.
  mutating func stepBack() {
    for _ in 0..<pieces {
      var term = omega
      for order in 1...InventoryWeights.terms {
        term = product(term, times: piece / Double(order))
        for place in omega.indices { omega[place] += term[place] }
      }
      normalise()
    }
  }

  private func product(_ vector: [Double], times factor: Double) -> [Double] {
    vector.indices.map { place in
      var sum = diagonal[place] * vector[place]
      if place > 0 { sum += hop * vector[place - 1] }
      if place + 1 < vector.count { sum += hop * vector[place + 1] }
      return sum * factor
    }
  }

  private mutating func normalise() {
    var greatest = 0.0
    for weight in omega { greatest = max(greatest, weight) }
    for place in omega.indices { omega[place] /= greatest }
  }
}
