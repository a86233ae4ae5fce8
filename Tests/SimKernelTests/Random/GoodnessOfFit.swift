import CGSL
import Foundation

/// The tests by which samples are held against distributions; p-values, small where they disagree.
enum GoodnessOfFit {
  /// Kolmogorov-Smirnov, one sample against a continuous distribution.
  static func kolmogorovSmirnov(_ sample: [Double], cdf: (Double) -> Double) -> Double {
    let count = Double(sample.count)
    var distance = 0.0
    for (index, x) in sample.sorted().enumerated() {
      let p = cdf(x)
      distance = max(distance, p - Double(index) / count, Double(index + 1) / count - p)
    }
    return kolmogorovTail(distance, effectiveCount: count)
  }

  /// Kolmogorov-Smirnov, two samples without ties.
  static func kolmogorovSmirnov(_ first: [Double], _ second: [Double]) -> Double {
    let (left, right) = (first.sorted(), second.sorted())
    var (i, j, distance) = (0, 0, 0.0)
    while i < left.count && j < right.count {
      if left[i] < right[j] { i += 1 } else { j += 1 }
      let gap = Double(i) / Double(left.count) - Double(j) / Double(right.count)
      distance = max(distance, abs(gap))
    }
    let effective = Double(left.count * right.count) / Double(left.count + right.count)
    return kolmogorovTail(distance, effectiveCount: effective)
  }

  /// Stephens 1970: the asymptotic distribution with a correction for small samples.
  private static func kolmogorovTail(_ distance: Double, effectiveCount: Double) -> Double {
    let root = effectiveCount.squareRoot()
    let lambda = (root + 0.12 + 0.11 / root) * distance
    // Below, the series converges slowly and the tail is 1 to five digits.
    guard lambda > 0.3 else { return 1 }
    var sum = 0.0
    var sign = 2.0
    for k in 1...100 {
      let scaled = Double(k) * lambda
      sum += sign * exp(-2 * scaled * scaled)
      sign = -sign
    }
    return min(max(sum, 0), 1)
  }

  /// Pearson's chi-square of counts against chances, cells merged from the left until each expects
  /// ten or more; the last one takes the rest.
  static func chiSquare(counts: [Int], chances: [Double]) -> Double {
    let total = Double(counts.reduce(0, +))
    var cells: [(observed: Double, expected: Double)] = []
    var (observed, expected) = (0.0, 0.0)
    for (count, chance) in zip(counts, chances) {
      observed += Double(count)
      expected += chance * total
      if expected >= 10 {
        cells.append((observed, expected))
        (observed, expected) = (0, 0)
      }
    }
    cells[cells.count - 1].observed += observed
    cells[cells.count - 1].expected += expected
    let statistic = cells.reduce(0.0) { sum, cell in
      let difference = cell.observed - cell.expected
      return sum + difference * difference / cell.expected
    }
    return gsl_cdf_chisq_Q(statistic, Double(cells.count - 1))
  }
}
