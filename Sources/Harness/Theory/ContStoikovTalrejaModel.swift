import Foundation

/// The order book of Cont, Stoikov and Talreja: what the queues at the best prices do next.
///
/// Limit orders arrive at distance i from the opposite best price at rate lambda(i) a side, market
/// orders at rate mu a side, and each order at distance i is cancelled at rate theta(i). While the
/// spread is S ticks, both best queues are chains with births lambda(S) and deaths mu + k theta(S),
/// and an order inside the spread, at rate lambda(1) + ... + lambda(S - 1) a side, moves the mid.
///
/// Source: Cont, Stoikov and Talreja, A stochastic model for order book dynamics, Operations
/// Research 58 (2010), section 4 and table 1 (Sky Perfect Communications).
public struct ContStoikovTalrejaModel: TheoryModel {
  /// Ticks, S.
  public var spread = 1
  /// lambda(1), lambda(2) ..., per unit of time and side.
  public var arrivals = [1.85, 1.51, 1.09, 0.88, 0.77]
  /// theta(1), theta(2) ..., per order and unit of time; the last one stays for all beyond.
  public var cancels = [0.71, 0.81, 0.68, 0.56, 0.47]
  /// mu, per unit of time and side.
  public var market = 0.94
  /// K and alpha: lambda(i) = K i^-alpha beyond the list of arrivals.
  public var tail = [1.92, 0.52]

  public init() {}

  public static let name = "cont-stoikov-talreja"
  public static let summary = "Order book of queues: chances of mid moves and executions"
  public static let source =
    "Cont, Stoikov and Talreja (2010), A stochastic model for order book dynamics"
  public static let parameters: [TheoryParameter<Self>] = [
    .count("spread", \.spread, 1...10_000, "ticks between the best prices"),
    .numbers(
      "arrivals", "L1,L2,...", \.arrivals, .notNegative, count: 1...10_000,
      "limit orders at distances 1, 2, ... per unit of time and side"),
    .numbers(
      "cancels", "T1,T2,...", \.cancels, .positive, count: 1...10_000,
      "cancels per order and unit of time at the distances, the last beyond"),
    .number("market", \.market, .positive, "market orders per unit of time and side"),
    .numbers(
      "tail", "K,ALPHA", \.tail, .notNegative, count: 2...2,
      "arrivals K i^-ALPHA at distances beyond the list"),
  ]

  /// Queues at the bid down, at the ask across, each from 1.
  public struct Solution: TheorySolution {
    /// That the mid's next move is up.
    public let midUp: [[Double]]
    /// That our order, the last at the bid, is executed before the mid moves.
    public let bidExecutes: [[Double]]
    /// That our orders, the last at the bid and at the ask, both are executed before the mid moves;
    /// a fill of ours that empties a queue moves it.
    public let bothExecute: [[Double]]
  }

  /// The longest queue of the tables.
  static let largest = 5

  /// - Throws: `TheoryFault` where queues would be too long for the tables.
  /// - Complexity: O(queue squared), for the longest queue that matters.
  public func derive() throws(TheoryFault) -> Solution {
    let rates = rates
    guard let depth = rates.depth(from: Self.largest), let race = QueueRace(rates, depth: depth)
    else {
      throw TheoryFault(
        "arrivals", found: "\(TheoryText.number(rates.birth)) a unit of time at distance \(spread)",
        allowed: "rates that keep queues below \(QueueRates.deepest) orders, with cancels of "
          + "\(TheoryText.number(rates.cancel)) and market orders of \(TheoryText.number(market))")
    }
    return Solution(
      midUp: race.midUp(), bidExecutes: race.bidExecutes(),
      bothExecute: BothSides(rates, depth: depth).probabilities(upTo: Self.largest))
  }

  /// lambda(i), per unit of time and side.
  ///
  /// - Precondition: `distance >= 1`.
  public func arrivalRate(at distance: Int) -> Double {
    precondition(distance >= 1, "\(distance) is no distance from the opposite side")
    return distance <= arrivals.count
      ? arrivals[distance - 1] : tail[0] * pow(Double(distance), -tail[1])
  }

  /// theta(i), per order and unit of time.
  ///
  /// - Precondition: `distance >= 1`.
  public func cancelRate(at distance: Int) -> Double {
    precondition(distance >= 1, "\(distance) is no distance from the opposite side")
    return cancels[min(distance, cancels.count) - 1]
  }

  var rates: QueueRates {
    QueueRates(
      birth: arrivalRate(at: spread), market: market, cancel: cancelRate(at: spread),
      inside: (1..<spread).reduce(0) { $0 + arrivalRate(at: $1) })
  }
}
