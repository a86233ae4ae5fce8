import Agents

extension CalibratedScenario {
  /// The plain Hawkes agent: its orders have one size, and places by a power law of the distance
  /// from the opposite best price.
  init(_ fit: FlowHawkesFit, _ sample: FlowSample, _ frame: Frame) {
    let (rates, stable) = (ContStoikovTalrejaFit(sample), StableFlow(fit))
    let names = ["adds_after", "cancels_after", "trades_after"]
    var flow: [(key: String, value: String)] = [
      ("name", "flow"), ("type", "hawkes"), ("latency", "beside"), ("time_unit", "1 s"),
      ("baseline", Self.list(stable.baselines.map { max(1e-6, $0) })),
      ("decays", Self.list(fit.decays)),
    ]
    flow += zip(names, stable.ratios).map { ($0, Self.list($1)) }
    flow += [
      ("depth", "\(rates.depth)"), ("depth_exponent", Self.number(Self.exponent(sample, rates))),
      ("quantity", "\(Int64(rates.size.rounded()))"),
    ]
    self.init(
      frame: frame, description: "A self-exciting flow with fitted kernels", agents: [flow])
  }

  /// The likeliest exponent of rates i^-a at the distances that orders came at.
  private static func exponent(_ sample: FlowSample, _ rates: ContStoikovTalrejaFit) -> Double {
    let distances = sample.placed.filter { order in
      order.kind == .add && order.fromOpposite >= 1 && order.fromOpposite <= rates.depth
        && sample.shownSeconds[Int(order.fromOpposite) - 1] > 0
    }
    guard !distances.isEmpty else { return 1 }
    return PowerTail(
      distances.map { Int($0.fromOpposite) }, 1...rates.depth,
      exposure: Array(sample.shownSeconds.prefix(rates.depth))
    ).likeliestExponent
  }
}
