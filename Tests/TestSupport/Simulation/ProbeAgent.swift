import SimKernel
import Synchronization

/// An agent whose behaviour a test writes down where it is used.
public struct ProbeAgent: Agent {
  let onStart: @Sendable (inout AgentContext) -> Void
  let onMessage: @Sendable (AgentMessage, inout AgentContext) -> Void

  public init(
    onStart: @escaping @Sendable (inout AgentContext) -> Void = { _ in },
    onMessage: @escaping @Sendable (AgentMessage, inout AgentContext) -> Void = { _, _ in }
  ) {
    self.onStart = onStart
    self.onMessage = onMessage
  }

  public mutating func start(_ context: inout AgentContext) { onStart(&context) }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    onMessage(message, &context)
  }
}

/// What probes saw and when; for runs that are not forked.
public final class MessageLog: Sendable {
  public struct Entry: Hashable, Sendable {
    public var agent: AgentIndex
    public var time: SimTime
    public var message: AgentMessage
  }

  private let stored = Mutex<[Entry]>([])

  public init() {}

  public var entries: [Entry] { stored.withLock { $0 } }

  public var reports: [ExecutionReport] {
    entries.compactMap { if case .report(let report) = $0.message { report } else { nil } }
  }

  public var quotes: [Quote] {
    entries.compactMap { if case .quote(let quote) = $0.message { quote } else { nil } }
  }

  public func note(_ message: AgentMessage, _ context: borrowing AgentContext) {
    let entry = Entry(agent: context.agent, time: context.now, message: message)
    stored.withLock { $0.append(entry) }
  }
}
