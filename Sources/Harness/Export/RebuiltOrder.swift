import SimKernel

/// A live order as the journal's outcomes leave it.
struct RebuiltOrder {
  let side: Side
  var price: Price
  /// All that is open of it.
  var open: Quantity
  /// What of it is in sight while it rests, or would be if it were not hidden.
  var slice = Quantity.zero
  let terms: Terms
  /// Whether it waits for its trigger.
  var isWaiting = false
  /// The number that it came in sight with.
  var displayID: UInt64 = 0

  /// What an order is from its submission on.
  struct Terms {
    var waitsForTrigger = false
    var isHidden = false
    /// The displayed slice of an iceberg; nil for an order shown in full.
    var display: Quantity?

    /// What most orders are.
    static let plain = Terms()

    init() {}

    init(_ submission: SubmissionRecord) {
      waitsForTrigger = submission.type == .stop || submission.type == .stopLimit
      isHidden = submission.isHidden
      display = submission.displayQuantity
    }

    var isPlain: Bool { !waitsForTrigger && !isHidden && display == nil }
  }

  /// Whether it stands in sight, once it rests.
  var isDisplayed: Bool { !terms.isHidden && !isWaiting }

  /// Makes its first slice, when it comes to rest.
  mutating func showFirstSlice() { slice = min(terms.display ?? open, open) }

  /// Takes back some of an order that keeps its place: an iceberg's reserve goes before its slice.
  ///
  /// - Returns: What went out of sight.
  mutating func shrink(to quantity: Quantity) -> Quantity {
    let reserve = open - slice
    let cut = max(.zero, open - quantity - reserve)
    open = quantity
    slice = slice - cut
    return cut
  }
}

/// An order among those of one book: ids are unique among the live orders of one agent.
struct RebuiltOrderKey: Hashable {
  var owner: AgentIndex
  var order: ClientOrderID
}
