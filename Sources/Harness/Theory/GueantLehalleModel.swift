import Foundation
import Scenarios

/// The market maker of Guéant, Lehalle and Fernandez-Tapia far from the horizon.
///
/// With alpha = k gamma sigma^2 / 2 and eta = A (1 + gamma / k)^-(1 + k / gamma), f is the ground
/// state of the matrix with alpha q^2 on and -eta beside the diagonal for inventories |q| <= Q, and
/// delta_b(q) = ln(f(q) / f(q + 1)) / k + ln(1 + gamma / k) / gamma; delta_a(q) = delta_b(-q).
///
/// Source: Guéant, Lehalle and Fernandez-Tapia, Dealing with the inventory risk, Mathematics and
/// Financial Economics 7 (2013), theorem 2 and section 4.
public struct GueantLehalleModel: TheoryModel {
  /// Fills per unit of time at the price itself, A.
  public var a = 0.9
  /// Decay of fills with distance, per tick.
  public var k = 0.3
  /// Ticks per square root of a unit of time.
  public var sigma = 0.3
  /// Risk aversion, per tick.
  public var gamma = 0.01
  /// Q: the maker buys below it and sells above its negative.
  public var inventoryBound = 30

  public init() {}

  public static let name = "gueant-lehalle"
  public static let summary = "Market making under an inventory bound: stationary quotes"
  public static let source =
    "Guéant, Lehalle and Fernandez-Tapia (2013), Dealing with the inventory risk"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("a", \.a, .positive, "fills per unit of time at the price itself"),
    .number("k", \.k, .positive, "decay of fills with distance, per tick"),
    .number("sigma", \.sigma, .notNegative, "volatility, ticks per square root of time"),
    .number("gamma", \.gamma, .positive, "risk aversion, per tick"),
    .count("inventory-bound", \.inventoryBound, 1...100_000, "largest inventory"),
  ]

  public struct Solution: TheorySolution {
    /// Distances of the bid below the price for inventories -3...3, ticks; nil where the bound
    /// forbids to buy.
    public let bid: [Double?]
    /// The same above the price.
    public let ask: [Double?]
    /// ln(1 + gamma / k) / gamma, ticks.
    public let base: Double
    /// What a unit of inventory adds to the bid's distance where the bound is far, ticks: the
    /// paper's approximation.
    public let slope: Double
  }

  static let inventories = -3...3

  /// - Throws: `TheoryFault` where gamma and k are too far apart for numbers.
  /// - Complexity: O(bound).
  public func derive() throws(TheoryFault) -> Solution {
    let base = log1p(gamma / k) / gamma
    let tension = exp((1 + k / gamma) * log1p(gamma / k))
    let eta = a / tension
    let highest = alpha * Double(inventoryBound) * Double(inventoryBound)
    guard eta.isNormal else {
      throw TheoryFault(
        "gamma", found: TheoryText.number(gamma),
        allowed: "numbers nearer to k, so that A (1 + gamma / k)^-(1 + k / gamma) is above zero")
    }
    guard highest.isFinite else {
      throw TheoryFault(
        "sigma", found: TheoryText.number(sigma),
        allowed: "numbers nearer to the published ones: k gamma sigma^2 Q^2 / 2 is not finite")
    }
    let declines = declines(eta)
    let bid = Self.inventories.map { distance(atInventory: $0, base, declines) }
    return Solution(
      bid: bid, ask: bid.reversed(), base: base,
      slope: (sigma * sigma * gamma / (2 * k * a) * tension).squareRoot())
  }

  private func distance(
    atInventory inventory: Int, _ base: Double, _ declines: [Double]
  ) -> Double? {
    guard inventory < inventoryBound, inventory >= -inventoryBound else { return nil }
    let step = inventory >= 0 ? inventory + 1 : -inventory
    let logarithm = log1p(-declines[step]) / k
    return inventory >= 0 ? base - logarithm : base + logarithm
  }

  /// s_q = 1 - f(q) / f(q - 1) for q from 1 to Q; the place of 0 is not used.
  ///
  /// The ground state's energy is -2 eta + e. Of e at most the ground state's the recursion from
  /// the bound keeps every pivot positive, and the middle row's too, so that halving finds it to
  /// the last bit; written in s and e, nothing cancels.
  private func declines(_ eta: Double) -> [Double] {
    var low = 0.0
    var high = 2 * eta
    var best = declines(energy: 0, eta) ?? []
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return best }
      if let declines = declines(energy: middle, eta) {
        low = middle
        best = declines
      } else {
        high = middle
      }
    }
  }

  private var alpha: Double { k / 2 * gamma * sigma * sigma }

  /// Nil where the energy is above the ground state's.
  private func declines(energy: Double, _ eta: Double) -> [Double]? {
    var declines = [Double](repeating: 1, count: inventoryBound + 2)
    for inventory in stride(from: inventoryBound, through: 1, by: -1) {
      let level = Double(inventory)
      let excess = alpha * level * level - energy + eta * declines[inventory + 1]
      guard eta + excess > 0 else { return nil }
      declines[inventory] = excess / (eta + excess)
    }
    return 2 * eta * declines[1] > energy ? declines : nil
  }
}

extension GueantLehalleModel.Solution {
  public var figures: JSONValue {
    [
      "delta_bid": .array(bid.map { $0.map { .number($0) } ?? .null }),
      "delta_ask": .array(ask.map { $0.map { .number($0) } ?? .null }),
      "inventory": .array(GueantLehalleModel.inventories.map { JSONValue($0) }),
      "base": .number(base), "slope": .number(slope),
    ]
  }

  public var text: String {
    var table = Table(["inventory", "bid below", "ask above"])
    for (index, inventory) in GueantLehalleModel.inventories.enumerated() {
      table.append(["\(inventory)", TheoryText.fixed(bid[index]), TheoryText.fixed(ask[index])])
    }
    let figures = TheoryText.list([
      "ln(1 + gamma / k) / gamma, ticks": TheoryText.number(base),
      "approximate slope, ticks per unit": TheoryText.number(slope),
    ])
    return table.text + "\n" + figures
  }
}
