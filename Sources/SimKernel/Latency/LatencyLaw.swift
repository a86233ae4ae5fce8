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
