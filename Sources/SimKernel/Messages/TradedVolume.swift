/// Lots that traded in a window of time, by the side of the aggressor.
public struct TradedVolume: Hashable, Sendable, BitwiseCopyable {
  /// Lots that aggressors bought.
  public var bought: Int64
  /// Lots that aggressors sold.
  public var sold: Int64

  public init(bought: Int64, sold: Int64) {
    self.bought = bought
    self.sold = sold
  }

  public var total: Int64 { bought + sold }
}
