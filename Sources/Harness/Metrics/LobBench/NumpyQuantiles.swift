/// Quantiles as NumPy computes them by default: type 7 of Hyndman and Fan 1996, "Sample quantiles
/// in statistical packages", interpolated as NumPy does, to the last bit.
enum NumpyQuantiles {
  /// - Parameters:
  ///   - fraction: 0 to 1.
  ///   - count: How many values there are.
  ///   - element: The value at a place of the ascending order, from 0.
  /// - Precondition: at least one value.
  static func quantile(_ fraction: Double, count: Int, element: (Int) -> Double) -> Double {
    precondition(count > 0, "a quantile of no values")
    let place = fraction * Double(count - 1)
    let below = Int(place)
    let share = place - Double(below)
    let (low, high) = (element(below), element(min(below + 1, count - 1)))
    let step = high - low
    return share >= 0.5 ? high - step * (1 - share) : low + step * share
  }

  static func quantile(_ fraction: Double, of sorted: [Double]) -> Double {
    quantile(fraction, count: sorted.count) { sorted[$0] }
  }
}
