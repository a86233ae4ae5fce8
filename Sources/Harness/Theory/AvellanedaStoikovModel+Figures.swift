import Scenarios

extension AvellanedaStoikovModel.Moments {
  var json: JSONValue {
    [
      "spread": .number(spread), "profit_mean": .number(profitMean),
      "profit_std": .number(profitDeviation), "inventory_std": .number(inventoryDeviation),
    ]
  }

  fileprivate var cells: [String] {
    [spread, profitMean, profitDeviation, inventoryDeviation].map { TheoryText.fixed($0) }
  }
}

extension AvellanedaStoikovModel.Solution {
  public var figures: JSONValue { ["inventory": inventory.json, "symmetric": symmetric.json] }

  public var text: String {
    var table = Table(["maker", "mean spread", "profit", "its deviation", "inventory's deviation"])
    table.append(["inventory"] + inventory.cells)
    table.append(["symmetric"] + symmetric.cells)
    return table.text
  }
}
