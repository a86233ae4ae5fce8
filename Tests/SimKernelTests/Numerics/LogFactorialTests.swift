import CGSL
import SimKernel
import Testing

struct LogFactorialTests {
  @Test func `the logarithm of a factorial agrees with the log-gamma function`() {
    let numbers = (0...1_000).map(Double.init) + [12_345, 1e6, 0x1p31, 1e12]
    for n in numbers {
      let expected = gsl_sf_lngamma(n + 1)
      let difference = abs(DetMath.logFactorial(n) - expected)
      #expect(difference <= 3e-14 + 5 * expected.ulp, "n = \(n)")
    }
  }
}
