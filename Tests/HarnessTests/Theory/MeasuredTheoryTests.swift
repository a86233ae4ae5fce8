import TestSupport
import Testing

@testable import Harness

/// Measured figures beside the exact ones of the same parameters.
struct MeasuredTheoryTests {
  /// The measured values under one key with their exact ones.
  private static func pairs(_ measurement: TheoryMeasurement) -> [(Double, SimulatedValue)] {
    switch measurement.content {
    case .value(let exact, let value): exact.map { [($0, value)] } ?? []
    case .list: []
    case .table(let exact, let table, _, _):
      Array(zip(exact.joined(), table.rows.joined()))
    }
  }

  private static func measured<Model: SimulatedTheoryModel>(
    _ model: Model, effort: Int, seed: UInt64 = 1
  ) throws -> [TheoryMeasurement] {
    try model.measure(model.solve(), seed: seed, effort: effort, progress: { _ in })
  }

  private static func expectAgreement(_ measurements: [TheoryMeasurement]) {
    for measurement in measurements {
      for (exact, value) in pairs(measurement) {
        // What has no chance in it agrees to the last digits.
        let allowed = max(4 * value.standardError, 1e-12 * abs(exact))
        #expect(
          abs(value.value - exact) <= allowed, "\(measurement.keys): \(value), exact \(exact)")
      }
    }
  }

  @Test func `races of queues agree with the chain`() throws {
    let tables = try Self.measured(ContStoikovTalrejaModel(), effort: isFullScale ? 5_000 : 100)
    #expect(tables.prefix(3).map(\.keys) == [["mid_up"], ["bid_executes"], ["both_execute"]])
    #expect(tables.flatMap(Self.pairs).count == 75)
    Self.expectAgreement(tables)
  }

  @Test func `orders that leave three times as fast make another race`() throws {
    var model = ContStoikovTalrejaModel()
    let published = try model.solve()
    model.cancels = model.cancels.map { $0 * 3 }
    let bids = try model.measure(published, seed: 1, effort: 100, progress: { _ in })[1]
    #expect(Self.pairs(bids).contains { abs($1.deviation(from: $0)) > 4 })
  }

  @Test func `the Santa Fe spread is measured in the unit of its law`() throws {
    let figures = try Self.measured(
      SantaFeModel(epsilon: 0.2), effort: isFullScale ? 2_000_000 : 20_000)
    let (law, spread) = Self.pairs(figures[0])[0]
    // The reference is that of an independent program over mu / alpha, twice the law's unit.
    #expect(abs(spread.deviation(from: 2 * 0.49678)) < 4, "\(spread)")
    #expect(abs(spread.value - law) < 4 * spread.standardError + 0.0055, "\(spread)")
    #expect(abs(Self.pairs(figures[1])[0].1.deviation(from: law)) > 4, "half the unit")
  }

  @Test(arguments: [1.0, 5])
  func `counts of a Hawkes process agree with their moments`(window: Double) throws {
    var model = HawkesModel()
    model.window = window
    let figures = try Self.measured(model, effort: isFullScale ? 100_000 : 3_000)
    #expect(figures.map(\.keys) == [["intensity"], ["variance"], ["fano"]])
    Self.expectAgreement(figures)
  }

  @Test func `the published makers' paths agree with the exact moments`() throws {
    let model = AvellanedaStoikovModel()
    let figures = try Self.measured(model, effort: isFullScale ? 100_000 : 200)
    #expect(figures.count == 8)
    Self.expectAgreement(figures)
  }

  @Test(arguments: [0, 0.5, 3])
  func `makers of other risk aversions agree, where fills are certain, too`(gamma: Double) throws {
    var model = AvellanedaStoikovModel()
    model.gamma = gamma
    model.dt = 0.02
    model.a = 100
    Self.expectAgreement(try Self.measured(model, effort: isFullScale ? 100_000 : 300))
  }

  @Test func `the paths of a bolder maker do not have these moments`() throws {
    var model = AvellanedaStoikovModel()
    let published = try model.solve()
    model.gamma = 0.5
    let figures = try model.measure(published, seed: 1, effort: 200, progress: { _ in })
    let deviation = figures.first { $0.keys == ["inventory", "inventory_std"] }
    let (exact, value) = Self.pairs(try #require(deviation))[0]
    #expect(abs(value.deviation(from: exact)) > 4, "\(value)")
  }

  @Test func `the published liquidation costs what it must`() throws {
    let figures = try Self.measured(AlmgrenChrissModel(), effort: isFullScale ? 200_000 : 200)
    #expect(figures.map(\.keys) == [["expected_cost"], ["variance"]])
    Self.expectAgreement(figures)
  }

  @Test(arguments: [(1, 0.0, 0.0), (2, 1e-5, 3), (40, 2e-6, 0.95), (5, -1e-9, 0.95), (3, 1e-6, 0)])
  func `other liquidations cost what they must`(
    periods: Int, lambda: Double, sigma: Double
  ) throws {
    var model = AlmgrenChrissModel()
    (model.periods, model.lambda, model.sigma, model.shares) = (periods, lambda, sigma, 1_234.5)
    let figures = try Self.measured(model, effort: isFullScale ? 20_000 : 100)
    for (exact, value) in figures.flatMap(Self.pairs) {
      // The steps of the book, 100 for the largest trade, cost up to 1 / 10,000.
      let allowed = 4 * value.standardError + 1e-4 * abs(exact) + 1e-18
      #expect(abs(value.value - exact) <= allowed, "\(periods), \(lambda): \(value), \(exact)")
    }
  }

  @Test func `a liquidation with a tenth more impact costs something else`() throws {
    var model = AlmgrenChrissModel()
    (model.sigma, model.lambda) = (0.05, 1e-4)
    let published = try model.solve()
    model.eta *= 1.1
    let cost = try model.measure(published, seed: 1, effort: 100, progress: { _ in })[0]
    let (exact, value) = Self.pairs(cost)[0]
    #expect(abs(value.deviation(from: exact)) > 4, "\(value)")
  }

  @Test func `progress goes up to the whole`() throws {
    var parts: [Double] = []
    let model = HawkesModel()
    _ = try model.measure(model.solve(), seed: 1, effort: 3_000) { parts.append($0) }
    #expect(parts.count == 100)
    #expect(parts == parts.sorted())
    #expect(parts.last == 1)
  }

  @Test func `what cannot be simulated is refused by name`() throws {
    try Self.expectRefusal("epsilon", SantaFeModel(epsilon: 0), effort: 1_000_000)
    try Self.expectRefusal("epsilon", SantaFeModel(epsilon: 2), effort: 1_000_000)
    try Self.expectRefusal("events", SantaFeModel(epsilon: 0.01), effort: 10_000)
    var queues = ContStoikovTalrejaModel()
    queues.arrivals = [0]
    try Self.expectRefusal("arrivals", queues, effort: 10)
    queues.arrivals = [30]
    try Self.expectRefusal("arrivals", queues, effort: 10)
    queues = ContStoikovTalrejaModel()
    queues.cancels = [0.71, 0.81, 0.68, 0.56, 1e-6]
    try Self.expectRefusal("cancels", queues, effort: 10)
    var quotes = AvellanedaStoikovModel()
    quotes.sigma = 100
    try Self.expectRefusal("sigma", quotes, effort: 100)
    quotes = AvellanedaStoikovModel()
    quotes.k = quotes.gamma / 36
    try Self.expectRefusal("gamma", quotes, effort: 100)
    var counts = HawkesModel()
    counts.window = 1e-6
    try Self.expectRefusal("experiments", counts, effort: 1_000)
    counts.window = 1e9
    try Self.expectRefusal("window", counts, effort: 1_000)
    counts.window = 1
    counts.alpha = 0.8 - 1e-7
    try Self.expectRefusal("beta", counts, effort: 1_000)
  }

  private static func expectRefusal<Model: SimulatedTheoryModel>(
    _ parameter: String, _ model: Model, effort: Int
  ) throws {
    let solution = try model.solve()
    do throws(TheoryFault) {
      _ = try model.measure(solution, seed: 1, effort: effort, progress: { _ in })
      Issue.record("\(parameter) was not refused")
    } catch {
      #expect(error.parameter == parameter, "\(error)")
    }
  }
}

extension SantaFeModel {
  fileprivate init(epsilon: Double) {
    self.init()
    self.epsilon = epsilon
  }
}
