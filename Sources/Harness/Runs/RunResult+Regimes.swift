import Scenarios
import SimKernel

extension RunResult {
  /// Which regimes held, by the numbers that the journal gives them: how often, how long in all,
  /// and when first; nil where the scenario has none.
  var regimeTable: String? {
    if regimes.isEmpty { return nil }
    var table = Table(["regime", "number", "times", "seconds", "first at"])
    for (number, regime) in setup.plan.regimes.regimes.enumerated() {
      let places = regimes.indices.filter { regimes[$0].regime.name == regime.name }
      guard let first = places.first else { continue }
      let total = places.reduce(Int64(0)) { $0 + length(ofPeriod: $1).nanoseconds }
      table.append([
        regime.name, "\(number)", "\(places.count)",
        CurrencyAmount(digits: Int128(total / 1_000_000), decimals: 3).text(leastDecimals: 3),
        regimes[first].from.timeOfDayText,
      ])
    }
    return table.text
  }

  private func length(ofPeriod place: Int) -> SimDuration {
    let end = place + 1 < regimes.count ? regimes[place + 1].from : setup.plan.end
    return end - regimes[place].from
  }
}
