import Scenarios

extension CarteaJaimungalModel.Solution {
  /// The inventories of the published table.
  static let inventories = -3...2

  /// The bid's distance; nil where the bound forbids to buy.
  public func bid(atInventory inventory: Int) -> Double? {
    let index = inventory + qbar
    return bid.indices.contains(index) ? bid[index] : nil
  }

  /// The ask's distance; nil where the bound forbids to sell.
  public func ask(atInventory inventory: Int) -> Double? {
    let index = inventory + qbar - 1
    return ask.indices.contains(index) ? ask[index] : nil
  }

  public var figures: JSONValue {
    let bids = Self.inventories.map { bid(atInventory: $0) }
    return [
      "delta_bid": .array(bids.map { $0.map { .number($0) } ?? .null }),
      "delta_bid_clamped": .array(bids.map { $0.map { .number(max(0, $0)) } ?? .null }),
      "inventory": .array(Self.inventories.map { JSONValue($0) }),
      "all": [
        "delta_bid": .array(bid.map { .number($0) }),
        "delta_ask": .array(ask.map { .number($0) }),
        "inventory_bid": .array((-qbar..<qbar).map { JSONValue($0) }),
        "inventory_ask": .array(((1 - qbar)...qbar).map { JSONValue($0) }),
      ],
    ]
  }

  public var text: String {
    var table = Table(["inventory", "bid below", "clamped", "ask above", "clamped"])
    for inventory in -qbar...qbar {
      let distances = [bid(atInventory: inventory), ask(atInventory: inventory)]
      let cells = distances.flatMap { distance in
        [distance, distance.map { max(0, $0) }].map { $0.map { TheoryText.number($0) } ?? "-" }
      }
      table.append(["\(inventory)"] + cells)
    }
    return table.text
  }
}
