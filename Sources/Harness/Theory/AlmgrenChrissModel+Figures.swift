import Scenarios

extension AlmgrenChrissModel.Solution {
  public var figures: JSONValue {
    [
      "kappa": .number(kappa), "expected_cost": .number(expectedCost),
      "variance": .number(variance), "holdings": .array(holdings.map { .number($0) }),
      "trades": .array(trades.map { .number($0) }), "value_at_risk": .number(valueAtRisk),
      "least_value_at_risk": [
        "lambda": least.lambda.map { .number($0) } ?? .null, "value": .number(least.value),
      ],
    ]
  }

  public var text: String {
    var table = Table(["trade", "shares", "held after"])
    for (index, trade) in trades.enumerated() {
      let held = index < holdings.count ? holdings[index] : 0
      table.append(["\(index + 1)", TheoryText.number(trade), TheoryText.number(held)])
    }
    let lambda = least.lambda.map { TheoryText.number($0) } ?? "beyond all numbers: sell at once"
    let figures = TheoryText.list([
      "kappa, per day": TheoryText.number(kappa),
      "expected cost, dollars": TheoryText.number(expectedCost),
      "variance, square dollars": TheoryText.number(variance),
      "value at risk, dollars": TheoryText.number(valueAtRisk),
      "least value at risk, dollars": TheoryText.number(least.value),
      "lambda of the least, per dollar": lambda,
    ])
    return figures + "\n" + table.text
  }
}
