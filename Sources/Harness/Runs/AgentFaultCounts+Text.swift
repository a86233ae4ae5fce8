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

  /// Its key in JSON.
  fileprivate var key: String {
    switch self {
    case .inboxOverflow: "inbox_overflow"
    case .wakeInThePast: "wake_in_the_past"
    case .unknownBook: "unknown_book"
    case .notANumber: "not_a_number"
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
        uniqueKeysWithValues: AgentFault.allCases.map { ($0.key, JSONValue(self[$0])) }))
  }
}
