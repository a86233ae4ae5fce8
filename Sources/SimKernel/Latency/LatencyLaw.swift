/// What a latency may depend on besides chance.
public struct LatencyTrip: Sendable, BitwiseCopyable {
  /// When the message leaves: after its sender's thinking or the venue's processing.
  public var leaves: SimTime
  /// How far agent and venue are apart, in lengths of the line on which both stand: 0 to 1.
  public var separation: Double

  public init(leaves: SimTime, separation: Double = 0) {
    self.leaves = leaves
    self.separation = separation
  }
}

/// How the latency of one message is drawn, by a model of one's own.
///
/// A law belongs to the exact class: `DetMath`, the stream's samplers, `+ - * /` and square roots,
/// nothing else. It keeps nothing from one message to the next.
public protocol LatencyLaw: Sendable {
  /// The latency of one message, nanoseconds.
  ///
  /// Rounded to the nearest integer and brought into 0 ... `LatencyModel.limit` by the kernel.
  ///
  /// - Parameter stream: At the start of the message's own decision; takes as many words as it
  ///   likes.
  /// - Returns: Not NaN.
  func nanoseconds(_ trip: LatencyTrip, from stream: inout RandomStream) -> Double

  /// Whether it reads `LatencyTrip.separation`.
  var dependsOnPlace: Bool { get }
}

extension LatencyLaw {
  public var dependsOnPlace: Bool { false }
}
