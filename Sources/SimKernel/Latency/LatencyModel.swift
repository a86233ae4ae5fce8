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
  /// nil where every message takes the least time.
  let excess: Excess?

  /// A model that always takes the same time.
  init(always duration: SimDuration) {
    least = duration
    scaleNanoseconds = 0
    shape = 0
    excess = nil
  }

  /// A model with a law of its own for the excess.
  public init(
    least: SimDuration, scaleNanoseconds: Double, shape: Double = 0, excess: @escaping Excess
  ) {
    self.least = least
    self.scaleNanoseconds = scaleNanoseconds
    self.shape = shape
    self.excess = excess
  }

  /// Whether nothing is drawn.
  @inline(__always)
  var isConstant: Bool { excess == nil }

  /// Draws one latency, nanoseconds; never under the least.
  @inline(__always)
  func draw(from stream: UnsafeMutablePointer<RandomStream>) -> Int64 {
    guard let excess else { return least.nanoseconds }
    return least.nanoseconds + LatencyModel.nearest(scaleNanoseconds * excess(stream, shape))
  }

  /// The nearest integer, ties to even, of a number from 0 to 2^51.
  ///
  /// Adding 2^52 + 2^51 leaves no room for a fraction, so the sum itself is the rounding of IEEE
  /// 754; the library's function is a call that picks its code by processor.
  @inline(__always)
  private static func nearest(_ value: Double) -> Int64 { Int64((value + 0x1.8p52) - 0x1.8p52) }
}
