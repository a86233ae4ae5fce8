import Foundation
import Scenarios

extension SpeedRaceComparison {
  /// A table of losses beside their closed form, and one of their differences.
  public var text: String {
    let count = seeds.upperBound - seeds.lowerBound + 1
    var text = "\(path): loss to adverse selection, \(currency) an hour, \(count) seeds\n\n"
    var table = Table([
      "maker at", "reaction", "loss", "95 % interval", "closed form", "within", "P(later)",
    ])
    for entry in entries {
      table.append([
        entry.profile, Self.duration(entry.reaction), Self.figure(entry.loss.value),
        Self.interval(entry.loss), Self.figure(entry.expected),
        entry.isWithinInterval ? "yes" : "no", String(format: "%.4f", entry.chance),
      ])
    }
    text += table.text
    if entries.count < 2 { return text }
    var steps = Table(["step", "difference", "95 % interval", "above zero"])
    for step in self.steps {
      steps.append([
        "\(step.from) to \(step.to)", Self.figure(step.difference.value),
        Self.interval(step.difference), step.difference.interval.lowerBound > 0 ? "yes" : "no",
      ])
    }
    return text + "\n" + steps.text
  }

  private static func figure(_ value: Double) -> String { String(format: "%.2f", value) }

  private static func interval(_ value: SimulatedValue) -> String {
    "\(figure(value.interval.lowerBound)) to \(figure(value.interval.upperBound))"
  }

  static func duration(_ nanoseconds: Double) -> String {
    if nanoseconds < 1e6 { return String(format: "%.1f us", nanoseconds / 1e3) }
    return String(format: "%.2f ms", nanoseconds / 1e6)
  }

  public var json: JSONValue {
    [
      "currency": .string(currency),
      "seeds": [JSONValue(seeds.lowerBound), JSONValue(seeds.upperBound)],
      "profiles": .array(
        entries.map { entry in
          [
            "profile": .string(entry.profile), "reaction_ns": .number(entry.reaction),
            "slower_probability": .number(entry.chance),
            "closed_form_per_hour": .number(entry.expected),
            "loss_per_hour": Self.json(entry.loss), "within": .bool(entry.isWithinInterval),
          ]
        }),
      "steps": .array(
        steps.map { step in
          [
            "from": .string(step.from), "to": .string(step.to),
            "difference_per_hour": Self.json(step.difference),
          ]
        }),
    ]
  }

  private static func json(_ value: SimulatedValue) -> JSONValue {
    [
      "mean": .number(value.value), "standard_error": .number(value.standardError),
      "interval": [.number(value.interval.lowerBound), .number(value.interval.upperBound)],
    ]
  }
}

// MARK: - Picture

extension SpeedRaceComparison {
  /// Losses with their intervals over the maker's reaction, and the closed form as a curve.
  public var page: PicturePage {
    let points = entries.map { entry in
      [
        entry.reaction / 1e3, entry.loss.value, entry.loss.interval.lowerBound,
        entry.loss.interval.upperBound,
      ]
    }
    let curve = curve.map { [$0.nanoseconds / 1e3, $0.loss] }
    let panel = PicturePanel(
      title: "What a maker loses to takers who hear the same news",
      horizontal: "the maker's mean time from a jump to its cancel at the venue, us, log scale",
      vertical: "loss to adverse selection, \(currency) an hour",
      settings: [
        "set logscale x", "set format x '%g'", "set xrange [3:1000000]", "set yrange [0:*]",
        "set key top left",
      ] + labels,
      series: [
        PicturePanel.Series(
          title: "rate x E|J| x lots x P(maker later than taker)",
          style: "lines lw 2 lc rgb '#888888'", rows: curve),
        PicturePanel.Series(
          title: "simulated, 95 % interval", style: "yerrorbars lw 2 pt 7 ps 0.8 lc rgb '#1f5fa8'",
          rows: points),
      ])
    return PicturePage(commands: panel.commands(number: 0), width: 920, height: 560)
  }

  private var labels: [String] {
    entries.enumerated().map { place, entry in
      "set label \(place + 1) \(PicturePanel.quoted(entry.profile)) at "
        + "\(entry.reaction / 1e3),\(entry.loss.value) left offset 1.2,-0.6 font ',11'"
    }
  }
}
