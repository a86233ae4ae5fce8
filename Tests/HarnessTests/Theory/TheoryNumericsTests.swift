import Foundation
import Testing

@testable import Harness

/// What the closed forms compute with.
struct TheoryNumericsTests {
  @Test func `the normal quantile undoes the probability in both tails`() {
    for exponent in stride(from: -300.0, through: -0.31, by: 0.7) {
      let tail = pow(10, exponent)
      let value = NormalDistribution.upperQuantile(tail)
      expectClose(NormalDistribution.probability(atMost: -value), tail, relative: 1e-12)
      #expect(NormalDistribution.quantile(tail) == -value)
    }
    for probability in [0.5, 0.9, 0.999_999, 1 - 0x1p-53] {
      let value = NormalDistribution.quantile(probability)
      expectClose(NormalDistribution.probability(atMost: -value), 1 - probability, relative: 1e-12)
    }
    expectClose(NormalDistribution.upperQuantile(0.05), 1.6448536269514722, relative: 1e-15)
    expectClose(NormalDistribution.upperQuantile(0.975), -1.959963984540054, relative: 1e-15)
    #expect(abs(NormalDistribution.upperQuantile(0.5)) < 1e-15)
  }

  @Test(arguments: [1, 2, 9, 120])
  func `the spectrum of a string is that of its standing waves`(count: Int) throws {
    let matrix = SymmetricTridiagonal(
      diagonal: [Double](repeating: 2, count: count),
      besides: [Double](repeating: -1, count: count - 1))
    let pairs = try #require(matrix.spectrum())
    for (index, pair) in pairs.enumerated() {
      let angle = Double(index + 1) * Double.pi / Double(count + 1)
      #expect(abs(pair.value - (2 - 2 * cos(angle))) < 1e-13)
      #expect(abs(pair.weight - 2 / Double(count + 1) * pow(sin(angle), 2)) < 1e-13)
    }
    expectClose(pairs.reduce(0) { $0 + $1.weight }, 1, relative: 1e-12)
  }

  @Test func `a matrix that falls apart has the spectra of its parts`() throws {
    let matrix = SymmetricTridiagonal(diagonal: [3, 1, 2], besides: [0, 0])
    let pairs = try #require(matrix.spectrum())
    #expect(pairs.map(\.value) == [1, 2, 3])
    #expect(pairs.map(\.weight) == [0, 0, 1])
    #expect(SymmetricTridiagonal(diagonal: [1, .nan], besides: [1]).spectrum() == nil)
  }

  @Test func `tridiagonal equations have the dense solution`() {
    let lower = [0, -1.5, -0.2, -3]
    let diagonal = [4.0, 5, 3, 6]
    let upper = [-2, -0.7, -2.5, 0]
    let right = [1.0, -2, 0.5, 7]
    let dense = (0..<4).map { row in
      (0..<4).map { column -> Double in
        switch column - row {
        case -1: lower[row]
        case 0: diagonal[row]
        case 1: upper[row]
        default: 0
        }
      }
    }
    let system = TridiagonalSystem(lower: lower, diagonal: diagonal, upper: upper)
    for (value, expected) in zip(system.solution(of: right), solveDense(dense, right)) {
      expectClose(value, expected, relative: 1e-13)
    }
  }

  @Test func `ranges have their ends or not`() {
    #expect(NumberRange.positive.contains(0) == false)
    #expect(NumberRange.notNegative.contains(0))
    #expect(NumberRange.between(0, 1).contains(1))
    #expect(!NumberRange.upTo(0.5, 1).contains(1))
    #expect(NumberRange.upTo(0.5, 1).contains(0.5))
    #expect(!NumberRange.strictlyBetween(0, 1).contains(0))
    #expect(!NumberRange.atLeast(1).contains(0.999))
    for range in [NumberRange.finite, .positive, .notNegative, .notPositive, .atLeast(1)] {
      #expect(!range.contains(.nan))
      #expect(!range.contains(.infinity))
      #expect(!range.contains(-.infinity))
    }
  }
}
