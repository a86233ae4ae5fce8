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

  public let name: String
  public let summary: String
  public let parameters: [Parameter]
  private let solver: @Sendable ([String: TheoryValue]) throws(TheoryFault) -> Report

  init<Model: TheoryModel>(_ model: Model.Type) {
    let published = Model()
    name = Model.name
    summary = Model.summary
    parameters = Model.parameters.map { parameter in
      Parameter(
        name: parameter.name, valueName: parameter.valueName,
        help: "\(parameter.help) (\(parameter.defaultText(of: published)))",
        kind: parameter.kind, example: parameter.value(in: published)?.text)
    }
    solver = { values throws(TheoryFault) in try Self.report(on: Model.self, values) }
  }

  /// Computes the figures with the values given, and published ones for the rest.
  ///
  /// - Parameter values: By the parameter's name.
  /// - Throws: `TheoryFault`, as `TheoryModel.solve()` does.
  /// - Precondition: Each value is of its parameter's kind.
  public func report(_ values: [String: TheoryValue]) throws(TheoryFault) -> Report {
    try solver(values)
  }

  private static func report<Model: TheoryModel>(
    on type: Model.Type, _ values: [String: TheoryValue]
  ) throws(TheoryFault) -> Report {
    var model = Model()
    for parameter in Model.parameters {
      if let value = values[parameter.name] { parameter.set(value, in: &model) }
    }
    let solution = try model.solve()
    return Report(json: json(model, solution), text: text(model, solution))
  }

  /// The figures, and the parameters that they belong to.
  private static func json<Model: TheoryModel>(
    _ model: Model, _ solution: Model.Solution
  ) -> JSONValue {
    guard case .object(var members) = solution.figures else {
      preconditionFailure("the figures of \(Model.name) are no object")
    }
    var parameters: [String: JSONValue] = [:]
    for parameter in Model.parameters {
      let key = parameter.name.replacing("-", with: "_")
      parameters[key] = parameter.value(in: model)?.json ?? .null
    }
    members["parameters"] = .object(parameters)
    return .object(members)
  }

  private static func text<Model: TheoryModel>(
    _ model: Model, _ solution: Model.Solution
  ) -> String {
    let parameters = Model.parameters.map { parameter in
      "\(parameter.name) \(parameter.value(in: model)?.text ?? parameter.defaultText(of: model))"
    }
    return "\(Model.source)\n\(TheoryText.wrapped(parameters))\n\n\(solution.text)"
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
