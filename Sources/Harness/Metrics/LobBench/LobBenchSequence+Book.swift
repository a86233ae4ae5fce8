import SimKernel

/// Scores of the book alone, one value a row.
extension LobBenchSequence {
  /// Best ask less best bid, dollars x 10^4.
  var spreads: [Double] { quotes { Double($0.spread) } }

  var askSizes: [Double] { quotes { Double($0.askSize) } }

  var bidSizes: [Double] { quotes { Double($0.bidSize) } }

  /// (bid size - ask size) / (bid size + ask size) at the best prices; 0 / 0 where both are 0.
  var imbalances: [Double] {
    quotes { Double($0.bidSize - $0.askSize) / Double($0.bidSize + $0.askSize) }
  }

  /// Shares on the first levels of a side.
  func volumes(_ side: Side, levels: Int) -> [Double] {
    rows.map { row in
      Double(row.levels(side).prefix(levels).reduce(0) { $0 + $1.size })
    }
  }

  private func quotes(_ value: (LobBenchQuote) -> Double) -> [Double] {
    rows.indices.map { value(best($0)) }
  }
}
