/// The twelve statistics by which one market is compared with another.
extension FactCollector {
  static let returnLags = [1, 10, 30]

  mutating func addComparedFacts(_ parts: FactParts) {
    add("spread_time_weighted_mean_ticks", "spread, mean over time, ticks") {
      () throws(Undefined) in try parts.quoted.get().mean(.spreadTicks)
    }
    add("cancel_to_execution", "cancel and delete rows for each execution row") {
      parts.ratios.cancelToExecution
    }
    for seconds in FactParts.horizons {
      add("excess_kurtosis", "\(seconds)s", "excess kurtosis of \(seconds) s returns") {
        () throws(Undefined) in
        try ExcessKurtosis.statistic(parts.returns(seconds), "returns of \(seconds) s")
      }
    }
    addMemory(parts, seconds: 1)
    for lag in [1, 10] {
      add("trade_sign_acf", "\(lag)", "autocorrelation of trade signs, lag \(lag)") {
        () throws(Undefined) in
        try Autocorrelation(parts.signs, lags: [lag], "aggressive orders").statistic()
      }
    }
    add("ofi_r_squared_10s", "R^2 of mid changes on order flow imbalance, 10 s") {
      () throws(Undefined) in try OrderFlowImbalance.rSquared(parts.flowPoints())
    }
    add("hidden_share", "hidden share of executed volume") { parts.ratios.hiddenShare }
  }

  /// Autocorrelations of returns and of their magnitudes.
  mutating func addMemory(_ parts: FactParts, seconds: Int) {
    for lag in FactCollector.returnLags {
      addMemory("acf_returns_\(seconds)s", lag, "\(seconds) s returns") {
        () throws(Undefined) in try parts.returns(seconds)
      }
    }
    for lag in FactCollector.returnLags {
      addMemory("acf_absolute_returns_\(seconds)s", lag, "absolute \(seconds) s returns") {
        () throws(Undefined) in try parts.returns(seconds).map { abs($0) }
      }
    }
  }

  private mutating func addMemory(
    _ key: String, _ lag: Int, _ series: String, _ values: () throws(Undefined) -> [Double]
  ) {
    add(key, "\(lag)", "autocorrelation of \(series), lag \(lag)") { () throws(Undefined) in
      try Autocorrelation(values(), lags: [lag], series).statistic()
    }
  }
}
