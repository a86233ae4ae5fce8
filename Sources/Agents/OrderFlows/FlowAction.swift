import SimKernel

/// What an order flow does next.
public enum FlowAction: Hashable, Sendable {
  /// Enters a limit order at a price in ticks.
  case rest(Side, ticks: Int64)
  /// Takes from the opposite side with a market order.
  case take(Side)
  /// Takes back the live order at a place of `LiveOrders`.
  case cancel(place: Int)
  /// A proposal of the thinning that was not accepted: nothing but time passes.
  case pass
}

/// The best prices by which a flow places its orders, ticks; of a side that has become empty, the
/// last one it had.
@frozen public struct BestPrices: Hashable, Sendable, BitwiseCopyable {
  public var bid: Int64
  public var ask: Int64

  @inlinable public init(bid: Int64, ask: Int64) {
    self.bid = bid
    self.ask = ask
  }

  /// As a book begins: a bid at the opening price and an ask a tick above it.
  @inlinable public init(around openPrice: Price) {
    self.init(bid: openPrice.ticks, ask: openPrice.ticks + 1)
  }

  /// Takes in what a quote says of the sides that it has.
  @inlinable public mutating func note(_ quote: Quote) {
    if let bid = quote.bid { self.bid = bid.ticks }
    if let ask = quote.ask { self.ask = ask.ticks }
  }

  @inlinable public var spread: Int64 { ask - bid }

  /// The best price against which an order of a side trades, ticks.
  @inlinable public func opposite(of side: Side) -> Int64 { side == .buy ? ask : bid }

  /// The price at a distance from the opposite best, away from it.
  @inlinable public func price(_ side: Side, distance: Int64) -> Int64 {
    opposite(of: side) - side.sign * distance
  }

  /// How far a price is from the opposite best, ticks.
  @inlinable public func distance(_ side: Side, ticks: Int64) -> Int64 {
    side.sign * (opposite(of: side) - ticks)
  }
}
