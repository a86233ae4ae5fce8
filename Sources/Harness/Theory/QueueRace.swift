/// A race between the two best queues, in stages of one order each.
///
/// In each stage both sides wait in one of their exponential times; which ends first is a ratio of
/// rates, and the side that stays keeps its time, because it has no memory. Limit orders inside the
/// spread end the race at any moment.
struct QueueRace {
  private let queue: QueueRates
  /// Stages of a queue that loses and gains orders; the place of 0 is not used.
  private let stages: [QueueStage]
  /// Stages of the orders before ours, and ours, which nobody joins.
  private let ahead: [QueueStage]

  /// - Returns: Nil where a spectrum does not converge, as for rates beyond what numbers hold.
  init?(_ queue: QueueRates, depth: Int) {
    self.queue = queue
    var means = [Double](repeating: 0, count: depth + 2)
    for orders in (1...depth).reversed() {
      means[orders] =
        (1 + (orders < depth ? queue.birth * means[orders + 1] : 0))
        / queue.death(orders)
    }
    var stages = [QueueStage(rate: 0)]
    var ahead = stages
    for orders in 1...ContStoikovTalrejaModel.largest {
      guard
        let stage = QueueStage(queue, orders: orders, depth: depth, mean: means[orders])
      else { return nil }
      stages.append(stage)
      ahead.append(QueueStage(rate: queue.market + Double(orders - 1) * queue.cancel))
    }
    self.stages = stages
    self.ahead = ahead
  }

  /// That the mid moves up: the ask empties first, or a buyer stands inside the spread first.
  func midUp() -> [[Double]] {
    table(bid: stages, chances: Chances(bid: 0, ask: 1, inside: queue.inside))
  }

  /// That our order at the bid is executed before the ask empties and before anybody stands inside.
  func bidExecutes() -> [[Double]] {
    table(bid: ahead, chances: Chances(bid: 1, ask: 0, inside: 0))
  }

  /// What counts.
  private struct Chances {
    /// Where the bid's last stage ends first.
    let bid: Double
    /// Where the ask's last stage ends first.
    let ask: Double
    /// The rate of counting ends inside the spread.
    let inside: Double
  }

  /// A place of the table: the chance for each time that one side may be in, the other side's time
  /// being new.
  private struct Place {
    var bidWaits: [Double]
    var askWaits: [Double]
    var chance: Double
  }

  private func table(bid: [QueueStage], chances: Chances) -> [[Double]] {
    var above: [Place] = []
    var table: [[Double]] = []
    for row in 1..<bid.count {
      var places: [Place] = []
      for column in 1..<stages.count {
        let waits = places.last?.bidWaits ?? bid[row].rates.map { _ in chances.ask }
        let others =
          above.isEmpty
          ? stages[column].rates.map { _ in chances.bid } : above[column - 1].askWaits
        places.append(
          place(bid[row], stages[column], afterAsk: waits, afterBid: others, chances.inside))
      }
      table.append(places.map(\.chance))
      above = places
    }
    return table
  }

  /// - Parameters:
  ///   - afterAsk: The chance for each time of the bid once the ask's stage has ended.
  ///   - afterBid: The same the other way round.
  ///   - inside: The rate of counting ends inside the spread.
  private func place(
    _ bid: QueueStage, _ ask: QueueStage, afterAsk: [Double], afterBid: [Double], _ inside: Double
  ) -> Place {
    var place = Place(
      bidWaits: afterAsk.map { _ in 0 }, askWaits: afterBid.map { _ in 0 }, chance: 0)
    for (first, bidRate) in bid.rates.enumerated() {
      for (second, askRate) in ask.rates.enumerated() {
        let counted = inside + askRate * afterAsk[first] + bidRate * afterBid[second]
        let chance = counted / (2 * queue.inside + bidRate + askRate)
        place.bidWaits[first] += ask.weights[second] * chance
        place.askWaits[second] += bid.weights[first] * chance
      }
    }
    place.chance = zip(bid.weights, place.bidWaits).reduce(0) { $0 + $1.0 * $1.1 }
    return place
  }
}
