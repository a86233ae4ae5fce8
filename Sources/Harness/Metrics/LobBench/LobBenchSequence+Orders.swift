import SimKernel

/// Which messages a score of orders looks at.
enum LobBenchMessages: Sendable {
  /// Type 1.
  case submissions
  /// Types 2 and 3: part of an order is taken back, or all of it.
  case cancellations

  func contains(_ kind: LobsterMessage.Kind) -> Bool {
    switch self {
    case .submissions: kind == .submission
    case .cancellations: kind == .reduction || kind == .deletion
    }
  }
}

/// Scores of where orders are placed and taken back.
extension LobBenchSequence {
  /// Distances of the orders' prices from the mid of their own row, dollars x 10^4.
  ///
  /// The benchmark calls what lies above the mid an ask and what lies below a bid, whatever side
  /// the order is on, and leaves out what lies on it. The row is the one after the message, for
  /// cancellations too.
  func depths(_ wanted: LobBenchMessages, above: Bool) -> [Double] {
    messages.indices.compactMap { index in
      guard wanted.contains(messages[index].kind) else { return nil }
      let distance = Double(messages[index].price) - best(index).mid
      return above == (distance > 0) && distance != 0 ? abs(distance) : nil
    }
  }

  /// At which level, from 1, the book shows the orders' prices on a side.
  ///
  /// Submissions are looked up in the book after the message, cancellations in the one before it,
  /// so that a stretch's first message is none. A price that the window does not show counts
  /// nowhere; the side is that of the level, not of the order.
  func levels(_ wanted: LobBenchMessages, _ side: Side) -> [Double] {
    let previous = wanted == .cancellations ? 1 : 0
    var found: [Double] = []
    for index in messages.indices.dropFirst(previous) where wanted.contains(messages[index].kind) {
      let price = messages[index].price
      let levels = rows[index - previous].levels(side).prefix(depth)
      for (number, level) in levels.enumerated() where level.price == price {
        found.append(Double(number + 1))
      }
    }
    return found
  }
}
