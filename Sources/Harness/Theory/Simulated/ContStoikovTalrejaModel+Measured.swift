import Agents

extension ContStoikovTalrejaModel: SimulatedTheoryModel {
  public static let effort = TheoryEffort(
    name: "experiments",
    help: "races that the simulation runs for each entry of the tables; the whole book is played "
      + "for \(eventsPerExperiment) events a race",
    allowed: 1...100_000_000)
  public static let means = "through the matching engine"

  /// 1 / (2 sqrt(62,500)) is .002.
  public var usualEffort: Int { 62_500 }

  public func measure(
    _ solution: Solution, seed: UInt64, effort: Int, progress: (Double) -> Void
  ) throws(TheoryFault) -> [TheoryMeasurement] {
    try checkRates()
    try checkBook()
    let race = SimulatedQueueRace.run(
      lawRates, spread: spread, seed: seed, experiments: effort, progress: { progress($0 / 2) })
    let book = SimulatedContStoikovTalreja.run(
      ContStoikovTalrejaLaw(lawRates, depth: Self.depth), seed: seed,
      events: max(10_000, effort * Self.eventsPerExperiment),
      progress: { progress((1 + $0) / 2) })
    return [
      Self.table("mid_up", Solution.midUpTitle, solution.midUp, race.midUp),
      Self.table(
        "bid_executes", Solution.bidExecutesTitle, solution.bidExecutes, race.bidExecutes),
      Self.table(
        "both_execute", Solution.bothExecuteTitle, solution.bothExecute, race.bothExecute),
    ] + Self.figures(book)
  }

  /// The whole book has no closed form.
  private static func figures(_ book: SimulatedContStoikovTalreja) -> [TheoryMeasurement] {
    [
      TheoryMeasurement(
        "book", "mean_spread", title: "whole book: mean spread, ticks", book.meanSpread),
      TheoryMeasurement(
        "book", "best_size", title: "whole book: orders at a best price", book.bestSize),
      TheoryMeasurement(
        "book", "mid_moves", title: "whole book: moves of the mid in a unit of time",
        book.midMoves),
      TheoryMeasurement(
        "book", "spread_chances", title: "Whole book: share of time at a spread of",
        book.spreadChances, rows: ["1 tick", "2 ticks", "3 ticks", "4 ticks", "5 or more"]),
      TheoryMeasurement(
        "book", "depth_profile", title: "Whole book: orders at a distance from the opposite best",
        book.depthProfile, rows: (1...book.depthProfile.count).map { "\($0)" }),
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
  /// Ticks from the opposite best up to which the whole book is played.
  private static let depth = 30
  private static let eventsPerExperiment = 640
  private static let mostOrders = 100_000.0

  /// The whole book must not grow without end.
  private func checkBook() throws(TheoryFault) {
    let orders = (1...Self.depth).reduce(0.0) { sum, distance in
      let cancel = cancels[min(distance, cancels.count) - 1]
      return sum + 2 * arrivalRate(at: distance) / cancel
    }
    guard orders <= Self.mostOrders else {
      throw TheoryFault(
        "cancels", found: cancels.map(TheoryText.number).joined(separator: ","),
        allowed: "with --simulate rates that leave at most "
          + "\(TheoryText.number(Self.mostOrders)) orders in the book on average")
    }
  }

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
