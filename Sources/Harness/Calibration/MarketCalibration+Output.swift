import Foundation
import Scenarios

// MARK: - JSON

extension MarketCalibration {
  /// `model`, `parameters` with `value` and `ci95`, `directions`, `log_likelihood` or `search`,
  /// `windows`.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "model": .string(model.rawValue), "source": .string(source),
      "windows": [
        "count": JSONValue(windowCount), "seconds": .number(seconds),
        "messages": JSONValue(messages),
      ],
      "parameters": .object(
        Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.json) })),
      "directions": directions.json,
    ]
    if let logLikelihood { members["log_likelihood"] = .number(logLikelihood) }
    if let search { members["search"] = search.json }
    return .object(members)
  }

  // MARK: - Text

  /// A table for people: parameters with intervals, and what the data leave open.
  public var text: String {
    var table = Table(["parameter", "value", "95 % from", "to"])
    for parameter in parameters {
      let interval = parameter.interval
      table.append(
        [parameter.name]
          + [parameter.value, interval?.lowerBound, interval?.upperBound].map(MarketFacts.text))
    }
    let heading =
      "\(model.rawValue) fitted to \(windowCount) windows of \(source): "
      + "\(Int(seconds)) s, \(messages) messages\n\n"
    return heading + table.text + "\n" + directionText + (search?.text ?? "")
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
      "evaluations": JSONValue(evaluations),
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
      + "\(MarketFacts.text(value)) in \(evaluations) evaluations\n\n" + table.text
  }
}
