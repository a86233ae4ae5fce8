import Scenarios
import SimKernel

extension AgentFault {
  /// Its name for people.
  var words: String {
    switch self {
    case .inboxOverflow: "inbox overflow"
    case .wakeInThePast: "wake in the past"
    case .unknownBook: "unknown book"
    case .notANumber: "not a number"
    }
  }
}

extension AgentFaultCounts {
  /// `3 inbox overflow, 1 not a number`; nil without any.
  var words: String? {
    let parts = AgentFault.allCases.filter { self[$0] > 0 }.map { "\(self[$0]) \($0.words)" }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Every kind with its count, zero as well.
  var json: JSONValue {
    .object(
      Dictionary(
        uniqueKeysWithValues: AgentFault.allCases.map {
          ($0.words.replacing(" ", with: "_"), JSONValue(self[$0]))
        }))
  }
}
