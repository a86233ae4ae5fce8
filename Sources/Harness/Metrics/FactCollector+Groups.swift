/// The statistics beyond the compared ones, by what they describe.
extension FactCollector {
  private static let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95]

  private static func percent(_ share: Double) -> String { "p\(Int((100 * share).rounded()))" }

  mutating func addReturns(_ parts: FactParts) {
    for seconds in FactParts.horizons.dropFirst() { addMemory(parts, seconds: seconds) }
    for seconds in FactParts.horizons {
      add("volatility_bp", "\(seconds)s", "standard deviation of \(seconds) s returns, bp") {
        () throws(Undefined) in try CalendarReturns.volatility(parts.returns(seconds))
      }
    }
    for seconds in FactParts.horizons {
      add("zero_return_share", "\(seconds)s", "share of \(seconds) s returns that are zero") {
        () throws(Undefined) in try CalendarReturns.zeroShare(parts.returns(seconds))
      }
    }
    for seconds in FactParts.horizons {
      add("hill_tail_index", "\(seconds)s", "Hill tail index of \(seconds) s returns") {
        () throws(Undefined) in
        try HillTailIndex.statistic(parts.returns(seconds), "returns of \(seconds) s")
      }
    }
  }

  mutating func addQuotes(_ parts: FactParts) {
    let sides: [(String, QuotedTime.Quantity, QuotedTime.Quantity)] = [
      ("bid", .bidSize, .bidDepth), ("ask", .askSize, .askDepth),
    ]
    add("spread_one_tick_share", "share of time with a spread of one tick") {
      () throws(Undefined) in try parts.quoted.get().mean(.isOneTick)
    }
    for (place, share) in Self.quantiles.enumerated() {
      let name = Self.percent(share)
      addNumber("spread_quantiles_ticks", name, "spread, \(name) over time, ticks") {
        () throws(Undefined) in try parts.quoted.get().spreadQuantiles(Self.quantiles)[place]
      }
    }
    for (side, size, _) in sides {
      add("best_size_mean_shares", side, "size at the best \(side), mean over time, shares") {
        () throws(Undefined) in try parts.quoted.get().mean(size)
      }
    }
    for (place, share) in Self.quantiles.enumerated() {
      let name = Self.percent(share)
      addNumber("best_size_quantiles_shares", name, "size at the best, \(name) over time, shares") {
        () throws(Undefined) in try parts.quoted.get().sizeQuantiles(Self.quantiles)[place]
      }
    }
    let levels = parts.tape.depthLevels
    for (side, _, depth) in sides {
      add("depth_mean_shares", side, "\(side) depth to level \(levels), mean over time, shares") {
        () throws(Undefined) in try parts.quoted.get().mean(depth)
      }
    }
  }

  mutating func addTrades(_ parts: FactParts) {
    add("trade_sign_decay_exponent", "decay exponent of the memory of trade signs") {
      () throws(Undefined) in try TradeSigns.decayExponent(parts.signs)
    }
    add("ofi_slope_ticks_per_100_shares_10s", "slope on order flow imbalance, ticks / 100 shares") {
      () throws(Undefined) in try OrderFlowImbalance.slope(parts.flowPoints())
    }
    for lag in ResponseFunction.lags {
      add("response_ticks", "\(lag)", "response R(\(lag)), ticks") {
        () throws(Undefined) in try parts.response.statistic(lag: lag)
      }
    }
    for (member, lag) in [("immediate", 0), ("10_trades", 10)] {
      let title = "impact exponent of size, \(lag == 0 ? "immediate" : "10 trades later")"
      addNumber("impact_exponent", member, title) { () throws(Undefined) in
        try PriceImpact(parts.aggressors, parts.response, lag: lag).exponent()
      }
    }
    add("vpin", "bulk", "VPIN, bulk classification, 50 buckets") { () throws(Undefined) in
      let toxicity = try VolumeSynchronisedToxicity(parts.tape)
      return toxicity.mean(toxicity.bulk)
    }
    add("vpin", "signed", "imbalance from true trade signs, 50 buckets") { () throws(Undefined) in
      let toxicity = try VolumeSynchronisedToxicity(parts.tape)
      return toxicity.mean(toxicity.signed)
    }
  }

  mutating func addOrders(_ parts: FactParts) {
    add("cancel_to_trade", "cancel and delete rows for each aggressive order") {
      parts.ratios.cancelToTrade
    }
    for share in Self.quantiles {
      let name = Self.percent(share)
      add("time_to_cancel_quantiles_ms", name, "time to cancel, \(name), ms") {
        () throws(Undefined) in try parts.lifetimes.cancelQuantile(share)
      }
    }
    for milliseconds in [1, 10, 100, 1_000] {
      let name = "\(milliseconds)ms"
      add("cancelled_within_share", name, "share of cancelled orders that lived < \(name)") {
        () throws(Undefined) in try parts.lifetimes.cancelled(within: Double(milliseconds))
      }
    }
    add("time_to_execution_median_ms", "time to execution, median, ms") {
      () throws(Undefined) in try parts.lifetimes.executionMedian()
    }
  }

  mutating func addResilience(_ parts: FactParts) {
    let resilience = parts.resilience
    add("spread_around_trade_ticks", "before", "spread before a trade that widens it, ticks") {
      () throws(Undefined) in try resilience.spreadBefore()
    }
    for (place, delay) in Resilience.delaysMilliseconds.enumerated() {
      add("spread_around_trade_ticks", "\(delay)ms", "spread \(delay) ms after such a trade, ticks")
      {
        () throws(Undefined) in try resilience.spread(place)
      }
    }
    for (place, delay) in Resilience.delaysMilliseconds.enumerated() {
      add("depth_around_trade", "\(delay)ms", "depth hit, \(delay) ms after over before") {
        () throws(Undefined) in try resilience.depthRatio(place)
      }
    }
    add("spread_half_life_seconds", "half-life of the spread after such a trade, s") {
      () throws(Undefined) in
      let mean = try parts.quoted.get().mean(.spreadTicks)
      return try resilience.spreadHalfLife(towards: mean.point ?? 0)
    }
  }
}
