import SimKernel

extension AgentType {
  static var fcn: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "fcn", summary: "bids and offers around a forecast of value, chart and noise",
        parameters: [
          Cadence.parameter("time between forecasts", default: .seconds(1)),
          Parameter(
            "fundamental_weight", .number(0...1e3), "mean weight of the value",
            default: .number(1)),
          Parameter(
            "chart_weight", .number(0...1e3), "mean weight of the trend", default: .number(0.5)),
          Parameter(
            "noise_weight", .number(0...1e3), "mean weight of the noise", default: .number(1)),
          Parameter(
            "value", .price, "the fundamental value; the opening price if left out",
            default: .absent),
          Parameter(
            "reversion", .number(1...1e6), "wake-ups in which it expects the value to be reached",
            default: .number(100)),
          Parameter(
            "window", .integer(1...10_000), "wake-ups over which it sees the trend and forecasts",
            default: .integer(60)),
          Parameter(
            "noise_deviation", .number(0...1),
            "standard deviation of the noise, log price per wake-up", default: .number(1e-4)),
          Parameter(
            "margin", .number(0...0.5), "share of the forecast price that it wants to gain",
            default: .number(0.0005)),
          Parameter(
            "quantity", .quantity, "lots of an order", default: .quantity(Quantity(lots: 10))),
          Parameter(
            "max_orders", .integer(1...10_000), "open orders at the most", default: .integer(10)),
        ],
        check: { values, _ in
          let names = ["fundamental_weight", "chart_weight", "noise_weight"]
          guard names.allSatisfy({ values.number($0) == 0 }) else { return [] }
          return [
            ParameterFault(
              parameter: "noise_weight", message: "all weights are 0, allowed is one above it")
          ]
        }),
      make: { FCNTrader($0) })
  }
}
