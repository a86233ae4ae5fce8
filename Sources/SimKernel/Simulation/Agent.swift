/// A participant in the market: a value that turns messages into orders.
///
/// The kernel cannot tell strategies apart. An agent is a struct, copied by every fork; it takes
/// the time, its random numbers and its account from the context and keeps everything else in
/// itself.
public protocol Agent: Sendable {
  /// Names the random streams that it will draw from; called once, before the run.
  mutating func prepare(_ setup: inout AgentSetup)

  /// Called once at the start of the run.
  mutating func start(_ context: inout AgentContext)

  /// Called with each message, in order; `context` takes what it sends.
  ///
  /// Of an agent that is driven from outside, before its driver decides.
  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext)
}

extension Agent {
  public mutating func prepare(_ setup: inout AgentSetup) {}
}

/// A random stream of one agent; made by `AgentSetup.stream`.
public struct StreamHandle: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline var index: UInt32

  @inlinable var place: Int { Int(index) }

  /// What a handle holds until `AgentSetup.stream` has given it a stream; drawing from it ends the
  /// process, as drawing from another agent's does.
  public static var unassigned: StreamHandle { StreamHandle(index: .max) }
}

/// What an agent learns and asks for before the run.
public struct AgentSetup {
  /// The agent's stable name, `group/index`.
  public let name: String
  let firstStream: Int
  var purposes: [String] = []

  /// A random stream of this agent's own for one purpose; asking again gives the same one.
  public mutating func stream(_ purpose: String) -> StreamHandle {
    let place = purposes.firstIndex(of: purpose) ?? purposes.count
    if place == purposes.count { purposes.append(purpose) }
    return StreamHandle(index: UInt32(firstStream + place))
  }
}
