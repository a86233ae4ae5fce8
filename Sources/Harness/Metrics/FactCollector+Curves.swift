/// The statistics at many places.
extension FactCollector {
  mutating func addCurves(_ parts: FactParts) {
    addDistribution(parts)
    addMemories(parts)
    addResponse()
    addImpact(parts)
    addSignature(parts)
    addIntraday(parts)
  }

  private mutating func addDistribution(_ parts: FactParts) {
    for seconds in [1, 10] {
      let density = try? ReturnDistribution.density(parts.returns(seconds))
      addCurve(
        "return_density_\(seconds)s", ["standard_deviations", "density"],
        (density ?? []).map { [$0.deviations, $0.density] })
    }
  }

  private mutating func addMemories(_ parts: FactParts) {
    let magnitudes = (try? parts.returns(1).map { abs($0) }) ?? []
    addMemory("absolute_return_acf_1s", "lag_seconds", magnitudes, Array(1...120))
    addMemory("trade_sign_acf", "lag_trades", parts.signs, TradeSigns.decayLags)
  }

  private mutating func addMemory(
    _ key: String, _ lag: String, _ series: [Double], _ lags: [Int]
  ) {
    let short = lags.filter { $0 * 10 <= series.count }
    let values = try? short.isEmpty ? nil : Autocorrelation(series, lags: short, "values").values
    addCurve(key, [lag, "autocorrelation"], zip(short, values ?? []).map { [Double($0), $1] })
  }

  private mutating func addResponse() {
    let rows = ResponseFunction.lags.map { lag in
      let estimate = estimate("response_ticks", "\(lag)")
      return [Double(lag), estimate?.value, estimate?.interval?.low, estimate?.interval?.high]
    }
    addCurve("response", ["lag_trades", "ticks", "low", "high"], rows)
  }

  private mutating func addImpact(_ parts: FactParts) {
    for (key, lag) in [("impact_immediate", 0), ("impact_10_trades", 10)] {
      let bins = PriceImpact(parts.aggressors, parts.response, lag: lag).bins
      addCurve(
        key, ["mean_shares", "ticks", "orders"],
        bins.map { [$0.meanVolume, $0.meanResponse, Double($0.orders)] })
    }
  }

  private mutating func addSignature(_ parts: FactParts) {
    let rows = SignaturePlot.intervalsSeconds.map { seconds -> [Double?] in
      let estimate = signature(parts, seconds)
      // The grid of a longer interval covers a little less time.
      let hours = Double(max(1, parts.tape.grid(every: seconds).count - 1) * seconds) / 3_600
      return [
        Double(seconds), estimate.value, estimate.value.map { $0 / hours },
        estimate.interval.map { $0.low / hours }, estimate.interval.map { $0.high / hours },
      ]
    }
    addCurve(
      "signature",
      ["seconds", "realised_variance_bp2", "bp2_per_hour", "low_per_hour", "high_per_hour"], rows)
  }

  private func signature(_ parts: FactParts, _ seconds: Int) -> Estimate {
    do throws(Undefined) {
      let statistic = try SignaturePlot.realisedVariance(parts.tape, every: seconds)
      return bootstrap.estimate("signature.\(seconds)", statistic)
    } catch {
      return .undefined(reason: error.reason)
    }
  }

  private mutating func addIntraday(_ parts: FactParts) {
    let rows = IntradayCurves.buckets(parts.tape).map { bucket -> [Double?] in
      [
        Double(bucket.start), bucket.coveredSeconds, Double(bucket.volume),
        bucket.volumePerMinute, bucket.volatility, bucket.meanSpread, Double(bucket.messages),
      ]
    }
    addCurve(
      "intraday",
      [
        "start_seconds", "covered_seconds", "volume_shares", "shares_per_minute",
        "volatility_bp_per_root_minute", "spread_ticks", "messages",
      ], rows)
  }
}
