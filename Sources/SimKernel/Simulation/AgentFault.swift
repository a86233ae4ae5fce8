/// Something an agent did that the kernel answered by ignoring it; journalled, and counted.
public enum AgentFault: UInt8, Hashable, Sendable, CaseIterable {
  /// As many quotes of a book, or messages of one of its feeds, waited as its inbox holds, and one
  /// more came: the latest that waited gave way to it and is lost.
  case inboxOverflow = 1
  /// It asked for a wake-up in the past.
  case wakeInThePast
  /// It asked for market data of a venue or instrument that does not exist.
  case unknownBook
  /// A price, quantity or time came out of its arithmetic as not a number.
  case notANumber
}
