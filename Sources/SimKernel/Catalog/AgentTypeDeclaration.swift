/// What an agent type tells a scenario file about itself.
public struct AgentTypeDeclaration: Sendable {
  /// The word after `type:`.
  public var name: String
  /// One sentence for `marketlab list agents`.
  public var summary: String
  public var parameters: [Parameter]
  /// Whether it cannot do without the fundamental value of its instrument.
  public var needsFundamental: Bool
  /// Faults that no single parameter shows, such as an end before a start, or a time at which the
  /// scenario's clock does not run; the second argument is when it does.
  public var check: @Sendable (ParameterValues, ClosedRange<SimTime>) -> [ParameterFault]

  public init(
    name: String, summary: String, parameters: [Parameter] = [], needsFundamental: Bool = false,
    check: @escaping @Sendable (ParameterValues, ClosedRange<SimTime>) -> [ParameterFault] = {
      _, _ in []
    }
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.needsFundamental = needsFundamental
    self.check = check
  }
}
