/// How long a message travels: the law from which each message's latency is drawn.
///
/// A closed set of laws that the kernel draws without a dynamic call; the catalog of models that a
/// scenario can name is `LatencyCatalog`, each of which makes one of these.
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
      // The scale is validated to be finite and under 2^53, and the draw under 89.
      return shift.nanoseconds + Int64((scale * stream.gammaShape4()).rounded(.toNearestOrEven))
    }
  }
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
