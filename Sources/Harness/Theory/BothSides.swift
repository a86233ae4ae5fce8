/// The chance that our orders at both best prices, each the last of its queue and never cancelled,
/// are executed before the mid moves.
///
/// Until the first of them is executed, what is ahead of ours shrinks on both sides, and behind
/// ours others join. From then on that side is a queue of the others alone, which must not empty
/// before our second order is executed.
struct BothSides {
  private let queue: QueueRates
  private let depth: Int

  init(_ queue: QueueRates, depth: Int) {
    self.queue = queue
    self.depth = depth
  }

  /// Rows and columns of queues of 1...largest, ours included.
  ///
  /// - Complexity: O(largest squared x depth).
  func probabilities(upTo largest: Int) -> [[Double]] {
    let bidFirst = bidFirst(upTo: largest)
    return (1...largest).map { bid in
      (1...largest).map { ask in bidFirst[bid][ask] + bidFirst[ask][bid] }
    }
  }

  /// The chance that both are executed and the bid before the ask, nobody being behind ours yet.
  private func bidFirst(upTo largest: Int) -> [[Double]] {
    let second = second(upTo: largest)
    let never = [Double](repeating: 0, count: depth + 1)
    var chances = [second]
    for bid in 1...largest {
      var row = [never]
      for ask in 1...largest {
        row.append(both(bid, ask, afterBid: chances[bid - 1][ask], afterAsk: row[ask - 1]))
      }
      chances.append(row)
    }
    return chances.map { $0.map { $0[0] } }
  }

  /// By the number of orders behind ours at the bid: the chance with `bid` and `ask` orders up to
  /// ours.
  private func both(
    _ bid: Int, _ ask: Int, afterBid: [Double], afterAsk: [Double]
  ) -> [Double] {
    let (bidRate, askRate) = (ahead(bid), ahead(ask))
    let right = zip(afterBid, afterAsk).map { bidRate * $0 + askRate * $1 }
    return behind(0...depth, ending: bidRate + askRate) { Double($0) * queue.cancel }
      .solution(of: right)
  }

  /// By the orders up to ours at the ask and by the others at the bid: the chance that our ask is
  /// executed before the bid is empty.
  private func second(upTo largest: Int) -> [[Double]] {
    var chances = [[Double](repeating: 1, count: depth + 1)]
    for ask in 1...largest {
      let rate = ahead(ask)
      let right = chances[ask - 1].dropFirst().map { rate * $0 }
      chances.append([0] + behind(1...depth, ending: rate, queue.death).solution(of: right))
    }
    return chances
  }

  /// Of what is ahead of our order, ours included, shrinking by one.
  private func ahead(_ orders: Int) -> Double { queue.market + Double(orders - 1) * queue.cancel }

  /// The equations of a queue that others join and leave, until something ends or somebody stands
  /// inside the spread.
  private func behind(
    _ orders: ClosedRange<Int>, ending: Double, _ death: (Int) -> Double
  ) -> TridiagonalSystem {
    let births = orders.map { $0 < orders.upperBound ? queue.birth : 0 }
    let deaths = orders.map(death)
    return TridiagonalSystem(
      lower: deaths.map { -$0 },
      diagonal: zip(births, deaths).map { $0 + $1 + ending + 2 * queue.inside },
      upper: births.map { -$0 })
  }
}
