/// What one agent has asked of one feed of one book.
struct FeedSubscription: BitwiseCopyable {
  let agent: UInt32
  let kind: FeedKind
  /// Whether it is to get messages. One that has left keeps its place and its numbers.
  var isActive = true
  /// Whether an event is pending that sends what has merged.
  var isScheduled = false
  /// The place of the agent's outages among the kernel's; -1 for none.
  let outages: Int32
  /// Levels of a snapshot, at least 1.
  var depth: Int32 = 1
  /// The number of its last message, lost ones included.
  var number: UInt64 = 0
  /// Nanoseconds between two messages at least.
  var interval: Int64 = 0
  /// When the next message may leave, nanoseconds.
  var nextDue: Int64 = .min
  /// Its messages in the agent's inbox.
  var waiting = WaitingMessages()
  /// How much of the book's list of changed levels it has been told.
  var logPlace: Int = 0

  init(agent: UInt32, kind: FeedKind, outages: Int32) {
    self.agent = agent
    self.kind = kind
    self.outages = outages
  }
}
