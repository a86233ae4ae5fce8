import Foundation
import SimKernel
import Testing

struct DetMathTests {
  /// One row of Fixtures/detmath.txt: a value to a thousandth of its ulp.
  struct Reference: Sendable {
    let function: String
    let arguments: [Double]
    let nearest: Double
    let residualUlp: Double

    /// How far a result lies from the true value, ulp of the nearest double.
    func error(of result: Double) -> Double {
      abs((result - nearest) / nearest.ulp - residualUlp)
    }
  }

  static let references: [Reference] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("../../Fixtures/detmath.txt").standardized
    let text = try! String(contentsOf: file, encoding: .utf8)
    return text.split(separator: "\n").map { line in
      let fields = line.split(separator: " ")
      let numbers = fields.dropFirst().dropLast().map {
        Double(bitPattern: UInt64($0, radix: 16)!)
      }
      return Reference(
        function: String(fields[0]), arguments: Array(numbers.dropLast()),
        nearest: numbers.last!, residualUlp: Double(fields.last!)! / 1_000)
    }
  }()

  @Test(arguments: ElementaryFunction.all)
  func `the error against the reference table is within the claim`(function: ElementaryFunction) {
    let rows = DetMathTests.references.filter { $0.function == function.name }
    #expect(rows.count > 200, "\(function.name)")
    let worst = rows.max {
      $0.error(of: function.exact($0.arguments[0])) < $1.error(of: function.exact($1.arguments[0]))
    }!
    let error = worst.error(of: function.exact(worst.arguments[0]))
    print(
      "\(function.name): at most \(error) ulp in \(rows.count) rows, claimed \(function.claimedUlp)"
    )
    #expect(error <= function.claimedUlp, "\(function.name)(\(worst.arguments[0]))")
  }

  @Test func `the error of pow against the reference table is within the claim`() {
    let rows = DetMathTests.references.filter { $0.function == "pow" }
    #expect(rows.count > 200)
    let errors = rows.map { $0.error(of: DetMath.pow($0.arguments[0], $0.arguments[1])) }
    let worst = errors.indices.max { errors[$0] < errors[$1] }!
    print("pow: at most \(errors[worst]) ulp in \(rows.count) rows, claimed 1")
    #expect(errors[worst] <= 1, "pow of \(rows[worst].arguments)")
  }

  @Test func `the reference table tells a result that is two ulp off`() {
    let row = DetMathTests.references.first { $0.function == "log" }!
    #expect(row.error(of: row.nearest) <= 0.5)
    #expect(row.error(of: row.nearest + 2 * row.nearest.ulp) > 1)
  }

  @Test(arguments: ElementaryFunction.all)
  func `a million results agree with the C library's`(function: ElementaryFunction) {
    var stream = RandomStream(
      key: RunKey(seed: 1), stream: StreamID(name: "test", purpose: function.name))
    var worst = 0.0
    var worstArgument = 0.0
    for domain in function.domains {
      for _ in 0..<SampleSize.scaled(1_000_000) {
        let fraction = Double(stream.nextUInt64() >> 11) * 0x1p-53
        let argument = domain.lowerBound + fraction * (domain.upperBound - domain.lowerBound)
        let expected = function.library(argument)
        let distance = abs(function.exact(argument) - expected) / expected.ulp
        if !(distance <= worst) {
          worst = distance
          worstArgument = argument
        }
      }
    }
    print("\(function.name): at most \(worst) ulp from the C library's, at \(worstArgument)")
    #expect(worst <= function.libraryUlp, "\(function.name)(\(worstArgument))")
  }

  @Test func `a million powers agree with the C library's`() {
    var stream = RandomStream(key: RunKey(seed: 1), stream: StreamID(name: "test", purpose: "pow"))
    var worst = 0.0
    for _ in 0..<SampleSize.scaled(1_000_000) {
      let x = DetMath.exp(Double(stream.nextUInt64() >> 11) * 0x1p-43 - 512)
      let limit = 1_000 / abs(DetMath.log(x) * 1.4426950408889634)
      let y = (Double(stream.nextUInt64() >> 11) * 0x1p-52 - 1) * limit
      let expected = Foundation.pow(x, y)
      worst = max(worst, abs(DetMath.pow(x, y) - expected) / expected.ulp)
    }
    print("pow: at most \(worst) ulp from the C library's")
    #expect(worst <= 2)
  }

  @Test(arguments: ElementaryFunction.all)
  func `special arguments give what the C library gives`(function: ElementaryFunction) {
    let arguments: [Double] = [
      0, -0.0, 1, -1, .infinity, -.infinity, 1e308, -1e308, 710, -746, 0x1p-1074, -0x1p-1074, -2,
      30, -30, 0x1p-1022, 709.782712893384, -745.1332191019412, 0x1p-30, -0x1p-30,
    ]
    for argument in arguments {
      let expected = function.library(argument)
      let result = function.exact(argument)
      if expected.isNaN {
        #expect(result.bitPattern == Double.nan.bitPattern, "\(function.name)(\(argument))")
      } else if expected.isInfinite || expected == 0 {
        #expect(result.bitPattern == expected.bitPattern, "\(function.name)(\(argument))")
      } else {
        #expect(
          abs(result - expected) <= 2 * expected.ulp,
          "\(function.name)(\(argument)): \(result), not \(expected)")
      }
    }
  }

  @Test(arguments: ElementaryFunction.all)
  func `every NaN becomes the canonical one`(function: ElementaryFunction) {
    for bits: UInt64 in [0x7ff8_0000_0000_0000, 0xfff8_0000_0000_0000, 0x7ff0_0000_0000_0001] {
      let result = function.exact(Double(bitPattern: bits))
      #expect(result.bitPattern == Double.nan.bitPattern, "\(function.name)")
    }
  }

  @Test func `special arguments of pow give what the C library gives`() {
    let values: [Double] = [
      0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, -1.5, .infinity, -.infinity, .nan, 1e300,
      -1e300, 0x1p-1074, -0x1p-1074, 0x1p53, 0x1p53 - 1, -0x1p53, 0x1p64, -0x1p64, 0x1p52 + 1,
      0.9999999999999999, 1.0000000000000002, 1023, 1024, -1074, -1075,
    ]
    for x in values {
      for y in values {
        let expected = Foundation.pow(x, y)
        let result = DetMath.pow(x, y)
        if expected.isNaN {
          #expect(result.bitPattern == Double.nan.bitPattern, "pow(\(x), \(y))")
        } else if expected.isInfinite || expected == 0 {
          #expect(result.bitPattern == expected.bitPattern, "pow(\(x), \(y))")
        } else {
          #expect(abs(result - expected) <= expected.ulp, "pow(\(x), \(y)): \(result)")
        }
      }
    }
  }
}
