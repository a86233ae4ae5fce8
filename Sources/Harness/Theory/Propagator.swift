/// The response of the price to a trade where each trade's impact propagates with a kernel.
///
/// R(l) = G(l) + sum over 0 < n < l of G(l - n) C(n) + sum over n > 0 of (G(l + n) - G(n)) C(n),
/// with the impact G of one trade after some trades and the autocorrelation C of signs. Signs
/// without memory give R = G.
///
/// Source: Bouchaud, Gefen, Potters and Wyart, Fluctuations and response in financial markets,
/// Quantitative Finance 4 (2004).
public struct Propagator: Sendable {
  /// G(1), G(2) ..., price per trade.
  public let kernel: [Double]
  /// C(1), C(2) ...; zero beyond.
  public let signCorrelation: [Double]

  public init(kernel: [Double], signCorrelation: [Double]) {
    self.kernel = kernel
    self.signCorrelation = signCorrelation
  }

  /// R after some trades.
  ///
  /// - Precondition: `lag >= 1`, and the kernel is known up to `lag` and the last correlation
  ///   together.
  /// - Complexity: O(lag + correlations).
  public func response(after lag: Int) -> Double {
    let reach = lag + signCorrelation.count
    precondition(
      lag >= 1 && kernel.count >= reach, "the kernel has \(kernel.count) of \(reach) values")
    var response = kernel[lag - 1]
    for (index, correlation) in signCorrelation.enumerated() {
      let past = index + 1
      if past < lag { response += kernel[lag - past - 1] * correlation }
      response += (kernel[lag + past - 1] - kernel[past - 1]) * correlation
    }
    return response
  }
}
