import Agents

extension ContStoikovTalrejaModel: SimulatedTheoryModel {
  public static let effort = TheoryEffort(
    name: "experiments", help: "races that the simulation runs for each entry of the tables",
    allowed: 1...100_000_000)
  public static let means = "through the matching engine"

  /// 1 / (2 sqrt(62,500)) is .002.
  public var usualEffort: Int { 62_500 }

  public func measure(
    _ solution: Solution, seed: UInt64, effort: Int, progress: (Double) -> Void
  ) throws(TheoryFault) -> [TheoryMeasurement] {
    try checkRates()
    let race = SimulatedQueueRace.run(
      lawRates, spread: spread, seed: seed, experiments: effort, progress: progress)
    return [
      Self.table("mid_up", Solution.midUpTitle, solution.midUp, race.midUp),
      Self.table(
        "bid_executes", Solution.bidExecutesTitle, solution.bidExecutes, race.bidExecutes),
      Self.table(
        "both_execute", Solution.bothExecuteTitle, solution.bothExecute, race.bothExecute),
    ]
  }

  private static func table(
    _ key: String, _ title: String, _ exact: [[Double]], _ measured: SimulatedTable
  ) -> TheoryMeasurement {
    TheoryMeasurement(
      key, title: title, exact: exact, measured, rows: exact.indices.map { "bid \($0 + 1)" },
      columns: exact.indices.map { "ask \($0 + 1)" })
  }

  private var lawRates: ContStoikovTalrejaLaw.Rates {
    ContStoikovTalrejaLaw.Rates(
      arrivals: arrivals, cancels: cancels, market: market, tailScale: tail[0],
      tailExponent: tail[1])
  }

  private static let mostProposals = 100_000.0

  /// The law needs a limit order that can come, and a race must end while somebody waits for it.
  private func checkRates() throws(TheoryFault) {
    let sum = (1...spread).reduce(0) { $0 + arrivalRate(at: $1) }
    guard sum > 0 else {
      throw TheoryFault(
        "arrivals", found: "0 at every distance up to the spread",
        allowed: "a number above 0 among them with --simulate")
    }
    let proposals = proposals(limitRate: sum)
    guard proposals <= Self.mostProposals else {
      throw TheoryFault(
        "arrivals", found: "\(TheoryText.number(rates.birth)) a unit of time at distance \(spread)",
        allowed: "with --simulate rates that end a race within "
          + "\(TheoryText.number(Self.mostProposals)) proposals on average, here up to "
          + TheoryText.number(proposals))
    }
  }

  /// A bound of what the law proposes in a race on average, refused proposals included.
  private func proposals(limitRate: Double) -> Double {
    let rates = rates
    let orders = 2 * (rates.birth / rates.cancel + Double(Self.largest))
    let largest = cancels.reduce(0, max)
    return rates.longestRace(from: Self.largest) * (2 * (limitRate + market) + largest * orders)
  }
}

extension QueueRates {
  /// A bound of the mean time that a race takes in which one order of each queue is never
  /// cancelled.
  ///
  /// From k orders to k - 1 it takes t(k) = (1 + birth t(k + 1)) / death(k - 1) on average, where
  /// one of the k stays; a queue that is so long that it is never reached has no births. The race
  /// is over when both queues are empty, or an order has come inside the spread.
  fileprivate func longestRace(from orders: Int) -> Double {
    var step = 0.0
    var sum = 0.0
    for length in stride(from: depth(from: orders) ?? Self.deepest, through: 1, by: -1) {
      step = (1 + birth * step) / death(length - 1)
      if length <= orders { sum += step }
    }
    return inside > 0 ? min(2 * sum, 1 / (2 * inside)) : 2 * sum
  }
}
