import Foundation
import Harness
import Testing

struct HawkesTests {
  @Test(arguments: [(1, "11.543071"), (5, "156.436599"), (50, "3480.016344")])
  func `counts have the published variance`(window: Double, variance: String) throws {
    var model = HawkesModel()
    model.window = window
    let solution = try model.solve()
    expectClose(solution.intensity, 4.8, relative: 1e-14)
    try expectPrinted(solution.variance, variance)
    expectClose(solution.fano, solution.variance / (4.8 * window), relative: 1e-14)
  }

  @Test(arguments: [0.001, 0.4, 2.4, 2.6, 30], [0, 0.3, 0.79])
  func `the variance is the covariance density summed`(window: Double, alpha: Double) throws {
    var model = HawkesModel()
    model.window = window
    model.alpha = alpha
    let solution = try model.solve()
    let sum = simpson(from: 0, to: window) { 2 * (window - $0) * model.covariance(at: $0) }
    expectClose(solution.variance, solution.intensity * window + sum)
    #expect(model.covariance(at: -window) == model.covariance(at: window))
  }

  private func simpson(from start: Double, to end: Double, _ function: (Double) -> Double) -> Double
  {
    let count = 4_000
    let step = (end - start) / Double(count)
    let sum = (0...count).reduce(0.0) { sum, index in
      let weight: Double = index == 0 || index == count ? 1 : index % 2 == 1 ? 4 : 2
      return sum + weight * function(start + Double(index) * step)
    }
    return sum * step / 3
  }

  @Test func `without excitement events are Poisson's, and long windows come to the limit`() throws
  {
    var model = HawkesModel()
    model.alpha = 0
    #expect(try model.solve().fano == 1)
    model.alpha = 0.6
    model.window = 1e7
    let solution = try model.solve()
    expectClose(solution.fanoLimit, 16, relative: 1e-14)
    expectClose(solution.fano, 16, relative: 1e-6)
  }

  @Test func `short and critical windows keep their digits`() throws {
    var model = HawkesModel()
    model.window = 1e-9
    expectClose(
      try model.solve().fano - 1, 1e-9 * model.covariance(at: 0) / 4.8, relative: 1e-5)
    model.window = 1
    model.alpha = 0.8 - 1e-9
    let solution = try model.solve()
    let excess = solution.variance - solution.intensity
    expectClose(excess, model.covariance(at: 0) * (1 - (model.beta - model.alpha) / 3))
  }

  @Test func `residuals are the compensator between events`() {
    let model = HawkesModel()
    let times = [0.3, 0.35, 1.9, 2, 7.25]
    func compensator(_ time: Double) -> Double {
      let before = times.filter { $0 < time }
      let excited = before.reduce(0) { $0 + 0.6 / 0.8 * (1 - exp(-0.8 * (time - $1))) }
      return 1.2 * time + excited
    }
    var last = 0.0
    for (residual, time) in zip(model.residuals(of: times), times) {
      expectClose(residual, compensator(time) - last, relative: 1e-12)
      last = compensator(time)
    }
  }

  @Test func `a parameter outside its range is named`() {
    expectRefusal("beta", of: HawkesModel.self) { $0.alpha = 0.8 }
    expectRefusal("beta", of: HawkesModel.self) { $0.beta = 0.1 }
    expectRefusal("mu", of: HawkesModel.self) { $0.mu = 0 }
    expectRefusal("alpha", of: HawkesModel.self) { $0.alpha = -0.1 }
    expectRefusal("window", of: HawkesModel.self) { $0.window = 0 }
    expectRefusal("fano", of: HawkesModel.self) { $0.window = 1e308 }
  }
}
