/// How often an agent did something that the kernel answered by ignoring it, by kind.
public struct AgentFaultCounts: Hashable, Sendable, BitwiseCopyable {
  private var inboxOverflow: UInt64 = 0
  private var wakeInThePast: UInt64 = 0
  private var unknownBook: UInt64 = 0
  private var notANumber: UInt64 = 0

  public init() {}

  public internal(set) subscript(fault: AgentFault) -> UInt64 {
    get {
      switch fault {
      case .inboxOverflow: inboxOverflow
      case .wakeInThePast: wakeInThePast
      case .unknownBook: unknownBook
      case .notANumber: notANumber
      }
    }
    set {
      switch fault {
      case .inboxOverflow: inboxOverflow = newValue
      case .wakeInThePast: wakeInThePast = newValue
      case .unknownBook: unknownBook = newValue
      case .notANumber: notANumber = newValue
      }
    }
  }

  /// Faults of every kind together.
  public var total: UInt64 { AgentFault.allCases.reduce(0) { $0 + self[$1] } }

  /// The counts of several agents together.
  public static func + (left: AgentFaultCounts, right: AgentFaultCounts) -> AgentFaultCounts {
    var sum = left
    for fault in AgentFault.allCases { sum[fault] += right[fault] }
    return sum
  }
}
