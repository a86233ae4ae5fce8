import Foundation
import Scenarios

// MARK: - JSON

extension MarketCalibration {
  /// `model`, `parameters` with `value`, `ci95` and `profile95`, `not_fixed` with
  /// the names of those with an open end, `directions`, `log_likelihood` or `search`,
  /// `windows`; of models with a self-exciting flow `taken_back`, null where the scenario's flow is
  /// the fitted one.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "model": .string(model.rawValue), "source": .string(source),
      "windows": [
        "count": JSONValue(windowCount), "seconds": .number(seconds),
        "messages": JSONValue(messages),
      ],
      "parameters": .object(
        Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.json) })),
      "not_fixed": .array(notFixed.map { .string($0) }),
      "directions": directions.json,
    ]
    if let logLikelihood { members["log_likelihood"] = .number(logLikelihood) }
    if let search { members["search"] = search.json }
    if model != .cst { members["taken_back"] = takenBack?.json ?? .null }
    return .object(members)
  }

  // MARK: - Text

  /// A table for people: parameters with intervals, and what the data leave open.
  public var text: String {
    let heading =
      "\(model.rawValue) fitted to \(windowCount) windows of \(source): "
      + "\(Int(seconds)) s, \(messages) messages\n\n"
    return heading + parameterTable.text + "\n" + (takenBack?.text ?? "") + profileText
      + directionText + (search?.text ?? "")
  }

  /// With a column more where the scenario has other values.
  private var parameterTable: Table {
    let others = takenBack.map { taken in parameters.map { taken.parameters[$0.name] } } ?? []
    let isOther = others.contains { $0 != nil }
    let names = ["parameter", "value", "95 % from", "to", "profile from", "to"]
    var table = Table(names + (isOther ? ["in the scenario"] : []))
    for (place, parameter) in parameters.enumerated() {
      let (interval, profile) = (parameter.interval, parameter.profile)
      let cells = [
        parameter.value, interval?.lowerBound, interval?.upperBound, profile?.lower, profile?.upper,
      ]
      table.append(
        [parameter.name] + (cells + (isOther ? [others[place]] : [])).map(MarketFacts.text))
    }
    return table
  }

  /// Parameters whose profile has an open end.
  public var notFixed: [String] {
    parameters.filter { $0.profile.map { !$0.isClosed } ?? false }.map(\.name)
  }

  private var profileText: String {
    let profiled = parameters.count { $0.profile != nil }
    guard profiled > 0 else { return "" }
    return "profiles: the data fix \(profiled - notFixed.count) of \(profiled) parameters on both "
      + "sides; an end that is '-' was not reached\n"
  }

  private var directionText: String {
    let open = directions.singularValues.count - directions.rank
    let smallest = directions.singularValues.suffix(3).map(MarketFacts.text)
    return "directions: the data fix \(directions.rank) of \(directions.singularValues.count); "
      + "along \(open) of them a parameter may change e^2-fold within two standard errors\n"
      + "smallest singular values: \(smallest.joined(separator: ", "))\n"
  }
}

extension MarketCalibration.Search {
  var json: JSONValue {
    [
      "start": .number(startValue), "minimum": .number(value),
      "evaluations": JSONValue(evaluations), "roughness": .number(roughness),
      "profile": profile.map {
        ["lowest": .number($0.lowest), "evaluations": JSONValue($0.evaluations)]
      } ?? .null,
      "moments": .object(
        Dictionary(
          uniqueKeysWithValues: moments.map { moment in
            (
              moment.name,
              [
                "recorded": .number(moment.recorded), "simulated": .number(moment.simulated),
                "standard_error": .number(moment.error),
              ]
            )
          })),
    ]
  }

  var text: String {
    var table = Table(["moment", "recorded", "its error", "simulated"])
    for moment in moments {
      table.append(
        [moment.name]
          + [moment.recorded, moment.error, moment.simulated].map { MarketFacts.text($0) })
    }
    return "\nsimulated moments: the sum of squares came from \(MarketFacts.text(startValue)) to "
      + "\(MarketFacts.text(value)) in \(evaluations) evaluations\n" + profileText + "\n"
      + table.text
  }

  private var profileText: String {
    let rough =
      "simulated moments jump about smooth curves by \(MarketFacts.text(roughness)) of the "
      + "recorded ones' errors\n"
    guard let profile else { return rough }
    let lowest =
      profile.lowest < value ? ", and met a sum of \(MarketFacts.text(profile.lowest))" : ""
    return rough + "profiles took \(profile.evaluations) evaluations\(lowest)\n"
  }
}
