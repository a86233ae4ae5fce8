/// What the engine did to one order, as the journal tells it; trades are `TradeRecord`.
///
/// The fields are those of `MatchingOutcome`, kind by kind.
public struct OutcomeRecord: Hashable, Sendable {
  public var kind: MatchingOutcome.Kind
  /// Whose order it is, and of a decrement the incoming one.
  public var owner: AgentIndex
  public var order: ClientOrderID
  public var side: Side
  public var price: Price
  public var quantity: Quantity
  /// Open quantity of `order` afterwards.
  public var remaining: Quantity
  /// Of a decrement: the order in the book, and what is open of it afterwards.
  public var resting: AgentIndex
  public var restingOrder: ClientOrderID
  public var restingRemaining: Quantity
  /// Of an order that rests when its message is done: lots ahead in its queue. Of a decrement it
  /// means nothing.
  public var aheadAtEntry: Quantity

  /// Takes a record apart.
  ///
  /// - Precondition: `words` is a whole record of the kind `outcome`.
  public init(_ words: UnsafeBufferPointer<UInt64>) {
    let number = UInt8(truncatingIfNeeded: words[0] >> 16)
    guard RecordKind(head: words[0]) == .outcome, words.count == RecordKind.outcome.wordCount,
      let kind = MatchingOutcome.Kind(rawValue: number)
    else { preconditionFailure("a record with the head \(words[0]) is no outcome") }
    self.kind = kind
    owner = AgentIndex(UInt32(words[0] >> 32))
    order = ClientOrderID(words[1])
    side = UInt8(truncatingIfNeeded: words[3] >> 32) == Side.buy.rawValue ? .buy : .sell
    price = Price(ticks: Int64(Int32(truncatingIfNeeded: words[2])))
    quantity = Quantity(lots: Int64(words[2] >> 32))
    remaining = Quantity(lots: Int64(UInt32(truncatingIfNeeded: words[3])))
    resting = AgentIndex(UInt32(words[5] >> 32))
    restingOrder = ClientOrderID(words[4])
    restingRemaining = Quantity(lots: Int64(UInt32(truncatingIfNeeded: words[5])))
    aheadAtEntry = Quantity(lots: Int64(bitPattern: words[4]))
  }
}
