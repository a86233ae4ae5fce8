/// Quantiles of numbers, plain and weighted.
enum Quantile {
  /// Linear between order statistics, R's and NumPy's default (type 7 of Hyndman and Fan 1996).
  ///
  /// - Precondition: Some values, ascending; 0 <= share <= 1.
  static func linear(sorted values: [Double], _ share: Double) -> Double {
    let place = share * Double(values.count - 1)
    let below = min(Int(place), values.count - 1)
    let above = min(below + 1, values.count - 1)
    return values[below] + (place - Double(below)) * (values[above] - values[below])
  }

  /// For each share, the first value at or below which that share of the weight lies.
  ///
  /// - Precondition: The weights are not negative and add up to more than 0; the shares ascend.
  static func weighted(
    _ values: [(value: Double, weight: Double)], _ shares: [Double]
  ) -> [Double] {
    let sorted = values.sorted { $0.value < $1.value }
    let total = sorted.reduce(0) { $0 + $1.weight }
    var place = 0
    var passed = sorted[0].weight
    return shares.map { share in
      while place + 1 < sorted.count && passed < share * total {
        place += 1
        passed += sorted[place].weight
      }
      return sorted[place].value
    }
  }

  /// The value at which a share of the weight is passed, over items sorted beforehand.
  ///
  /// - Parameter weights: How often each item counts, by its place before sorting.
  static func counted(
    order: [Int], _ values: [Double], weights: [Int], _ share: Double
  ) -> Double? {
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    var passed = 0
    for item in order {
      passed += weights[item]
      if Double(passed) >= share * Double(total) { return values[item] }
    }
    return nil
  }
}
