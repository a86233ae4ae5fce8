/// An entry of the catalog of latency models: what a scenario may say of it, and how one is made.
public struct LatencyModelDeclaration: Sendable {
  /// The word after `distribution:`.
  public var name: String
  /// One sentence for `marketlab list latencies`.
  public var summary: String
  public var parameters: [Parameter]
  /// Faults that no single parameter shows.
  public var check: @Sendable (ParameterValues) -> [ParameterFault]
  /// The model with checked parameters.
  public var make: @Sendable (ParameterValues) -> LatencyModel

  public init(
    name: String, summary: String, parameters: [Parameter],
    check: @escaping @Sendable (ParameterValues) -> [ParameterFault] = { _ in [] },
    make: @escaping @Sendable (ParameterValues) -> LatencyModel
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.check = check
    self.make = make
  }

  /// No message takes longer than an hour on the way.
  public static var delayRange: ClosedRange<SimDuration> { .zero ... .hours(1) }
}
