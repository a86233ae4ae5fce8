/// The orders of a recorded market, as a file has them: what entered, what was taken back, what
/// traded.
///
/// Orders are numbered from 0 in the order of their entry, so that nothing needs the numbers that
/// an exchange gave them.
public struct MessageHistory: Hashable, Sendable {
  public enum Kind: UInt8, Hashable, Sendable, BitwiseCopyable {
    /// An order enters and rests.
    case submission
    /// Lots of an order are taken back.
    case reduction
    /// Lots of a resting order trade.
    case execution
  }

  @frozen public struct Message: Hashable, Sendable, BitwiseCopyable {
    public var time: SimTime
    public var kind: Kind
    /// Of the resting order; the aggressor of an execution is on the other one.
    public var side: Side
    public var order: UInt32
    /// Of the resting order.
    public var price: Price
    /// At least one lot.
    public var quantity: Quantity

    public init(
      _ kind: Kind, _ order: UInt32, at time: SimTime, _ side: Side, _ quantity: Quantity,
      price: Price
    ) {
      self.time = time
      self.kind = kind
      self.side = side
      self.order = order
      self.price = price
      self.quantity = quantity
    }
  }

  /// In the order of the file, times not falling; an order's submission stands first.
  public let messages: [Message]
  public let orderCount: Int

  /// - Precondition: Orders are numbered in the order of their submissions, each is submitted once
  ///   and before anything else is said of it, and times do not fall.
  public init(_ messages: [Message]) {
    var known: UInt32 = 0
    var time = messages.first?.time ?? .zero
    for (place, message) in messages.enumerated() {
      precondition(message.time >= time, "message \(place) goes back in time")
      time = message.time
      if message.kind == .submission {
        precondition(
          message.order == known, "message \(place): order \(message.order), not \(known)")
        known += 1
      }
      precondition(message.order < known, "message \(place): order \(message.order) is unknown")
    }
    self.messages = messages
    orderCount = Int(known)
  }
}
