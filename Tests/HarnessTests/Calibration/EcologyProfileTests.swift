import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Profiles of a sum of squared moments, where the sum is known by formula.
struct EcologyProfileTests {
  /// Weighted moments of two coordinates; shape [coordinates, moments].
  private static let columns = [[8.0, 2, -3, 5], [3, 9, 4, -1]]

  private static func identity(_ count: Int) -> SquareMatrix {
    var matrix = SquareMatrix(count: count)
    for place in 0..<count { matrix[place, place] = 1 }
    return matrix
  }

  /// Moments linear in the coordinates, zero at (1, -2), that jump by so much.
  private static func linear(
    _ columns: [[Double]], jumps: Double = 0
  ) -> ([Double]) -> [Double] {
    { place in
      let moved = zip(place, [1.0, -2]).map(-)
      // As a market does: the same coordinates give the same moments, others give others.
      var generator = SplitMix64(seed: place[0].bitPattern ^ (place[1].bitPattern << 1))
      return columns[0].indices.map { moment in
        let jump = Double(generator.integer(in: -1_000...1_000)) / 1_000 * 3.0.squareRoot()
        return zip(columns, moved).reduce(jumps * jump) { $0 + $1.0[moment] * $1.1 }
      }
    }
  }

  private static func sensitivity(
    _ columns: [[Double]], seeds: Int
  ) -> EcologySensitivity {
    EcologySensitivity(
      columns: columns, correlations: identity(4), seeds: seeds, noise: [0, 0], roughness: 0)
  }

  private static func profile(
    at place: [Double] = [1, -2], _ sensitivity: EcologySensitivity, points: Int = 2,
    _ deviations: @escaping ([Double]) -> [Double]
  ) -> EcologyProfile {
    EcologyProfile(
      at: place, deviations(place), sensitivity, points: points, deviations: deviations)
  }

  private func expect(
    _ found: ProfileInterval, _ centre: Double, _ reach: Double, within share: Double
  ) throws {
    #expect(abs(try #require(found.lower) - (centre - reach)) < share * reach, "\(found)")
    #expect(abs(try #require(found.upper) - (centre + reach)) < share * reach, "\(found)")
  }

  @Test func `a profile of linear moments ends where the inverse information says`() throws {
    let sensitivity = Self.sensitivity(Self.columns, seeds: 4)
    var profile = Self.profile(sensitivity, Self.linear(Self.columns))
    let variances = try #require(CholeskyFactor(sensitivity.information)).inverseDiagonal
    for (index, centre) in [1.0, -2].enumerated() {
      let reach = (3.841458820694124 * 1.25 * variances[index]).squareRoot()
      try expect(profile.interval(of: index, progress: { _ in }), centre, reach, within: 0.02)
    }
    #expect(profile.evaluations == 8)
    let errors = try #require(sensitivity.standardErrors)
    for (error, variance) in zip(errors, variances) {
      #expect(abs(error - (1.25 * variance).squareRoot()) < 0.01 * error)
    }
  }

  /// The search ends in the luckiest place and not in the lowest one.
  @Test func `an interval lies about the lowest place and not about the estimate`() throws {
    let sensitivity = Self.sensitivity(Self.columns, seeds: 4)
    var profile = Self.profile(at: [1.3, -2.1], sensitivity, Self.linear(Self.columns))
    let variances = try #require(CholeskyFactor(sensitivity.information)).inverseDiagonal
    let reach = (3.841458820694124 * 1.25 * variances[0]).squareRoot()
    try expect(profile.interval(of: 0, progress: { _ in }), 1, reach, within: 0.03)
    #expect(profile.lowest < EcologyTargets.sum(profile.centre))
  }

  @Test func `jumps of moments are smoothed away, and more points do it better`() throws {
    let sensitivity = Self.sensitivity(Self.columns, seeds: 4)
    let variances = try #require(CholeskyFactor(sensitivity.information)).inverseDiagonal
    let reach = (3.841458820694124 * 1.25 * variances[0]).squareRoot()
    var profile = Self.profile(sensitivity, points: 40, Self.linear(Self.columns, jumps: 1))
    try expect(profile.interval(of: 0, progress: { _ in }), 1, reach, within: 0.25)
  }

  @Test func `a coordinate that no moment follows is open on both sides`() throws {
    let columns = [Self.columns[0], [0, 0, 0, 0]]
    let sensitivity = Self.sensitivity(columns, seeds: 1)
    var profile = Self.profile(sensitivity, Self.linear(columns))
    #expect(try profile.interval(of: 1, progress: { _ in }) == .open)
    #expect(try profile.interval(of: 0, progress: { _ in }).isClosed)
    #expect(sensitivity.standardErrors == nil)
  }

  private static func curve(
    _ columns: [[Double]], along index: Int, jumps: Double
  ) -> MomentCurve {
    let offsets = [0, -1.0, -0.5, 0.5, 1]
    let deviations = linear(columns, jumps: jumps)
    return MomentCurve(
      offsets: offsets,
      deviations: offsets.map { offset in
        var place = [1.0, -2]
        place[index] += offset
        return deviations(place)
      })
  }

  @Test func `a curve through a parabola is that parabola`() {
    let offsets = [0, -1.0, -0.5, 0.5, 1]
    let curve = MomentCurve(
      offsets: offsets, deviations: offsets.map { [1 + 2 * $0 + 3 * $0 * $0, -$0] })
    #expect(zip(curve.slopes, [2, -1]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(curve.residuals.allSatisfy { $0 < 1e-20 })
    #expect(abs(curve.slopeVariance - 1 / 2.5) < 1e-12)
    #expect(abs(curve.sum(at: 2) - (17 * 17 + 4)) < 1e-9)
  }

  /// From differences of single simulations, jumps would look like information.
  @Test func `jumps alone fix no direction, and are told by their size`() {
    let columns = [[30.0, -20, 10, 5], [0, 0, 0, 0]]
    let curves = (0..<2).map { Self.curve(columns, along: $0, jumps: 0.5) }
    let sensitivity = EcologySensitivity(curves, correlations: Self.identity(4), seeds: 1)
    let cleared = FittedDirections(information: sensitivity.information)
    #expect(sensitivity.roughness > 0.25 && sensitivity.roughness < 1, "\(sensitivity.roughness)")
    #expect(abs(sensitivity.columns[0][0] - 30) < 1)
    #expect(cleared.singularValues[0] > 30 && cleared.singularValues[1] < 0.7, "\(cleared)")
    let smooth = (0..<2).map { Self.curve(columns, along: $0, jumps: 0) }
    let exact = EcologySensitivity(smooth, correlations: Self.identity(4), seeds: 1)
    #expect(exact.roughness < 1e-9)
  }

  /// Moments whose errors go together, seen once in the recording and twice in simulations; the
  /// least squares estimate that knows nothing of it.
  @Test func `inflated intervals hold the truth in 95 percent, and others do not`() throws {
    var correlations = Self.identity(4)
    for (row, column, value) in [(0, 1, 0.8), (0, 2, 0.6), (1, 2, 0.7), (0, 3, 0.5), (1, 3, 0.5)] {
      correlations.addSymmetric(row, column, value)
    }
    correlations.addSymmetric(2, 3, 0.4)
    let columns = [[8.0, 6, 7, 5], [3, 9, -4, -1]]
    let sensitivity = EcologySensitivity(
      columns: columns, correlations: correlations, seeds: 2, noise: [0, 0], roughness: 0)
    let information = try #require(CholeskyFactor(sensitivity.information))
    let plain = information.inverseDiagonal.map { 1.96 * $0.squareRoot() }
    let right = try #require(sensitivity.standardErrors).map { 1.96 * $0 }
    var stream = RandomStream(
      key: RunKey(seed: 8), stream: StreamID(name: "profile", purpose: "moments"))
    var (held, heldPlain) = (0, 0)
    for _ in 0..<2_000 {
      let noise = Self.correlated(correlations, &stream).map { $0 * 1.5.squareRoot() }
      let found = information.solve(
        columns.map { column in zip(column, noise).map(*).reduce(0, +) })
      held += abs(found[0]) < right[0] ? 1 : 0
      heldPlain += abs(found[0]) < plain[0] ? 1 : 0
    }
    #expect((0.93...0.97).contains(Double(held) / 2_000), "\(held)")
    #expect(Double(heldPlain) / 2_000 < 0.85, "\(heldPlain)")
  }

  /// Normal numbers with given correlations, by rows of Cholesky's factor.
  private static func correlated(
    _ matrix: SquareMatrix, _ stream: inout RandomStream
  ) -> [Double] {
    var lower = SquareMatrix(count: matrix.count)
    for row in 0..<matrix.count {
      for column in 0...row {
        var rest = matrix[row, column]
        for place in 0..<column { rest -= lower[row, place] * lower[column, place] }
        lower[row, column] = row == column ? rest.squareRoot() : rest / lower[column, column]
      }
    }
    let normals = (0..<matrix.count).map { _ in stream.normal() }
    return (0..<matrix.count).map { row in
      (0...row).reduce(0) { $0 + lower[row, $1] * normals[$1] }
    }
  }
}
