/// What a latency model tells a scenario file about itself.
public struct LatencyModelDeclaration: Sendable {
  /// The word after `distribution:`.
  public var name: String
  /// One sentence for `marketlab list latencies`.
  public var summary: String
  public var parameters: [Parameter]
  /// Faults that no single parameter shows.
  public var check: @Sendable (ParameterValues) -> [ParameterFault]

  public init(
    name: String, summary: String, parameters: [Parameter],
    check: @escaping @Sendable (ParameterValues) -> [ParameterFault] = { _ in [] }
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.check = check
  }

  /// No message takes longer than an hour on the way.
  public static var delayRange: ClosedRange<SimDuration> { .zero ... .hours(1) }

  public static var constant: LatencyModelDeclaration {
    LatencyModelDeclaration(
      name: "constant", summary: "every message takes the same time",
      parameters: [
        Parameter("one_way", .duration(delayRange), "time from one end to the other")
      ])
  }

  /// A gamma of shape 4 moved away from zero: mean `one_way`, standard deviation `jitter`.
  ///
  /// The standard deviation is twice the scale, so the shift is one_way - 2 jitter.
  public static var shiftedGamma: LatencyModelDeclaration {
    LatencyModelDeclaration(
      name: "shifted_gamma", summary: "a least time and a gamma of shape 4 on top",
      parameters: [
        Parameter("one_way", .duration(delayRange), "mean time from one end to the other"),
        Parameter("jitter", .duration(delayRange), "standard deviation of that time"),
      ],
      check: { values in
        let oneWay = values.duration("one_way")
        let jitter = values.duration("jitter")
        guard oneWay.nanoseconds <= 2 * jitter.nanoseconds else { return [] }
        return [
          ParameterFault(
            parameter: "jitter",
            message: "jitter is \(jitter.text), allowed is less than half of one_way, "
              + oneWay.text)
        ]
      })
  }

  /// The models that a scenario may name.
  public static var standard: [LatencyModelDeclaration] { [shiftedGamma, constant] }
}
