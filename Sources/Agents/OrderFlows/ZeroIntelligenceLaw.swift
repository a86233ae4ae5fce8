import SimKernel

/// A law by which orders come, leave and trade at random, at rates that the book alone determines.
///
/// The flow is a Markov process in continuous time. Proposals come at `rate(live:)`, a bound on the
/// sum of all rates while at most so many orders are live; what a proposal is, and whether it is
/// accepted, is drawn from the book as it stands then (thinning: Lewis and Shedler 1979). Orders
/// that left in between make a proposal pass, so the process is exact whoever trades besides.
public protocol ZeroIntelligenceLaw: Hashable, Sendable {
  /// Proposals a unit of the law's time while at most `live` orders are live.
  func rate(live: Int) -> Double

  /// What a proposal is.
  ///
  /// - Parameters:
  ///   - bound: The number of live orders for which the proposal's rate was taken.
  ///   - orders: The live orders now, at most `bound`.
  ///   - bests: The best prices now.
  /// - Complexity: O(log distances).
  func action(
    bound: Int, orders: borrowing LiveOrders, bests: BestPrices, _ stream: inout RandomStream
  ) -> FlowAction

  /// Distances from the opposite best of the orders with which one side of the book begins, in the
  /// order of their entry; at least one.
  func seedDistances(_ stream: inout RandomStream) -> [Int64]
}
