/// How long a message travels: a least time and a random excess over it.
///
/// A plain value that the kernel draws from without looking anything up. The models that a scenario
/// can name are the entries of `LatencyCatalog`; each makes one of these.
public struct LatencyModel: Sendable, BitwiseCopyable {
  /// Draws one excess from the stream at an address, in units of the model's scale.
  ///
  /// A function without a context, so that the model stays a plain value. What it returns is finite
  /// and not negative, and with the scale below 2^51 nanoseconds.
  ///
  /// - Parameters:
  ///   - stream: Where a `RandomStream` stands.
  ///   - shape: The model's own `shape`.
  public typealias Excess =
    @Sendable @convention(c) (_ stream: UnsafeMutableRawPointer, _ shape: Double) -> Double

  /// What every message takes.
  public let least: SimDuration
  /// Nanoseconds in one unit of the excess.
  public let scaleNanoseconds: Double
  /// A further number of the law, such as the sigma of a lognormal; 0 where it has none.
  public let shape: Double
  /// How the excess is drawn.
  private enum Law {
    /// There is none: every message takes the least time.
    case none
    /// Gamma(4), drawn for four messages at once: the law of nearly every message.
    case gamma4
    case custom(Excess)
  }

  private let law: Law

  private init(least: SimDuration, scaleNanoseconds: Double, shape: Double, law: Law) {
    self.least = least
    self.scaleNanoseconds = scaleNanoseconds
    self.shape = shape
    self.law = law
  }

  /// A model that always takes the same time.
  init(always duration: SimDuration) {
    self.init(least: duration, scaleNanoseconds: 0, shape: 0, law: .none)
  }

  /// A model whose excess is a gamma of shape 4.
  init(least: SimDuration, gammaScaleNanoseconds: Double) {
    self.init(least: least, scaleNanoseconds: gammaScaleNanoseconds, shape: 4, law: .gamma4)
  }

  /// A model with a law of its own for the excess.
  public init(
    least: SimDuration, scaleNanoseconds: Double, shape: Double = 0, excess: @escaping Excess
  ) {
    self.init(
      least: least, scaleNanoseconds: scaleNanoseconds, shape: shape, law: .custom(excess))
  }

  /// Whether nothing is drawn.
  @inline(__always)
  var isConstant: Bool {
    if case .none = law { true } else { false }
  }

  /// Whether each message takes the first block of its decision and no more, so that the latencies
  /// of several can be drawn together.
  @inline(__always)
  var takesOneBlock: Bool {
    if case .gamma4 = law { true } else { false }
  }

  /// The latencies of four successive decisions of a stream, nanoseconds.
  ///
  /// - Precondition: `takesOneBlock`.
  @inline(__always)
  func drawFour(key: RunKey, stream: StreamID, decision: UInt32) -> SIMD4<Int64> {
    let gammas = RandomStream.gammasShape4(key: key, stream: stream, decision: decision)
    let excess = DetMath.nearestIntegers(SIMD4(repeating: scaleNanoseconds) * gammas)
    return excess &+ SIMD4(repeating: least.nanoseconds)
  }

  /// Draws one latency, nanoseconds; never under the least.
  func draw(from stream: inout RandomStream) -> Int64 {
    switch law {
    case .none:
      return least.nanoseconds
    case .gamma4:
      return least.nanoseconds + LatencyModel.nearest(scaleNanoseconds * stream.gammaShape4())
    case .custom(let excess):
      let drawn = excess(&stream, shape)
      return least.nanoseconds + LatencyModel.nearest(scaleNanoseconds * drawn)
    }
  }

  /// The nearest integer, ties to even, of a number from 0 to 2^51.
  ///
  /// Adding 2^52 + 2^51 leaves no room for a fraction, so the sum itself is the rounding of IEEE
  /// 754; the library's function is a call that picks its code by processor.
  @inline(__always)
  private static func nearest(_ value: Double) -> Int64 { Int64((value + 0x1.8p52) - 0x1.8p52) }
}
