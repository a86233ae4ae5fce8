/// How long a message travels: the law from which each message's latency is drawn.
///
/// A closed set of laws that the kernel draws without a dynamic call; the catalog of models that a
/// scenario can name is `LatencyModelDeclaration.standard`; each makes
/// one of these.
public enum LatencyLaw: Hashable, Sendable, BitwiseCopyable {
  /// Always the same.
  case constant(SimDuration)
  /// shift + scale x Gamma(4, 1), nanoseconds: a skewed law with a hard minimum.
  case shiftedGamma(shift: SimDuration, scaleNanoseconds: Double)

  /// Draws one latency; never negative, never under the law's minimum.
  @inline(__always)
  func draw(from stream: inout RandomStream) -> Int64 {
    switch self {
    case .constant(let duration):
      return duration.nanoseconds
    case .shiftedGamma(let shift, let scale):
      return shift.nanoseconds + LatencyLaw.nearest(scale * stream.gammaShape4())
    }
  }

  /// The nearest integer, ties to even, of a number from 0 to 2^51; every law's draws are smaller.
  ///
  /// Adding 2^52 + 2^51 leaves no room for a fraction, so the sum itself is the rounding of IEEE
  /// 754; the library's function is a call that picks its code by processor.
  @inline(__always)
  static func nearest(_ value: Double) -> Int64 { Int64((value + 0x1.8p52) - 0x1.8p52) }
}

extension LatencyLaw {
  /// The law of a model in the catalog with its checked parameters.
  ///
  /// - Precondition: `model` is one of `LatencyModelDeclaration.standard`.
  public init(model: String, _ values: ParameterValues) {
    switch model {
    case "constant": self = .constant(values.duration("one_way"))
    case "shifted_gamma":
      // Gamma(4) has mean 4 and standard deviation 2 in units of its scale.
      let jitter = values.duration("jitter").nanoseconds
      self = .shiftedGamma(
        shift: .nanoseconds(values.duration("one_way").nanoseconds - 2 * jitter),
        scaleNanoseconds: Double(jitter) / 2)
    default: preconditionFailure("no latency model '\(model)'")
    }
  }
}
