import Foundation
import SimKernel
import Testing

/// A function of DetMath beside the C library's, with the domain and the error that are claimed.
struct ElementaryFunction: Sendable, CustomTestStringConvertible {
  let name: String
  /// Largest error against the reference table, ulp.
  let claimedUlp: Double
  /// Largest distance from the C library's result, ulp; its own error, 3 ulp in cbrt, is in it.
  let libraryUlp: Double
  /// Arguments for the comparison with the C library.
  let domains: [ClosedRange<Double>]
  let exact: @Sendable (Double) -> Double
  let library: @Sendable (Double) -> Double

  var testDescription: String { name }

  static let all: [ElementaryFunction] = [
    ElementaryFunction(
      name: "exp", claimedUlp: 1, libraryUlp: 2, domains: [-745...709.7, -1...1],
      exact: { DetMath.exp($0) }, library: { Foundation.exp($0) }),
    ElementaryFunction(
      name: "expm1", claimedUlp: 1, libraryUlp: 2, domains: [-40...709.7, -2...2, -1e-6...1e-6],
      exact: { DetMath.expm1($0) }, library: { Foundation.expm1($0) }),
    ElementaryFunction(
      name: "log", claimedUlp: 1, libraryUlp: 2,
      domains: [0...10, 0.9...1.1, 0...1e300, 0...1e-300],
      exact: { DetMath.log($0) }, library: { Foundation.log($0) }),
    ElementaryFunction(
      name: "log1p", claimedUlp: 1, libraryUlp: 2, domains: [-1...3, -1e-3...1e-3, 0...1e20],
      exact: { DetMath.log1p($0) }, library: { Foundation.log1p($0) }),
    ElementaryFunction(
      name: "tanh", claimedUlp: 2.5, libraryUlp: 4, domains: [-3...3, -20...20, -1e-3...1e-3],
      exact: { DetMath.tanh($0) }, library: { Foundation.tanh($0) }),
    ElementaryFunction(
      name: "sigmoid", claimedUlp: 2.5, libraryUlp: 5, domains: [-40...40, -740 ... -700, -1...1],
      exact: { DetMath.sigmoid($0) },
      library: {
        $0 < 0 ? Foundation.exp($0) / (1 + Foundation.exp($0)) : 1 / (1 + Foundation.exp(-$0))
      }),
    ElementaryFunction(
      name: "erf", claimedUlp: 1, libraryUlp: 2, domains: [-6...6, -1...1],
      exact: { DetMath.erf($0) }, library: { Foundation.erf($0) }),
    ElementaryFunction(
      name: "erfc", claimedUlp: 3, libraryUlp: 6, domains: [-6...27, -2...3],
      exact: { DetMath.erfc($0) }, library: { Foundation.erfc($0) }),
    ElementaryFunction(
      name: "cbrt", claimedUlp: 0.7, libraryUlp: 4,
      domains: [-8...8, -1e300...1e300, -0x1p-1030...0x1p-1030],
      exact: { DetMath.cbrt($0) }, library: { Foundation.cbrt($0) }),
  ]

  static func named(_ name: String) -> ElementaryFunction { all.first { $0.name == name }! }
}
