@testable import Harness

/// The chain of both best queues, solved by sweeping over its states until nothing moves: slow,
/// direct, and with nothing in common with the solver under test.
struct SweptQueues {
  let rates: QueueRates
  /// Queues do not grow beyond it.
  private let most = 24

  /// A state to go to and the rate of going there.
  private typealias Way = (rate: Double, chance: Double)

  private func births(_ orders: Int) -> Double { orders < most ? rates.birth : 0 }

  /// Chances by queue sizes, from 0.
  func midUp() -> [[Double]] {
    swept(edges: (bidEmpty: 0, askEmpty: 1), insideCounts: true) { rates.death($0) }
  }

  /// The bid's queue is what is ahead of our order, ours included, which nobody joins.
  func bidExecutes() -> [[Double]] {
    swept(edges: (bidEmpty: 1, askEmpty: 0), insideCounts: false, isBidJoined: false) {
      rates.market + Double($0 - 1) * rates.cancel
    }
  }

  private func swept(
    edges: (bidEmpty: Double, askEmpty: Double), insideCounts: Bool, isBidJoined: Bool = true,
    bidDeath: (Int) -> Double
  ) -> [[Double]] {
    var table = [[Double]](
      repeating: [Double](repeating: 0, count: most + 2), count: most + 2)
    for queue in 1...(most + 1) {
      table[0][queue] = edges.bidEmpty
      table[queue][0] = edges.askEmpty
    }
    repeatUntilStill {
      var change = 0.0
      for bid in 1...most {
        for ask in 1...most {
          let chance = mean([
            (isBidJoined ? births(bid) : 0, table[bid + 1][ask]),
            (bidDeath(bid), table[bid - 1][ask]), (births(ask), table[bid][ask + 1]),
            (rates.death(ask), table[bid][ask - 1]), (rates.inside, insideCounts ? 1 : 0),
            (rates.inside, 0),
          ])
          change = max(change, abs(chance - table[bid][ask]) / chance)
          table[bid][ask] = chance
        }
      }
      return change
    }
    return table
  }

  /// States are the orders ahead of ours and behind ours at the bid, and the same at the ask.
  func bothExecute(upTo largest: Int) -> [[Double]] {
    let side = (largest + 1) * (most + 1)
    var table = [Double](repeating: 0, count: side * side)
    func place(_ ahead: Int, _ behind: Int) -> Int { ahead * (most + 1) + behind }
    repeatUntilStill {
      var change = 0.0
      for bid in 0..<side {
        for ask in 0..<side {
          let chance = bothChance(bid, ask) { table[$0 * side + $1] }
          change = max(change, abs(chance - table[bid * side + ask]) / max(chance, 1e-300))
          table[bid * side + ask] = chance
        }
      }
      return change
    }
    return (1...largest).map { bid in
      (1...largest).map { ask in table[place(bid, 0) * side + place(ask, 0)] }
    }
  }

  private func bothChance(_ bid: Int, _ ask: Int, _ chance: (Int, Int) -> Double) -> Double {
    let (bidAhead, bidBehind) = (bid / (most + 1), bid % (most + 1))
    let (askAhead, askBehind) = (ask / (most + 1), ask % (most + 1))
    if bidAhead == 0 && askAhead == 0 { return 1 }
    // One of ours has been executed and nobody is behind it: the mid has moved.
    if (bidAhead == 0 && bidBehind == 0) || (askAhead == 0 && askBehind == 0) { return 0 }
    var ways: [Way] = [(2 * rates.inside, 0)]
    for way in moves(bidAhead, bidBehind) { ways.append((way.rate, chance(way.side, ask))) }
    for way in moves(askAhead, askBehind) { ways.append((way.rate, chance(bid, way.side))) }
    return mean(ways)
  }

  private func moves(_ ahead: Int, _ behind: Int) -> [(rate: Double, side: Int)] {
    let here = ahead * (most + 1) + behind
    var moves = [(births(behind), behind < most ? here + 1 : here)]
    if ahead == 0 {
      moves.append((rates.death(behind), here - 1))
    } else {
      moves.append((rates.market + Double(ahead - 1) * rates.cancel, here - most - 1))
      if behind > 0 { moves.append((Double(behind) * rates.cancel, here - 1)) }
    }
    return moves
  }

  private func mean(_ ways: [Way]) -> Double {
    ways.reduce(0) { $0 + $1.rate * $1.chance } / ways.reduce(0) { $0 + $1.rate }
  }

  private func repeatUntilStill(_ sweep: () -> Double) {
    for _ in 0..<20_000 where sweep() < 1e-14 { return }
    preconditionFailure("the sweeps do not come to rest")
  }
}
