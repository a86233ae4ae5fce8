/// least x (most / least)^u, u uniform: every factor of ten between them is equally likely.
struct LogUniformLaw: LatencyLaw {
  let logLeast: Double
  /// log(most / least).
  let logRange: Double

  func nanoseconds(_ trip: LatencyTrip, from stream: inout RandomStream) -> Double {
    DetMath.exp(logLeast + logRange * stream.uniform())
  }
}

extension LatencyModel {
  /// A latency whose logarithm is uniform: of unknown size, within bounds.
  ///
  /// - Precondition: 0 < least < most.
  public static func logUniform(least: SimDuration, most: SimDuration) -> LatencyModel {
    precondition(least > .zero && least < most, "\(least), \(most)")
    let logLeast = DetMath.log(Double(least.nanoseconds))
    return LatencyModel(
      LogUniformLaw(
        logLeast: logLeast, logRange: DetMath.log(Double(most.nanoseconds)) - logLeast))
  }
}

extension LatencyModelDeclaration {
  /// Between `least` and `most`, with a uniform logarithm.
  public static var logUniform: LatencyModelDeclaration {
    LatencyModelDeclaration(
      name: "log_uniform", summary: "any order of magnitude between two bounds, equally likely",
      parameters: [
        Parameter("least", .duration(range), "the shortest time"),
        Parameter("most", .duration(range), "the longest time"),
      ],
      check: { values in
        let (least, most) = (values.duration("least"), values.duration("most"))
        if least < most { return [] }
        return [
          ParameterFault(
            parameter: "least",
            message: "least is \(least.text), allowed is less than most, \(most.text)")
        ]
      },
      make: { .logUniform(least: $0.duration("least"), most: $0.duration("most")) })
  }

  private static var range: ClosedRange<SimDuration> { .nanoseconds(1) ... .hours(1) }
}
