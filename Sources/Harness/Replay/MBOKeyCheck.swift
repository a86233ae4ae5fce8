import SimKernel

/// Whether recorded book states are states that the replay went through, told by their keys.
///
/// A recorded row is equal where it is the state after a record with its key (instrument, sequence,
/// time, action, side, price), or else the state at the end of its event (instrument, sequence,
/// time). A trade row may be any state of its event: feeds print one merged row for several fills,
/// and what the aggressor did not trade may rest in the same event. Rows are never compared by
/// their place in the file, because which records print a row is the publisher's choice.
final class MBOKeyCheck {
  private let depth: Int
  private var rows: [ExpectedBookReader.Row] = []
  /// Rows of each event.
  private var events: [MBOEvent: [Int]] = [:]
  private var state: [RowState] = []
  private var books: [Int: MBOBook] = [:]

  private enum RowState {
    case unseen
    /// No state with the row's key was equal; the last state of the event is this.
    case pending(isEqual: Bool, bids: [ReplayLevel], asks: [ReplayLevel])
    case equal
  }

  init(depth: Int) { self.depth = depth }

  var rowCount: Int { rows.count }

  /// Adds a recorded state. All are added before the first record.
  func expect(_ row: ExpectedBookReader.Row, event: MBOEvent) {
    events[event, default: []].append(rows.count)
    rows.append(row)
    state.append(.unseen)
  }

  /// Takes one record.
  func apply(_ record: MBORecord) throws(ReplayBook.Refusal) {
    let book = book(record.event.book)
    try book.apply(record)
    guard let waiting = events[record.event] else { return }
    let bids = book.levels(.buy, depth: depth)
    let asks = book.levels(.sell, depth: depth)
    for index in waiting {
      if case .equal = state[index] { continue }
      let isEqual = rows[index].bids == bids && rows[index].asks == asks
      let isKeyed = rows[index].kind == record.kind || rows[index].kind.action == .trade
      state[index] =
        isEqual && isKeyed ? .equal : .pending(isEqual: isEqual, bids: bids, asks: asks)
    }
  }

  /// The verdict after the last record.
  func check(path: String) -> ReplayReport.Check {
    var check = ReplayReport.Check(name: "by_key")
    for index in rows.indices {
      check.count(isEqual(index)) { "by_key: \(path):\(rows[index].line): \(difference(index))" }
    }
    return check
  }

  private func isEqual(_ index: Int) -> Bool {
    switch state[index] {
    case .unseen: false
    case .pending(let isEqual, _, _): isEqual
    case .equal: true
    }
  }

  private func difference(_ index: Int) -> String {
    guard case .pending(_, let bids, let asks) = state[index] else {
      return "no record has this sequence and ts_event"
    }
    let row = rows[index]
    let difference =
      LevelDifference.describe(.buy, expected: row.bids, found: bids)
      ?? LevelDifference.describe(.sell, expected: row.asks, found: asks)
    return (difference ?? "") + " at the end of its sequence"
  }

  private func book(_ number: Int) -> MBOBook {
    if let book = books[number] { return book }
    let book = MBOBook()
    books[number] = book
    return book
  }
}
