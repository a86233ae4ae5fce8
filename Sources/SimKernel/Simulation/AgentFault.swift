/// Something an agent did that the kernel answered by ignoring it; journalled, and counted.
public enum AgentFault: UInt8, Hashable, Sendable, CaseIterable {
  /// More messages waited than its inbox holds; the message is dropped.
  case inboxOverflow = 1
  /// It asked for a wake-up in the past.
  case wakeInThePast
  /// It named a venue or instrument that does not exist.
  case unknownBook
  /// A price, quantity or time came out of its arithmetic as not a number.
  case notANumber
}
