import SimKernel

/// The stochastic order book of Cont, Stoikov and Talreja 2010 as an agent: `ZeroIntelligence`
/// under `ContStoikovTalrejaLaw`.
///
/// The defaults are the estimates for Sky Perfect Communications in the paper's table 1, a stock
/// that traded on the Tokyo Stock Exchange; rates are per unit of time, and distances are counted
/// in ticks from the opposite best price.
extension AgentType {
  static var contStoikovTalreja: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "cont_stoikov_talreja",
        summary: "the zero-intelligence flow of Cont, Stoikov and Talreja",
        parameters: contStoikovTalrejaParameters
          + ZeroIntelligence<ContStoikovTalrejaLaw>.commonParameters,
        check: { values, _ in contStoikovTalrejaFaults(values) }),
      make: { assignment in
        let values = assignment.parameters
        return ZeroIntelligence(
          contStoikovTalrejaLaw(values),
          ZeroIntelligence.settings(assignment, timeUnit: values.duration("time_unit")))
      })
  }

  private static var contStoikovTalrejaParameters: [Parameter] {
    [
      Parameter(
        "arrivals", .text, "limit orders a side and unit of time at 1, 2, ... ticks",
        default: .text("1.85 1.51 1.09 0.88 0.77")),
      Parameter(
        "cancels", .text,
        "departures of an order in a unit of time at 1, 2, ... ticks; the last holds beyond",
        default: .text("0.71 0.81 0.68 0.56 0.47")),
      Parameter(
        "market", .number(0...1_000_000), "market orders a side and unit of time",
        default: .number(0.94)),
      Parameter(
        "tail_scale", .number(0...1_000_000),
        "k: beyond the arrivals given, k i^-a limit orders come at i ticks",
        default: .number(1.92)),
      Parameter("tail_exponent", .number(0...100), "a of the tail", default: .number(0.52)),
      Parameter(
        "depth", .integer(1...10_000), "ticks beyond which no limit order comes",
        default: .integer(30)),
      Parameter(
        "time_unit", .duration(.microseconds(1) ... .hours(24)), "the unit of time of the rates",
        default: .duration(.seconds(1))),
    ]
  }

  private static func contStoikovTalrejaFaults(_ values: ParameterValues) -> [ParameterFault] {
    let faults =
      NumberList.faults("arrivals", values, in: 0.001...1_000_000, counts: 1...1_000)
      + NumberList.faults("cancels", values, in: 0.001...1_000_000, counts: 1...1_000)
    return faults
  }

  private static func contStoikovTalrejaLaw(_ values: ParameterValues) -> ContStoikovTalrejaLaw {
    ContStoikovTalrejaLaw(
      ContStoikovTalrejaLaw.Rates(
        arrivals: NumberList(values.text("arrivals")).numbers,
        cancels: NumberList(values.text("cancels")).numbers, market: values.number("market"),
        tailScale: values.number("tail_scale"), tailExponent: values.number("tail_exponent")),
      depth: Int(values.integer("depth")))
  }
}
