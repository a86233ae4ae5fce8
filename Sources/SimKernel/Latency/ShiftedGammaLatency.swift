extension LatencyModel {
  /// shift + scale x Gamma(4, 1): a skewed law with a hard minimum.
  public static func shiftedGamma(shift: SimDuration, scaleNanoseconds: Double) -> LatencyModel {
    LatencyModel(least: shift, scaleNanoseconds: scaleNanoseconds) { stream, _ in
      stream.assumingMemoryBound(to: RandomStream.self).pointee.gammaShape4()
    }
  }
}

extension LatencyModelDeclaration {
  /// A gamma of shape 4 moved away from zero: mean `one_way`, standard deviation `jitter`.
  ///
  /// Gamma(4) has mean 4 and standard deviation 2 in units of its scale, so the scale is half the
  /// jitter and the shift is one_way - 2 jitter.
  public static var shiftedGamma: LatencyModelDeclaration {
    LatencyModelDeclaration(
      name: "shifted_gamma", summary: "a least time and a gamma of shape 4 on top",
      parameters: [
        Parameter("one_way", .duration(delayRange), "mean time from one end to the other"),
        Parameter("jitter", .duration(delayRange), "standard deviation of that time"),
      ],
      check: faultsOfShiftedGamma,
      make: { values in
        let jitter = values.duration("jitter").nanoseconds
        return .shiftedGamma(
          shift: .nanoseconds(values.duration("one_way").nanoseconds - 2 * jitter),
          scaleNanoseconds: Double(jitter) / 2)
      })
  }

  @Sendable
  private static func faultsOfShiftedGamma(_ values: ParameterValues) -> [ParameterFault] {
    let oneWay = values.duration("one_way")
    let jitter = values.duration("jitter")
    guard oneWay.nanoseconds <= 2 * jitter.nanoseconds else { return [] }
    return [
      ParameterFault(
        parameter: "jitter",
        message: "jitter is \(jitter.text), allowed is less than half of one_way, " + oneWay.text)
    ]
  }
}
