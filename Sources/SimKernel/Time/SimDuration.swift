/// A length of simulated time in whole nanoseconds.
@frozen public struct SimDuration: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The length, nanoseconds.
  public var nanoseconds: Int64

  @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  @inlinable public static var zero: SimDuration { SimDuration(nanoseconds: 0) }

  @inlinable public static func nanoseconds(_ count: Int64) -> SimDuration {
    SimDuration(nanoseconds: count)
  }
  @inlinable public static func microseconds(_ count: Int64) -> SimDuration {
    SimDuration(nanoseconds: count * 1_000)
  }
  @inlinable public static func milliseconds(_ count: Int64) -> SimDuration {
    SimDuration(nanoseconds: count * 1_000_000)
  }
  @inlinable public static func seconds(_ count: Int64) -> SimDuration {
    SimDuration(nanoseconds: count * 1_000_000_000)
  }
  @inlinable public static func minutes(_ count: Int64) -> SimDuration { .seconds(count * 60) }
  @inlinable public static func hours(_ count: Int64) -> SimDuration { .seconds(count * 3_600) }

  @inlinable public static func < (left: SimDuration, right: SimDuration) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
  @inlinable public static func + (left: SimDuration, right: SimDuration) -> SimDuration {
    SimDuration(nanoseconds: left.nanoseconds + right.nanoseconds)
  }
  @inlinable public static func - (left: SimDuration, right: SimDuration) -> SimDuration {
    SimDuration(nanoseconds: left.nanoseconds - right.nanoseconds)
  }
}
