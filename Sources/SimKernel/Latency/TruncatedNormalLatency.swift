/// A normal given that it is not below the least time.
///
/// By rejection: with the normal's mean not below the least, two draws are enough on average.
struct TruncatedNormalLaw: LatencyLaw {
  let leastNanoseconds: Double
  let meanNanoseconds: Double
  let deviationNanoseconds: Double

  func nanoseconds(_ trip: LatencyTrip, from stream: inout RandomStream) -> Double {
    while true {
      let drawn = stream.normal(mean: meanNanoseconds, standardDeviation: deviationNanoseconds)
      if drawn >= leastNanoseconds { return drawn }
    }
  }
}

extension LatencyModel {
  /// A normal cut off below `least`.
  ///
  /// With a = (least - mean) / deviation, the mean of what is left is
  /// mean + deviation phi(a) / (1 - Phi(a)).
  ///
  /// - Parameters:
  ///   - mean: Mean of the whole normal, and its mode.
  ///   - deviation: Standard deviation of the whole normal.
  /// - Precondition: least <= mean, deviation >= 0.
  public static func truncatedNormal(
    least: SimDuration, mean: SimDuration, deviation: SimDuration
  ) -> LatencyModel {
    precondition(least <= mean && deviation >= .zero, "\(least), \(mean), \(deviation)")
    return LatencyModel(
      TruncatedNormalLaw(
        leastNanoseconds: Double(least.nanoseconds), meanNanoseconds: Double(mean.nanoseconds),
        deviationNanoseconds: Double(deviation.nanoseconds)))
  }
}

extension LatencyModelDeclaration {
  public static var truncatedNormal: LatencyModelDeclaration {
    LatencyModelDeclaration(
      name: "truncated_normal", summary: "a normal, drawn again where it is below a least time",
      parameters: [
        Parameter("one_way", .duration(delayRange), "mean of the whole normal, its commonest time"),
        Parameter("jitter", .duration(delayRange), "standard deviation of the whole normal"),
        Parameter(
          "least", .duration(delayRange), "what every message takes", default: .duration(.zero)),
      ],
      check: { values in faultsOfLeast(values, mayEqual: true) },
      make: { values in
        .truncatedNormal(
          least: values.duration("least"), mean: values.duration("one_way"),
          deviation: values.duration("jitter"))
      })
  }
}
