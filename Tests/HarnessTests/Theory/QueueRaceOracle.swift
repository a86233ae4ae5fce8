import Agents

/// The three probabilities of a queue race by brute force: the chain's equations, iterated.
///
/// Queues are cut where they are so long that they are hardly ever reached; entries of a table are
/// those of queues of 1 to 5 orders, bids in rows.
struct QueueRaceOracle {
  private let birth: Double
  private let market: Double
  private let cancel: Double
  /// Arrivals inside the spread, of one side: each moves the mid price.
  private let inside: Double
  private static let longest = 12

  init(_ rates: ContStoikovTalrejaLaw.Rates, spread: Int) {
    birth = rates.arrival(spread)
    market = rates.market
    cancel = rates.cancel(Int64(spread))
    inside = (1..<spread).reduce(0) { $0 + rates.arrival($1) }
  }

  /// One queue: orders ahead of ours, whether ours is there, and orders behind.
  private struct Queue: Hashable {
    var ahead: Int
    var behind: Int
    var hasOurs: Bool

    static func with(_ count: Int, ours: Bool) -> Queue {
      Queue(ahead: ours ? count - 1 : 0, behind: ours ? 0 : count, hasOurs: ours)
    }

    var isEmpty: Bool { ahead + behind == 0 && !hasOurs }
  }

  private struct State: Hashable {
    var bid: Queue
    var ask: Queue
  }

  private enum Next {
    case state(State)
    case success
    case failure
  }

  /// Whether the mid price moves up first.
  func midUp() -> [[Double]] { table(bidHasOurs: false, askHasOurs: false) }

  /// Whether our bid is filled before the mid price moves.
  func bidExecutes() -> [[Double]] { table(bidHasOurs: true, askHasOurs: false) }

  /// Whether our bid and our ask are.
  func bothExecute() -> [[Double]] { table(bidHasOurs: true, askHasOurs: true) }

  private func table(bidHasOurs: Bool, askHasOurs: Bool) -> [[Double]] {
    func state(_ bids: Int, _ asks: Int) -> State {
      State(bid: .with(bids, ours: bidHasOurs), ask: .with(asks, ours: askHasOurs))
    }
    let chances = solve(from: state(5, 5), upWins: !bidHasOurs)
    return (1...5).map { bids in (1...5).map { asks in chances[state(bids, asks)]! } }
  }

  /// The chance of success from every state that can be reached.
  private func solve(from start: State, upWins: Bool) -> [State: Double] {
    var numbers = [start: 0]
    var states = [start]
    var moves: [[(chance: Double, next: Int)]] = []
    var gains: [Double] = []
    while moves.count < states.count {
      let steps = steps(states[moves.count], upWins: upWins)
      let total = 2 * inside + steps.reduce(0) { $0 + $1.rate }
      var gain = upWins ? inside : 0
      var row: [(chance: Double, next: Int)] = []
      for step in steps {
        switch step.next {
        case .success: gain += step.rate
        case .failure: break
        case .state(let state):
          let number = numbers[state] ?? states.count
          if number == states.count {
            numbers[state] = number
            states.append(state)
          }
          row.append((step.rate / total, number))
        }
      }
      moves.append(row)
      gains.append(gain / total)
    }
    let values = QueueRaceOracle.iterate(moves, gains)
    return numbers.mapValues { values[$0] }
  }

  private static func iterate(
    _ moves: [[(chance: Double, next: Int)]], _ gains: [Double]
  ) -> [Double] {
    var values = gains
    var change = 1.0
    while change > 1e-8 {
      change = 0
      for place in values.indices.reversed() {
        var value = gains[place]
        for move in moves[place] { value += move.chance * values[move.next] }
        change = max(change, abs(value - values[place]))
        values[place] = value
      }
    }
    return values
  }

  private func steps(_ state: State, upWins: Bool) -> [(rate: Double, next: Next)] {
    let bids = changes(of: state.bid).map { change in
      let next = State(bid: change.queue, ask: state.ask)
      return (change.rate, outcome(next, change, winsWhenEmpty: false))
    }
    let asks = changes(of: state.ask).map { change in
      let next = State(bid: state.bid, ask: change.queue)
      return (change.rate, outcome(next, change, winsWhenEmpty: upWins))
    }
    return bids + asks
  }

  private typealias Change = (rate: Double, queue: Queue, fillsOurs: Bool)

  private func outcome(_ next: State, _ change: Change, winsWhenEmpty: Bool) -> Next {
    if change.fillsOurs && !next.bid.hasOurs && !next.ask.hasOurs { return .success }
    if change.queue.isEmpty { return winsWhenEmpty ? .success : .failure }
    return .state(next)
  }

  private func changes(of queue: Queue) -> [Change] {
    var changes: [Change] = []
    func add(_ rate: Double, fillsOurs: Bool = false, _ change: (inout Queue) -> Void) {
      var changed = queue
      change(&changed)
      if rate > 0 { changes.append((rate, changed, fillsOurs)) }
    }
    if queue.ahead + queue.behind < QueueRaceOracle.longest { add(birth) { $0.behind += 1 } }
    add(Double(queue.ahead) * cancel) { $0.ahead -= 1 }
    add(Double(queue.behind) * cancel) { $0.behind -= 1 }
    if queue.ahead > 0 {
      add(market) { $0.ahead -= 1 }
    } else if queue.hasOurs {
      add(market, fillsOurs: true) { $0.hasOurs = false }
    } else {
      add(market) { $0.behind -= 1 }
    }
    return changes
  }
}
