import Scenarios

/// A model with its exact figures, as they are printed.
struct SolvedTheory<Model: TheoryModel> {
  let model: Model
  let solution: Model.Solution

  var report: TheoryEntry.Report { TheoryEntry.Report(json: .object(members), text: text) }

  /// The figures, and the parameters that they belong to.
  private var members: [String: JSONValue] {
    guard case .object(var members) = solution.figures else {
      preconditionFailure("the figures of \(Model.name) are no object")
    }
    members["parameters"] = .object(parameters)
    return members
  }

  private var parameters: [String: JSONValue] {
    var parameters: [String: JSONValue] = [:]
    for parameter in Model.parameters {
      let key = parameter.name.replacing("-", with: "_")
      parameters[key] = parameter.value(in: model)?.json ?? .null
    }
    return parameters
  }

  private var text: String {
    let parameters = Model.parameters.map { parameter in
      "\(parameter.name) \(parameter.value(in: model)?.text ?? parameter.defaultText(of: model))"
    }
    return "\(Model.source)\n\(TheoryText.wrapped(parameters))\n\n\(solution.text)"
  }
}

extension SolvedTheory where Model: SimulatedTheoryModel {
  /// The same with what a simulation measures.
  ///
  /// - Throws: `TheoryFault`, as `SimulatedTheoryModel.measure` does, and for measured figures
  ///   beyond what numbers of 64 bits hold.
  func report(
    _ trial: TheoryEntry.Trial, _ progress: (Double) -> Void
  ) throws(TheoryFault) -> TheoryEntry.Report {
    let effort = trial.effort ?? model.usualEffort
    let measured = try model.measure(
      solution, seed: trial.seed, effort: effort, progress: progress)
    let added: [String: JSONValue] = [
      "simulated": TheoryMeasurement.json(measured, \.value),
      "standard_error": TheoryMeasurement.json(measured, \.standardError),
    ]
    try TheoryFault.checkFinite(.object(added))
    var members = members.merging(added) { $1 }
    var parameters = parameters
    parameters["seed"] = JSONValue(trial.seed)
    parameters[Model.effort.name] = JSONValue(effort)
    members["parameters"] = .object(parameters)
    let heading =
      "measured \(Model.means), seed \(trial.seed), \(Model.effort.name) \(effort)\n\n"
    return TheoryEntry.Report(
      json: .object(members),
      text: text + "\n" + heading + TheoryMeasurement.text(measured) + Model.remark)
  }
}
