import Foundation
import Testing

@testable import Harness

struct DeflatedSharpeTests {
  @Test func `the paper's example has the published values`() throws {
    let solution = try DeflatedSharpeModel().solve()
    try expectPrinted(solution.expectedMaximum, "0.113172")
    try expectPrinted(solution.deflated, "0.900397")
    #expect(!solution.passes)
  }

  @Test func `the paper's other counts of trials and a normal have theirs`() throws {
    var model = DeflatedSharpeModel()
    (model.trials, model.skew, model.kurtosis) = (46, 0, 3)
    let solution = try model.solve()
    expectClose(solution.expectedMaximum, 0.10036237061765357)
    expectClose(solution.deflated, 0.9787387232156534)
    #expect(solution.passes)
  }

  @Test(arguments: [(-2.448, 10.164, "0.912709"), (0, 3, "0.981243")])
  func `a hedge fund of two years has the published probability`(
    skew: Double, kurtosis: Double, printed: String
  ) throws {
    var model = DeflatedSharpeModel()
    (model.sharpe, model.observations) = (0.036 / 0.079, 24)
    (model.skew, model.kurtosis) = (skew, kurtosis)
    try expectPrinted(try model.solve().probabilistic, printed)
  }

  @Test(arguments: [(0, 3, "2.7312"), (-0.72, 5.78, "3.0077")])
  func `a Sharpe ratio of 2 against 1 needs the published years`(
    skew: Double, kurtosis: Double, printed: String
  ) throws {
    var model = DeflatedSharpeModel()
    (model.sharpe, model.benchmark) = (2 / 250.0.squareRoot(), 1 / 250.0.squareRoot())
    (model.skew, model.kurtosis) = (skew, kurtosis)
    try expectPrinted(try #require(try model.solve().shortestRecord) / 250, printed)
  }

  @Test func `with the shortest record the probability is the confidence`() throws {
    var model = DeflatedSharpeModel()
    (model.sharpe, model.benchmark, model.confidence) = (0.11, 0.03, 0.975)
    let record = try #require(try model.solve().shortestRecord)
    let error = ((1 + 3 * 0.11 + 9 / 4.0 * 0.0121) / (record - 1)).squareRoot()
    expectClose(NormalDistribution.probability(atMost: 0.08 / error), 0.975, relative: 1e-13)
  }

  @Test(arguments: [0.05, 0.06])
  func `a ratio that is not above its benchmark never has a record`(benchmark: Double) throws {
    var model = DeflatedSharpeModel()
    (model.sharpe, model.benchmark) = (0.05, benchmark)
    let solution = try model.solve()
    #expect(solution.shortestRecord == nil)
    #expect(solution.figures["min_track_record"] == .null)
    #expect(solution.text.contains("never"))
  }

  @Test(arguments: [1e-300, 1e-20, 0.3, 1 - 0x1p-53])
  func `any confidence between the ends has a record`(confidence: Double) throws {
    var model = DeflatedSharpeModel()
    model.confidence = confidence
    #expect(try #require(try model.solve().shortestRecord) >= 1)
  }

  @Test func `one trial expects nothing of luck`() throws {
    var model = DeflatedSharpeModel()
    model.trials = 1
    let solution = try model.solve()
    #expect(solution.expectedMaximum == 0)
    #expect(solution.deflated == solution.probabilistic)
  }

  @Test func `more trials deflate more`() throws {
    var model = DeflatedSharpeModel()
    var last = 1.0
    for trials in [1, 2, 5, 100, 10_000, 2_000_000_000] {
      model.trials = trials
      let deflated = try model.solve().deflated
      #expect(deflated < last, "\(trials) trials")
      last = deflated
    }
  }

  @Test func `what is not known does not pass`() throws {
    var model = DeflatedSharpeModel()
    (model.sharpe, model.skew, model.kurtosis, model.trials) = (1, 2, 5, 1)
    model.benchmark = 1
    let solution = try model.solve()
    #expect(solution.probabilistic.isNaN)
    #expect(solution.figures["probabilistic"] == .null)
    let unknown = DeflatedSharpeModel.Solution(
      expectedMaximum: 1, deflated: .nan, probabilistic: .nan, shortestRecord: nil,
      confidence: 0.95)
    #expect(!unknown.passes)
    #expect(unknown.figures["passes"] == .bool(false))
  }

  @Test func `a parameter outside its range is named`() {
    expectRefusal("sharpe", of: DeflatedSharpeModel.self) { $0.sharpe = .nan }
    expectRefusal("observations", of: DeflatedSharpeModel.self) { $0.observations = 1 }
    expectRefusal("kurtosis", of: DeflatedSharpeModel.self) { $0.kurtosis = 0.5 }
    expectRefusal("kurtosis", of: DeflatedSharpeModel.self) {
      $0.skew = 9
      $0.sharpe = 0.5
    }
    expectRefusal("trials", of: DeflatedSharpeModel.self) { $0.trials = 0 }
    expectRefusal("trial-variance", of: DeflatedSharpeModel.self) { $0.trialVariance = -1 }
    expectRefusal("confidence", of: DeflatedSharpeModel.self) { $0.confidence = 1 }
  }
}
