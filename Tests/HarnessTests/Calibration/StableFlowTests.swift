import Agents
import Testing

@testable import Harness

/// A scenario has the fitted flow, or one that comes to rest and is as busy as the recorded market.
struct StableFlowTests {
  private static let rates = [4.0, 3.5, 0.5]
  /// After adds, cancels and trades of its own side, then of the other; a trade brings about more
  /// than one add, which is no explosion.
  private static let ratios = [
    [0.30, 0.10, 1.379, 0.10, 0.05, 0.10], [0.45, 0.20, 0.30, 0.10, 0.05, 0.10],
    [0.02, 0.02, 0.20, 0.01, 0.01, 0.02],
  ]

  /// Baselines with which the mean rates are those above, as the likelihood's maximum has them.
  private static func fit(factor: Double, rates: [Double] = rates) -> FlowHawkesFit {
    let targets = ratios.indices.map { kind in
      let row = ratios[kind].map { $0 * factor }
      let answers = (0..<6).reduce(0) { $0 + row[$1] * rates[$1 % 3] }
      let values = [max(0.001, rates[kind] - answers)] + row
      return FlowHawkesFit.Target(
        parameters: values.indices.map {
          FittedParameter(name: $0 == 0 ? "baseline" : "after_\($0)", value: values[$0])
        }, logLikelihood: 0, directions: FittedDirections(singularValues: []))
    }
    return FlowHawkesFit(decays: [2], targets: targets, rates: rates)
  }

  private static func kernels(_ flow: StableFlow) -> HawkesKernels {
    HawkesKernels(symmetricFlow: flow.baselines, decays: [2], ratios: flow.ratios)
  }

  @Test func `a flow that comes to rest is written as it was fitted, ratios above one too`() {
    let flow = StableFlow(Self.fit(factor: 1))
    #expect(Self.kernels(flow).spectralRadius < StableFlow.largestShare)
    #expect(flow.takenBack == nil)
    #expect(flow.ratios == Self.ratios)
  }

  @Test(arguments: [1.3, 1.4, 1.5, 3])
  func `a flow at the edge of explosion keeps the recorded rates`(factor: Double) throws {
    let fit = Self.fit(factor: factor)
    let flow = StableFlow(fit)
    let taken = try #require(flow.takenBack)
    let kernels = Self.kernels(flow)
    #expect(kernels.spectralRadius <= StableFlow.largestShare + 1e-6)
    for (mean, rate) in zip(kernels.meanIntensities, Self.rates + Self.rates) {
      #expect(abs(mean - rate) < 1e-9 * rate, "\(kernels.meanIntensities)")
    }
    #expect(taken.factors.contains { $0 < 1 } && taken.factors.allSatisfy { $0 > 0 && $0 <= 1 })
    #expect(taken.parameters["add_baseline"] == flow.baselines[0])
    #expect(taken.parameters["cancel_after_1"] == flow.ratios[1][0])
    #expect(taken.parameters.count == fit.parameters.count)
  }

  @Test func `a kind that never came answers nothing`() {
    let flow = StableFlow(Self.fit(factor: 2, rates: [4, 3.5, 0]))
    #expect(flow.ratios[2].allSatisfy { $0 == 0 } && flow.baselines[2] == 0)
    #expect(flow.baselines[0] > 0 && flow.baselines[1] > 0)
  }
}
