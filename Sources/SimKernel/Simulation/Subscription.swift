/// What one agent that has asked for one book's quotes has to do with them.
struct Subscription: BitwiseCopyable {
  var agent: UInt32
  /// Whether it is to get the next quote.
  var isActive = false
  /// Whether it stands in the list of the fan-out, which one that has left goes on doing until the
  /// next quote.
  var isListed = false
  /// The book's quotes in the agent's inbox.
  var waiting = WaitingMessages()

  init(agent: UInt32) { self.agent = agent }

  /// A place of the table that nobody has taken; no agent has this index.
  static let vacant = Subscription(agent: .max)
}
