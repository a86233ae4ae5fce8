import SimKernel

/// Rebuilds a book from its level feed and never trades: for recording what a subscriber of a feed
/// goes through, its gaps and recoveries included.
struct BookWatcher: Agent {
  private(set) var builder: BookBuilder
  private let interval: SimDuration
  /// What it takes besides levels.
  private let others: [FeedKind]

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    builder = BookBuilder(assignment.venue, assignment.instrument)
    interval = values.duration("interval")
    others =
      (values.flag("orders") ? [.orders] : []) + (values.flag("trades") ? [.trades] : [])
  }

  mutating func start(_ context: inout AgentContext) {
    builder.subscribe(every: interval, &context)
    for feed in others { context.subscribe(builder.venue, builder.instrument, to: feed) }
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    _ = builder.receive(message, &context)
  }
}

extension AgentType {
  static var bookWatcher: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "book_watcher",
        summary: "rebuilds the book from changes of its levels, asks for a snapshot where one is "
          + "missing, and never trades",
        parameters: [
          Parameter(
            "interval", .duration(.zero ... .hours(1)),
            "least time between two messages, in which changes merge",
            default: .duration(.zero)),
          Parameter(
            "orders", .flag, "whether it takes every change of an order, too",
            default: .flag(false)),
          Parameter("trades", .flag, "whether it takes every trade, too", default: .flag(false)),
        ]),
      make: { BookWatcher($0) })
  }
}
