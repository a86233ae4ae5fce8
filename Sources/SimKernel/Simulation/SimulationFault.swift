/// Why a simulation cannot go on: a limit of the scenario or of the number types.
public enum SimulationFault: Hashable, Sendable {
  /// More events than the scenario allows.
  case eventLimit(Int)
  /// More events pending, messages in inboxes included, than the scenario allows.
  case pendingEventLimit(Int)
  /// An agent numbered a decision beyond the 32 bits that a random stream has for them.
  case decisionLimit(agent: String)
  /// More events were scheduled than have numbers.
  case sequenceLimit(UInt64)
  /// An agent's cash in one instrument, as booked or as reported to it, left the 64 bits of money.
  case cashOverflow(agent: String)
  /// The fees that a venue took in one instrument left the 64 bits of money.
  case feeOverflow(venue: String)
}

extension SimulationFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .eventLimit(let limit):
      "the run reached its limit of \(limit) events (limits.events)"
    case .pendingEventLimit(let limit):
      "more than \(limit) events are pending (limits.pending_events)"
    case .decisionLimit(let agent):
      "\(agent) has made the \(UInt32.max) decisions that a random stream can number"
    case .sequenceLimit(let limit):
      "the run scheduled its limit of \(limit) events"
    case .cashOverflow(let agent):
      "the cash of \(agent) exceeds 64 bits of smallest tick x lot x 10^-4"
    case .feeOverflow(let venue):
      "the fees of \(venue) exceed 64 bits of smallest tick x lot x 10^-4"
    }
  }
}
