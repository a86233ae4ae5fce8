/// A rate in units of 10^-4 basis points, that is 10^-8 of a value.
///
/// An integer, so that a fee schedule such as -0.20 bps is held exactly.
@frozen public struct BasisPoints: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// 10^-4 basis points.
  public var tenThousandths: Int64

  @inlinable public init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

  @inlinable public static var zero: BasisPoints { BasisPoints(tenThousandths: 0) }

  /// Units in one basis point.
  @inlinable public static var unitsPerBasisPoint: Int64 { 10_000 }

  /// The whole of a value, 10,000 bps; no rate of a scenario is larger in magnitude.
  @inlinable public static var limit: BasisPoints { BasisPoints(tenThousandths: 100_000_000) }

  @inlinable public static func < (left: BasisPoints, right: BasisPoints) -> Bool {
    left.tenThousandths < right.tenThousandths
  }
}
