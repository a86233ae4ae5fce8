import SimKernel

/// What a market-making model says: how far from the mid each quote stands.
protocol QuotingModel: Sendable {
  /// - Parameters:
  ///   - inventory: In quotes: position / lots of one quote.
  ///   - timeLeft: Seconds to the end of the model's horizon, not negative.
  func distances(inventory: Double, timeLeft: Double) -> QuoteDistances
}

/// Ticks from the mid down to the bid and up to the ask; nil for a side that is not quoted.
struct QuoteDistances: Hashable, Sendable {
  var bid: Double?
  var ask: Double?
}

/// What becomes of a quote that a model puts beyond the mid, where its distance is negative.
enum NegativeDistance: String, CaseIterable, Sendable {
  /// It stands at the mid.
  case clamp
  /// It goes where the model says, and trades at once with what it crosses.
  case cross
  /// There is none.
  case withdraw

  func applied(to distance: Double) -> Double? {
    if distance >= 0 { return distance }
    switch self {
    case .clamp: return 0
    case .cross: return distance
    case .withdraw: return nil
    }
  }
}
