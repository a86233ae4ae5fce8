import Foundation

/// How an aggressive order's effect on the mid grows with its size.
///
/// Orders are put into bins between the tenths of their sizes; the exponent is the slope of the
/// line through the logarithms of the bins' mean sizes and mean effects. Bins of 30 orders or
/// fewer, or with an effect that is not positive, are left out.
struct PriceImpact {
  /// Orders of about one size.
  struct Bin: Hashable {
    var orders: Int
    var meanVolume: Double
    /// Ticks in the direction of the order.
    var meanResponse: Double
  }

  let bins: [Bin]

  private static let leastOrders = 30

  /// - Parameter lag: Orders later at which the mid is taken; 0 for right after.
  init(_ orders: [AggressorOrder], _ response: ResponseFunction, lag: Int) {
    let pairs = orders.indices.compactMap { index in
      response.response(index, lag: lag).map { (volume: Double(orders[index].volume), move: $0) }
    }
    let edges = PriceImpact.edges(orders.map { Double($0.volume) })
    bins = zip(edges, edges.dropFirst()).enumerated().compactMap { place, ends in
      let isLast = place == edges.count - 2
      let inside = pairs.filter {
        $0.volume >= ends.0 && ($0.volume < ends.1 || (isLast && $0.volume <= ends.1))
      }
      guard inside.count > PriceImpact.leastOrders else { return nil }
      let count = Double(inside.count)
      return Bin(
        orders: inside.count, meanVolume: inside.reduce(0) { $0 + $1.volume } / count,
        meanResponse: inside.reduce(0) { $0 + $1.move } / count)
    }
  }

  /// - Throws: `Undefined` for fewer than three bins with a positive effect.
  func exponent() throws(Undefined) -> Double {
    let points = bins.filter { $0.meanResponse > 0 }
      .map { (x: log($0.meanVolume), y: log($0.meanResponse)) }
    try Undefined.require(points.count, atLeast: 3, "sizes with a positive effect")
    guard let fit = LinearFit(points) else {
      throw Undefined("all sizes or all effects are equal; needs two different ones")
    }
    return fit.slope
  }

  /// The tenths of the sizes, each value once.
  private static func edges(_ volumes: [Double]) -> [Double] {
    guard !volumes.isEmpty else { return [] }
    let sorted = volumes.sorted()
    let tenths = (0...10).map { Quantile.linear(sorted: sorted, Double($0) / 10) }
    return tenths.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}
