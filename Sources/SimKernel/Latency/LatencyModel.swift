/// How long a message travels on one way.
///
/// The models that a scenario can name are the entries of `LatencyCatalog`; each makes one of
/// these. A latency is a function of run key, stream, message number and trip alone.
public struct LatencyModel: Sendable {
  private enum Law {
    /// Every message takes the least time.
    case none
    /// Gamma(4) above the least time, drawn for four messages at once: the law of nearly every
    /// message.
    case gamma4
    case own(any LatencyLaw)
  }

  /// What every message takes at the least; 0 where a law of its own knows it.
  let least: SimDuration
  /// Nanoseconds in one unit of the gamma.
  let scaleNanoseconds: Double
  private let law: Law

  /// No message takes longer, whatever its law says.
  public static var limit: SimDuration { .hours(24) }

  private init(_ law: Law, least: SimDuration = .zero, scaleNanoseconds: Double = 0) {
    self.law = law
    self.least = least
    self.scaleNanoseconds = scaleNanoseconds
  }

  /// A model that always takes the same time.
  init(always duration: SimDuration) { self.init(.none, least: duration) }

  /// A model whose excess over the least time is a gamma of shape 4.
  init(least: SimDuration, gammaScaleNanoseconds: Double) {
    self.init(.gamma4, least: least, scaleNanoseconds: gammaScaleNanoseconds)
  }

  /// A model with a law of its own.
  public init(_ law: some LatencyLaw) { self.init(.own(law)) }

  /// How the kernel draws it.
  var drawing: LatencyStream.Drawing {
    switch law {
    case .none: .constant
    case .gamma4: .batched
    case .own: .single
    }
  }

  /// Whether it depends on where agent and venue stand.
  public var dependsOnPlace: Bool {
    if case .own(let law) = law { law.dependsOnPlace } else { false }
  }

  /// The latencies of four successive decisions of a stream, nanoseconds.
  ///
  /// - Precondition: `drawing` is `.batched`.
  @inline(__always)
  func drawFour(key: RunKey, stream: StreamID, decision: UInt32) -> SIMD4<Int64> {
    let gammas = RandomStream.gammasShape4(key: key, stream: stream, decision: decision)
    let excess = DetMath.nearestIntegers(SIMD4(repeating: scaleNanoseconds) * gammas)
    return excess &+ SIMD4(repeating: least.nanoseconds)
  }

  /// Draws one latency, nanoseconds, from 0 to `limit`.
  public func draw(from stream: inout RandomStream, _ trip: LatencyTrip) -> Int64 {
    switch law {
    case .none: least.nanoseconds
    case .gamma4:
      least.nanoseconds + LatencyModel.nearest(scaleNanoseconds * stream.gammaShape4())
    case .own(let law): LatencyModel.bounded(law.nanoseconds(trip, from: &stream))
    }
  }

  /// A number of nanoseconds as a latency: the nearest integer from 0 to `limit`.
  static func bounded(_ nanoseconds: Double) -> Int64 {
    precondition(!nanoseconds.isNaN, "a latency of \(nanoseconds) ns")
    return nearest(min(max(nanoseconds, 0), Double(limit.nanoseconds)))
  }

  /// The nearest integer, ties to even, of a number from 0 to 2^51.
  ///
  /// Adding 2^52 + 2^51 leaves no room for a fraction, so the sum itself is the rounding of IEEE
  /// 754; the library's function is a call that picks its code by processor.
  @inline(__always)
  private static func nearest(_ value: Double) -> Int64 { Int64((value + 0x1.8p52) - 0x1.8p52) }
}
