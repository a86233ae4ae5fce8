import Agents
import Foundation

/// A market of several kinds of agents, in two stages: what a single message shows is measured, and
/// what only the market as a whole shows is fitted by simulated moments.
///
/// Measured: moments and types of events (a Hawkes process by maximum likelihood), sizes and places
/// of orders, sweeps and hidden trades. Fitted: the numbers of `Tuning`.
struct EcologyModel: Sendable {
  /// What is fitted by simulated moments.
  struct Tuning: Hashable, Sendable {
    /// Adds behind the best price, a side and second.
    var deepAdds: Double
    /// Their mean distance from it, ticks.
    var deepReach: Double
    /// Departures per second of an order behind the best price.
    var deepCancels: Double
    /// By which improvements of the best price are multiplied.
    var improvement: Double
    /// Chance that a cancel takes the youngest order.
    var youngest: Double
    /// Share of trades that metaorder traders send.
    var metaorders: Double
    /// By which the chance of a hidden trade is multiplied.
    var hidden: Double
    /// By which the baseline of cancels is multiplied.
    var cancels: Double
    /// By which what becomes of events at a spread is multiplied.
    var crossing: Double
    /// Chance that an add that trades instead follows the last trade.
    var follow: Double
  }

  let frame: CalibratedScenario.Frame
  let decays: [Double]
  let baselines: [Double]
  let ratios: [[Double]]
  /// What the flow was taken back by; nil where it is the fitted one.
  let takenBack: StableFlow.TakenBack?
  let marks: FlowMarks
  /// Per second, both sides.
  let tradeRate: Double
  /// Whether the recorded market shows its best prices alone, so that nothing is known of what
  /// stands behind them.
  let isShallow: Bool

  init(
    _ sample: FlowSample, _ flow: FlowHawkesFit, _ frame: CalibratedScenario.Frame,
    _ view: MarketView
  ) {
    isShallow = view.messageDepth == 1
    self.frame = frame
    decays = flow.decays
    let stable = StableFlow(flow)
    baselines = stable.baselines
    ratios = stable.ratios
    takenBack = stable.takenBack
    marks = FlowMarks(sample, thinBook: isShallow ? 0 : 0.4 * Double(view.bookDepth))
    tradeRate = Double(sample.taken.count) / sample.seconds
  }

  /// Where the search begins: where the first markets that it was tried on, by their calibration
  /// windows, came to lie.
  var start: Tuning {
    let improvements = marks.addDistances.joined().filter { $0 < 0 }.map { Double(-$0) }
    let mean = improvements.reduce(0, +) / Double(max(1, improvements.count))
    let youngest = min(0.9, max(0.05, marks.youngestChance))
    return isShallow
      ? Tuning(
        deepAdds: 0.7, deepReach: max(1.5, 3 * mean), deepCancels: 0.05, improvement: 0.6,
        youngest: youngest, metaorders: 0.03, hidden: 1, cancels: 1.5, crossing: 1.1, follow: 0.8)
      : Tuning(
        deepAdds: 0.03, deepReach: max(1.5, 3 * mean), deepCancels: 0.005, improvement: 0.75,
        youngest: youngest, metaorders: 0.03, hidden: 0.72, cancels: 1.45, crossing: 0.9,
        follow: 0.87)
  }

  func scenario(_ tuning: Tuning) -> CalibratedScenario {
    let number = CalibratedScenario.number
    let names = ["adds_after", "cancels_after", "trades_after"]
    var flow: [(key: String, value: String)] = [
      ("name", "flow"), ("type", "marked_flow"), ("latency", "beside"), ("time_unit", "1 s"),
      (
        "baseline",
        CalibratedScenario.list([
          baselines[0], max(1e-6, baselines[1] * tuning.cancels),
          max(1e-6, baselines[2] * (1 - tuning.metaorders)),
        ])
      ),
      ("decays", CalibratedScenario.list(decays)),
    ]
    flow += zip(names, ratios).map { ($0, CalibratedScenario.list($1)) }
    flow += [
      ("spread_bounds", CalibratedScenario.list(marks.spreadBounds)),
      ("add_distances", CalibratedScenario.list(improved(tuning))),
      (
        "crossing",
        CalibratedScenario.list(marks.crossing.map { max(-1, min(1, $0 * tuning.crossing)) })
      ),
      ("follow_chance", number(tuning.follow)),
      ("cancel_distances", CalibratedScenario.list(marks.cancelDistances)),
      ("add_sizes", CalibratedScenario.list(marks.addSizes)),
      ("trade_sizes", CalibratedScenario.list(marks.tradeSizes)),
      ("hidden_sizes", CalibratedScenario.list(marks.hiddenSizes)),
      ("hidden_chance", number(min(1, marks.hiddenChance * tuning.hidden))),
      ("sweep_chance", number(marks.sweepChance)), ("youngest_chance", number(tuning.youngest)),
      ("thin_book", number(marks.thinBook)),
      ("deep_adds", number(tuning.deepAdds)), ("deep_reach", number(max(1, tuning.deepReach))),
      ("deep_cancels", number(tuning.deepCancels)),
      ("seed_distances", CalibratedScenario.list(frame.seedDistances)),
    ]
    return CalibratedScenario(
      frame: frame,
      description: "A self-exciting flow with measured orders, and traders who split metaorders",
      agents: [flow, splitters(tuning)])
  }

  private func improved(_ tuning: Tuning) -> [Int64] {
    marks.addDistances.joined().map { distance in
      distance < 0
        ? min(-1, Int64((Double(distance) * tuning.improvement).rounded())) : distance
    }
  }

  private static let splitterCount = 4

  private func splitters(_ tuning: Tuning) -> [(key: String, value: String)] {
    let rate = max(1e-4, tuning.metaorders * tradeRate)
    let gap = Int64((Double(EcologyModel.splitterCount) / rate * 1e9).rounded())
    let lots = marks.tradeSizes.sorted()[marks.tradeSizes.count / 2]
    return [
      ("name", "splitter"), ("type", "metaorder"), ("count", "\(EcologyModel.splitterCount)"),
      ("latency", "beside"), ("wake_every", "\(min(gap, 80_000_000_000_000)) ns"), ("tail", "1.5"),
      ("quantity", "\(lots)"),
    ]
  }
}

extension FlowMarks {
  init(_ sample: FlowSample, thinBook: Double) {
    let adds = sample.placed.filter { $0.kind == .add }
    let cancels = sample.placed.filter { $0.kind == .cancel }
    let others = cancels.filter { !$0.isYoungest }.map(\.fromOwn)
    let trades = max(1, sample.taken.count)
    func list(_ values: [Int64], else fallback: Int64) -> [Int64] {
      FlowSample.equallyLikely(values.isEmpty ? [fallback] : values)
    }
    let bounds = FlowMarks.bounds(adds.map(\.spread).sorted())
    let parts = (0...bounds.count).map { part in
      adds.filter { add in bounds.count { $0 <= add.spread } == part }.map(\.fromOwn)
    }
    self.init(
      spreadBounds: bounds,
      addDistances: parts.map { list($0.map { max(-1_000, min(1_000, $0)) }, else: 0) },
      crossing: FlowMarks.crossing(
        bounds, adds: adds.map(\.spread), trades: sample.taken.map(\.spread)),
      cancelDistances: list(others.map { max(0, min(1_000, $0)) }, else: 0),
      addSizes: list(adds.map(\.size), else: 1),
      tradeSizes: list(sample.taken.map(\.size), else: 1),
      hiddenSizes: list(sample.hiddenSizes, else: 1),
      hiddenChance: min(1, Double(sample.hiddenSizes.count) / Double(trades)),
      sweepChance: Double(sample.taken.count { $0.sweeps }) / Double(trades),
      youngestChance: Double(cancels.count { $0.isYoungest }) / Double(max(1, cancels.count)),
      thinBook: thinBook)
  }
}

extension FlowMarks {
  /// From the shares of trades among adds and trades at each part of the spreads, and at all.
  fileprivate static func crossing(
    _ bounds: [Int64], adds: [Int64], trades: [Int64]
  ) -> [Double] {
    let mean = Double(trades.count) / Double(max(1, trades.count + adds.count))
    return (0...bounds.count).map { part in
      func within(_ spreads: [Int64]) -> Double {
        Double(spreads.count { spread in bounds.count { $0 <= spread } == part })
      }
      let (resting, trading) = (within(adds), within(trades))
      guard resting + trading > 0, mean > 0, mean < 1 else { return 0 }
      let share = trading / (resting + trading)
      return share > mean ? (share - mean) / (1 - mean) : (share - mean) / mean
    }
  }

  private static let boundShares = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98]

  /// Bounds between the parts of a distribution, each value once.
  fileprivate static func bounds(_ sorted: [Int64]) -> [Int64] {
    guard let least = sorted.first else { return [] }
    let cuts = boundShares.map { sorted[Int($0 * Double(sorted.count))] }
    return Set(cuts.filter { $0 > least && $0 >= 1 }).sorted()
  }
}

// MARK: - As numbers of a search

extension EcologyModel.Tuning {
  static let names = [
    "deep_adds", "deep_reach", "deep_cancels", "improvement", "youngest_chance",
    "metaorder_share", "hidden", "cancels", "crossing",
    "follow_chance",
  ]

  /// Places of the chances among them.
  static let chances: Set = [4, 5, 9]

  /// Logarithms, and for chances their logits: any number is allowed.
  var coordinates: [Double] {
    [
      log(deepAdds), log(deepReach), log(deepCancels), log(improvement),
      log(youngest / (1 - youngest)), log(metaorders / (1 - metaorders)), log(hidden),
      log(cancels), log(crossing), log(follow / (1 - follow)),
    ]
  }

  init(coordinates: [Double]) {
    func chance(_ value: Double) -> Double { 1 / (1 + exp(-max(-20, min(20, value)))) }
    func positive(_ value: Double) -> Double { exp(max(-12, min(8, value))) }
    self.init(
      deepAdds: positive(coordinates[0]), deepReach: max(1, positive(coordinates[1])),
      deepCancels: positive(coordinates[2]), improvement: positive(coordinates[3]),
      youngest: chance(coordinates[4]), metaorders: min(0.9, chance(coordinates[5])),
      hidden: positive(coordinates[6]), cancels: positive(coordinates[7]),
      crossing: positive(coordinates[8]),
      follow: chance(coordinates[9]))
  }

  /// In the order of `names`.
  var values: [Double] {
    [
      deepAdds, deepReach, deepCancels, improvement, youngest, metaorders, hidden, cancels,
      crossing, follow,
    ]
  }
}
