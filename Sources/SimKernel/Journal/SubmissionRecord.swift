/// A new order on its way to a venue, as the journal tells it: what its outcomes do not say again.
public struct SubmissionRecord: Hashable, Sendable {
  /// The sequence of the event in which it arrives.
  public var arrivalSequence: UInt64
  public var type: OrderType
  public var isHidden: Bool
  /// The displayed slice of an iceberg; nil for an order shown in full.
  public var displayQuantity: Quantity?

  /// Takes a record apart.
  ///
  /// - Parameter sent: The words of a `sent` record.
  /// - Returns: nil where the message is something else than a new order.
  /// - Precondition: `sent` is a whole record of that kind.
  public init?(_ sent: UnsafeBufferPointer<UInt64>) {
    precondition(
      sent.count == RecordKind.sent.wordCount && RecordKind(head: sent[0]) == .sent,
      "a record with the head \(sent[0]) is no sent message")
    guard UInt8(truncatingIfNeeded: sent[0] >> 16) == VenueMail.Kind.submit.rawValue,
      let type = OrderType(rawValue: UInt8(truncatingIfNeeded: sent[6] >> 40))
    else { return nil }
    arrivalSequence = sent[1]
    self.type = type
    isHidden = UInt8(truncatingIfNeeded: sent[0] >> 24) & VenueMail.Flag.isHidden != 0
    let lots = Int64(bitPattern: sent[7])
    displayQuantity = lots == NewOrder.none ? nil : Quantity(lots: lots)
  }
}
