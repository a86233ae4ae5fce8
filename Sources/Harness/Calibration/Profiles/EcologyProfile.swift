import Foundation

/// Profiles of the sum of squared moments along the coordinates of an ecology.
///
/// Each coordinate is moved away from the estimate, and the others by one step of Gauss and
/// Newton; the market is simulated at points to both sides, with the seeds of the fit. The
/// interval is where the sum, its moments made smooth along the way, is above its smallest value
/// there by less than 3.841 times the inflation of `EcologySensitivity`. A further search for the
/// others at each point would find the jumps of the sum and not its valley.
struct EcologyProfile {
  let place: [Double]
  /// Deviations of the moments there.
  let centre: [Double]
  let sensitivity: EcologySensitivity
  /// To either side of the estimate, two or more.
  let points: Int
  /// (Simulated - recorded) / error of the moments at coordinates.
  let deviations: ([Double]) throws -> [Double]

  /// The smallest sum that was met, and evaluations that were made.
  private(set) var lowest = Double.infinity
  private(set) var evaluations = 0

  init(
    at place: [Double], _ centre: [Double], _ sensitivity: EcologySensitivity, points: Int,
    deviations: @escaping ([Double]) throws -> [Double]
  ) {
    precondition(points >= 2, "\(points) points")
    self.place = place
    self.centre = centre
    self.sensitivity = sensitivity
    self.points = points
    self.deviations = deviations
  }

  /// Coordinates are looked at up to so far from the estimate: e^2-fold, of chances in their odds.
  static let reach = 2.0
  /// Nearer points would show jumps more than the sum.
  private static let leastRange = 0.5

  /// The interval of one coordinate.
  ///
  /// Points lie over twice the way to where the sum is expected to have risen enough, and over
  /// twice as much until both ends are found or the reach is.
  mutating func interval(of index: Int, progress: (String) -> Void) throws -> ProfileInterval {
    let direction = sensitivity.direction(along: index)
    let threshold = ProfileInterval.threshold * sensitivity.inflation(along: direction)
    let expected = (threshold / max(sensitivity.curvature(along: direction), 1e-9)).squareRoot()
    var range = min(max(2 * expected, Self.leastRange), Self.reach)
    var scanned = 0.0
    var line = [(offset: 0.0, deviations: centre)]
    while true {
      for offset in offsets(from: scanned, to: range) {
        progress("\(evaluations + 1) evaluations")
        line.append((offset, try simulated(offset, direction)))
      }
      let curve = MomentCurve(offsets: line.map(\.offset), deviations: line.map(\.deviations))
      let ends = Self.ends(of: curve, within: range, threshold)
      if ends.isClosed || range >= Self.reach {
        return ProfileInterval(
          lower: ends.lower.map { place[index] + $0 }, upper: ends.upper.map { place[index] + $0 })
      }
      (scanned, range) = (range, min(2 * range, Self.reach))
    }
  }

  /// Points to both sides beyond what has been looked at.
  private func offsets(from scanned: Double, to range: Double) -> [Double] {
    let way = (1...points).map { scanned + (range - scanned) * Double($0) / Double(points) }
    return way + way.map { -$0 }
  }

  private mutating func simulated(_ offset: Double, _ direction: [Double]) throws -> [Double] {
    let found = try deviations(zip(place, direction).map { $0 + offset * $1 })
    evaluations += 1
    lowest = min(lowest, EcologyTargets.sum(found))
    return found
  }

  private static let steps = 400

  /// Where a curve has risen by a threshold to both sides of its lowest point.
  private static func ends(
    of curve: MomentCurve, within range: Double, _ threshold: Double
  ) -> ProfileInterval {
    let offsets = (-steps...steps).map { range * Double($0) / Double(steps) }
    let sums = offsets.map(curve.sum)
    guard let bottom = sums.indices.min(by: { sums[$0] < sums[$1] }) else { return .open }
    let height = sums[bottom] + threshold
    func crossing(_ inner: Int, _ outer: Int) -> Double {
      let share = (height - sums[inner]) / (sums[outer] - sums[inner])
      return offsets[inner] + share * (offsets[outer] - offsets[inner])
    }
    return ProfileInterval(
      lower: sums[..<bottom].lastIndex { $0 >= height }.map { crossing($0 + 1, $0) },
      upper: sums[bottom...].firstIndex { $0 >= height }.map { crossing($0 - 1, $0) })
  }

  /// The interval of one coordinate as values of its parameter.
  mutating func values(of index: Int, progress: (String) -> Void) throws -> ProfileInterval {
    let coordinates = try interval(of: index, progress: progress)
    func value(_ coordinate: Double?) -> Double? {
      coordinate.map {
        var moved = place
        moved[index] = $0
        return EcologyModel.Tuning(coordinates: moved).values[index]
      }
    }
    return ProfileInterval(lower: value(coordinates.lower), upper: value(coordinates.upper))
  }
}
