import SimKernel

/// What the orders of a flow look like, as measured: each list holds values that are equally
/// likely.
public struct FlowMarks: Hashable, Sendable {
  /// Spreads, ticks, ascending, from each of which on the next list of `addDistances` holds.
  public var spreadBounds: [Int64]
  /// Ticks from the best price of its own side to an order that comes to rest, away from the
  /// market; negative within the spread. One list more than there are bounds.
  public var addDistances: [[Int64]]
  /// For each of these parts what becomes of events: the chance that an add trades instead, or,
  /// below zero, minus the chance that a trade rests instead; empty for neither.
  public var crossing: [Double]
  /// Chance that an add that trades instead takes the side of the last trade.
  public var followChance: Double
  /// Distances, likewise, of orders that are taken back.
  public var cancelDistances: [Int64]
  /// Lots of orders that come to rest.
  public var addSizes: [Int64]
  /// Lots of orders that take.
  public var tradeSizes: [Int64]
  /// Lots of hidden orders.
  public var hiddenSizes: [Int64]
  /// Chance that a trade comes with one against a hidden order within the spread.
  public var hiddenChance: Double
  /// Chance that a taker goes on beyond the best price.
  public var sweepChance: Double
  /// Chance that a cancel takes back the youngest order of its side, wherever it stands.
  public var youngestChance: Double
  /// Orders of a side at which half of the cancels find nothing to take back: with n orders a share
  /// n / (n + this) of them acts, so that a thin book is not emptied.
  public var thinBook: Double

  /// - Precondition: No list is empty, besides that of bounds.
  public init(
    spreadBounds: [Int64], addDistances: [[Int64]], crossing: [Double] = [],
    followChance: Double = 0, cancelDistances: [Int64], addSizes: [Int64], tradeSizes: [Int64],
    hiddenSizes: [Int64], hiddenChance: Double, sweepChance: Double, youngestChance: Double,
    thinBook: Double = 0
  ) {
    let lists = addDistances + [cancelDistances, addSizes, tradeSizes, hiddenSizes]
    precondition(!lists.contains([]), "no values of a mark")
    precondition(
      addDistances.count == spreadBounds.count + 1,
      "\(addDistances.count) lists for \(spreadBounds.count) bounds")
    precondition(crossing.isEmpty || crossing.count == addDistances.count, "\(crossing)")
    self.spreadBounds = spreadBounds
    self.crossing = crossing
    self.followChance = followChance
    self.addDistances = addDistances
    self.cancelDistances = cancelDistances
    self.addSizes = addSizes
    self.tradeSizes = tradeSizes
    self.hiddenSizes = hiddenSizes
    self.hiddenChance = hiddenChance
    self.sweepChance = sweepChance
    self.youngestChance = youngestChance
    self.thinBook = thinBook
  }

  /// What becomes of events while the spread is so wide.
  func crossing(spread: Int64) -> Double {
    crossing.isEmpty ? 0 : crossing[spreadBounds.count { $0 <= spread }]
  }

  /// The distances at which orders come to rest while the spread is so wide.
  func addDistances(spread: Int64) -> [Int64] {
    addDistances[spreadBounds.count { $0 <= spread }]
  }
}

/// Orders that come and go behind the best prices, where the flow's own events leave nothing.
public struct DeepFlow: Hashable, Sendable {
  /// Adds a side and unit of time.
  public var adds: Double
  /// Mean ticks from the best price of their side, at least 1: geometric.
  public var reach: Double
  /// Departures in a unit of time of an order that is not at the best price, whoever added it.
  public var cancels: Double
}

extension RandomStream {
  /// One of several equally likely values.
  ///
  /// - Precondition: There is one.
  mutating func choice(_ values: [Int64]) -> Int64 {
    values[Int(uniform(below: UInt64(values.count)))]
  }
}
