/// Whatever reaches an agent.
public enum AgentMessage: Hashable, Sendable {
  /// A wake-up that the agent asked for, with the tag it gave.
  case wake(tag: UInt32)
  case report(ExecutionReport)
  case quote(Quote)
  case snapshot(BookSnapshot)
  case imbalance(BookImbalance)
  /// A jump of a fundamental value that the agent follows.
  case news(FundamentalNews)
  /// Feeds beyond quotes and snapshots.
  case feed(FeedMessage)
}
