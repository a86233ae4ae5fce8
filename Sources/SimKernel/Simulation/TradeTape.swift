/// The recent trades of one book, for as long as somebody may ask for them.
///
/// Each entry holds the lots traded up to and with it, so that a window's volume is a difference.
/// Memory follows the trades within the lookback: older ones go when their half of the list is full
/// of them.
struct TradeTape: Sendable {
  private struct Entry: Sendable {
    var time: Int64
    var bought: Int64
    var sold: Int64
  }

  /// Nanoseconds.
  let lookback: Int64
  private var entries: [Entry] = []
  /// The first entry that is not too old.
  private var first = 0
  /// All lots up to the entry before the first.
  private var before = TradedVolume(bought: 0, sold: 0)

  init(lookback: Int64) { self.lookback = lookback }

  /// Entries that are kept.
  var count: Int { entries.count }

  /// Notes a trade. Amortised O(1).
  mutating func note(at time: Int64, side: Side, lots: Int64) {
    forget(upTo: time &- lookback)
    var entry = entries.last ?? Entry(time: 0, bought: before.bought, sold: before.sold)
    entry.time = time
    if side == .buy { entry.bought &+= lots } else { entry.sold &+= lots }
    entries.append(entry)
  }

  private mutating func forget(upTo time: Int64) {
    while first < entries.count && entries[first].time <= time {
      before = TradedVolume(bought: entries[first].bought, sold: entries[first].sold)
      first += 1
    }
    guard first > 16, 2 * first > entries.count else { return }
    entries.removeFirst(first)
    first = 0
  }

  /// What traded after `now` - window, up to now. O(log trades).
  func volume(_ window: Int64, upTo now: Int64) -> TradedVolume {
    let start = now &- min(window, lookback)
    var (low, high) = (first, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].time > start { high = middle } else { low = middle + 1 }
    }
    guard let last = entries.last else { return TradedVolume(bought: 0, sold: 0) }
    let base =
      low == first
      ? before : TradedVolume(bought: entries[low - 1].bought, sold: entries[low - 1].sold)
    return TradedVolume(bought: last.bought &- base.bought, sold: last.sold &- base.sold)
  }
}

extension Kernel {
  @inline(never)
  mutating func keepTrade(_ outcome: MatchingOutcome, _ book: UnsafeMutablePointer<VenueBook>) {
    tapes[book - books].note(at: now, side: outcome.side, lots: outcome.quantity.lots)
  }

  /// The lots traded in a book in a window up to now; nil for no window.
  func tradedVolume(_ index: Int, window: Int64) -> TradedVolume? {
    window > 0 && keepsTrades ? tapes[index].volume(window, upTo: now) : nil
  }
}
