import Scenarios
import SimKernel

extension RunResult {
  /// What the decisions of each group take in all, and in which parts; nil where no group has any.
  var decisionLines: String? {
    let lines = setup.scenario.agents.compactMap { group in
      group.decision.map { "decision of \(group.name): \(Self.text($0, group.decisionLatency))\n" }
    }
    return lines.isEmpty ? nil : lines.joined()
  }

  private static func text(_ parts: ParameterValues, _ sum: SimDuration) -> String {
    let words = parts.entries.compactMap { part -> String? in
      guard case .duration(let duration) = part.value, duration > .zero else { return nil }
      return "\(part.name) \(duration.text)"
    }
    return "\(sum.text)\(words.isEmpty ? "" : " = \(words.joined(separator: " + "))")"
  }
}
