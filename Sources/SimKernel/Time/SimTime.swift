/// A moment of simulated time: whole nanoseconds since midnight of day one.
///
/// Integers only, so that no moment depends on rounding; the range of `Int64` is 292 years.
@frozen public struct SimTime: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Nanoseconds since midnight of day one.
  public var nanoseconds: Int64

  @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Midnight of day one.
  @inlinable public static var zero: SimTime { SimTime(nanoseconds: 0) }

  /// A moment later than every scenario's end: 2^62 ns, 146 years.
  @inlinable public static var distantFuture: SimTime { SimTime(nanoseconds: 1 << 62) }

  @inlinable public static func < (left: SimTime, right: SimTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  @inlinable public static func + (time: SimTime, duration: SimDuration) -> SimTime {
    SimTime(nanoseconds: time.nanoseconds + duration.nanoseconds)
  }

  @inlinable public static func - (time: SimTime, duration: SimDuration) -> SimTime {
    SimTime(nanoseconds: time.nanoseconds - duration.nanoseconds)
  }

  @inlinable public static func - (end: SimTime, start: SimTime) -> SimDuration {
    SimDuration(nanoseconds: end.nanoseconds - start.nanoseconds)
  }
}
