/// least + median x exp(sigma Z), Z standard normal: a tail heavier than any exponential.
struct ShiftedLognormalLaw: LatencyLaw {
  let leastNanoseconds: Double
  let logMedian: Double
  let sigma: Double

  func nanoseconds(_ trip: LatencyTrip, from stream: inout RandomStream) -> Double {
    leastNanoseconds + stream.lognormal(logMean: logMedian, logStandardDeviation: sigma)
  }
}

extension LatencyModel {
  /// A lognormal above a least time.
  ///
  /// With excess e = mean - least and v = 1 + (deviation / e)^2: sigma^2 = log v and
  /// median = e / sqrt v.
  ///
  /// - Parameters:
  ///   - mean: Mean of the whole latency.
  ///   - deviation: Its standard deviation.
  /// - Precondition: least < mean, deviation >= 0.
  public static func shiftedLognormal(
    least: SimDuration, mean: SimDuration, deviation: SimDuration
  ) -> LatencyModel {
    precondition(least < mean && deviation >= .zero, "\(least), \(mean), \(deviation)")
    let excess = Double(mean.nanoseconds - least.nanoseconds)
    let ratio = Double(deviation.nanoseconds) / excess
    let variance = DetMath.log(1 + ratio * ratio)
    return LatencyModel(
      ShiftedLognormalLaw(
        leastNanoseconds: Double(least.nanoseconds), logMedian: DetMath.log(excess) - variance / 2,
        sigma: variance.squareRoot()))
  }
}

extension LatencyModelDeclaration {
  /// Mean `one_way`, standard deviation `jitter`, nothing below `least`.
  public static var shiftedLognormal: LatencyModelDeclaration {
    LatencyModelDeclaration(
      name: "shifted_lognormal", summary: "a least time and a lognormal on top: a heavy tail",
      parameters: [
        Parameter("one_way", .duration(delayRange), "mean time from one end to the other"),
        Parameter("jitter", .duration(delayRange), "standard deviation of that time"),
        Parameter(
          "least", .duration(delayRange), "what every message takes", default: .duration(.zero)),
      ],
      check: { values in faultsOfLeast(values, mayEqual: false) },
      make: { values in
        .shiftedLognormal(
          least: values.duration("least"), mean: values.duration("one_way"),
          deviation: values.duration("jitter"))
      })
  }

  /// The fault of a least time that is not below `one_way`.
  static func faultsOfLeast(_ values: ParameterValues, mayEqual: Bool) -> [ParameterFault] {
    let (least, oneWay) = (values.duration("least"), values.duration("one_way"))
    if least < oneWay || mayEqual && least == oneWay { return [] }
    return [
      ParameterFault(
        parameter: "least",
        message: "least is \(least.text), allowed is "
          + "\(mayEqual ? "at most" : "less than") one_way, \(oneWay.text)")
    ]
  }
}
