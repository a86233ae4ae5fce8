import Scenarios

/// A closed form as the command line sees it: names and texts instead of types.
public struct TheoryEntry: Sendable {
  /// A parameter as an option is told of it.
  public struct Parameter: Sendable {
    public let name: String
    public let valueName: String
    /// With the unit and the default.
    public let help: String
    public let kind: TheoryValue.Kind
    /// A value as it may be typed: the default, or nil where that is a rule.
    public let example: String?
  }

  /// What the command prints.
  public struct Report: Sendable {
    public let json: JSONValue
    public let text: String
  }

  /// What a simulation beside the exact figures is asked for.
  public struct Trial: Sendable {
    public let seed: UInt64
    /// Nil for the effort that gives the usual standard errors.
    public let effort: Int?

    public init(seed: UInt64, effort: Int?) {
      self.seed = seed
      self.effort = effort
    }
  }

  private typealias Solver =
    @Sendable ([String: TheoryValue], Trial?, (Double) -> Void) throws(TheoryFault) -> Report

  public let name: String
  public let summary: String
  public let parameters: [Parameter]
  /// The option for the effort of a simulation, its help with the default; nil where no figure is
  /// measured.
  public let effort: TheoryEffort?
  private let solver: Solver

  /// A model of which no figure is measured.
  init<Model: TheoryModel>(_ model: Model.Type) {
    self.init(model, effort: nil) { values, trial, _ throws(TheoryFault) in
      precondition(trial == nil, "nothing measures \(Model.name)")
      return try Self.solved(Model.self, values).report
    }
  }

  /// A model of which figures are measured, too.
  init<Model: SimulatedTheoryModel>(measured model: Model.Type) {
    let effort = TheoryEffort(
      name: Model.effort.name, help: "\(Model.effort.help) (\(Model().usualEffort))",
      allowed: Model.effort.allowed)
    self.init(model, effort: effort) { values, trial, progress throws(TheoryFault) in
      let solved = try Self.solved(Model.self, values)
      guard let trial else { return solved.report }
      return try solved.report(trial, progress)
    }
  }

  private init<Model: TheoryModel>(
    _ model: Model.Type, effort: TheoryEffort?, solver: @escaping Solver
  ) {
    let published = Model()
    name = Model.name
    summary = Model.summary
    parameters = Model.parameters.map { parameter in
      Parameter(
        name: parameter.name, valueName: parameter.valueName,
        help: "\(parameter.help) (\(parameter.defaultText(of: published)))",
        kind: parameter.kind, example: parameter.value(in: published)?.text)
    }
    self.effort = effort
    self.solver = solver
  }

  /// Computes the figures with the values given, and published ones for the rest.
  ///
  /// - Parameters:
  ///   - values: By the parameter's name.
  ///   - trial: A simulation, the results of which stand beside the exact figures.
  ///   - progress: Is told the part of the simulation that is done.
  /// - Throws: `TheoryFault`, as `TheoryModel.solve()` and `SimulatedTheoryModel.measure` do.
  /// - Precondition: Each value is of its parameter's kind; no trial where `effort` is nil.
  public func report(
    _ values: [String: TheoryValue], simulating trial: Trial? = nil,
    progress: (Double) -> Void = { _ in }
  ) throws(TheoryFault) -> Report {
    try solver(values, trial, progress)
  }

  private static func solved<Model: TheoryModel>(
    _ type: Model.Type, _ values: [String: TheoryValue]
  ) throws(TheoryFault) -> SolvedTheory<Model> {
    var model = Model()
    for parameter in Model.parameters {
      if let value = values[parameter.name] { parameter.set(value, in: &model) }
    }
    return SolvedTheory(model: model, solution: try model.solve())
  }
}

extension TheoryParameter {
  fileprivate var kind: TheoryValue.Kind {
    switch content {
    case .number, .derivedNumber: .number
    case .count(_, let range): .count(range)
    case .numbers: .numbers
    }
  }
}
