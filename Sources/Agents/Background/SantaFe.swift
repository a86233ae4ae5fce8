import SimKernel

/// The Santa Fe flow as an agent: `ZeroIntelligence` under `SantaFeLaw`.
///
/// Its conventions are those of Smith, Farmer, Gillemot and Krishnamurthy 2003, with mu the rate of
/// market orders of both sides together: alpha = mu / scale per tick and side, delta = epsilon mu
/// per order. The mean spread, counted in `scale`, depends on epsilon alone where the scale is many
/// ticks: 0.313 at 0.05 and 0.497 at 0.2.
extension AgentType {
  static var santaFe: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "santa_fe", summary: "the zero-intelligence flow of the Santa Fe model",
        parameters: [
          Parameter(
            "epsilon", .number(0.001...1_000),
            "rate of departure of an order, per market order of both sides",
            default: .number(0.05)),
          Parameter(
            "market_order_every", .duration(.nanoseconds(100) ... .hours(24)),
            "mean time between market orders of both sides", default: .duration(.seconds(1))),
          Parameter(
            "scale", .integer(1...1_000_000),
            "ticks within which one limit order of a side comes for each market order",
            default: .integer(1_000)),
          Parameter(
            "width", .integer(1...10_000_000),
            "ticks from the opposite best price within which limit orders come",
            default: .integer(5_000)),
        ] + ZeroIntelligence<SantaFeLaw>.commonParameters,
        check: { values, _ in crowding(values) }),
      make: { assignment in
        let values = assignment.parameters
        return ZeroIntelligence(
          santaFeLaw(values),
          ZeroIntelligence.settings(
            assignment, timeUnit: values.duration("market_order_every")))
      })
  }

  private static func santaFeLaw(_ values: ParameterValues) -> SantaFeLaw {
    SantaFeLaw(
      epsilon: values.number("epsilon"), scaleTicks: values.integer("scale"),
      widthTicks: values.integer("width"))
  }

  /// Orders that a side would hold if nobody traded: more than a million are a mistake.
  private static func crowding(_ values: ParameterValues) -> [ParameterFault] {
    let mean =
      Double(values.integer("width")) / Double(values.integer("scale")) / values.number("epsilon")
    guard mean > 1_000_000 else { return [] }
    return [
      ParameterFault(
        parameter: "width",
        message: "width / scale / epsilon is \(mean) orders a side, allowed is 1000000 at the most")
    ]
  }
}
