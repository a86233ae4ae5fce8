import Foundation
import SimKernel

/// VPIN: the imbalance of buying and selling in buckets of equal volume (Easley, Lopez de Prado and
/// O'Hara 2012).
///
/// With bulk classification V_B = V Phi(dP / sigma) of a bucket's volume V, where dP is the change
/// of the last trade price from bucket to bucket and sigma its standard deviation over all buckets,
/// VPIN = sum |V_S - V_B| / (n V) over n = 50 buckets. V is a fiftieth of all executed shares. The
/// tape knows who was the aggressor, so the same sum over true signs stands beside it.
struct VolumeSynchronisedToxicity {
  static let buckets = 50

  /// |V_S - V_B| / V of each bucket by bulk classification.
  let bulk: [Double]
  /// The same from the true directions.
  let signed: [Double]

  /// One bucket while it fills.
  private struct Filling {
    var left: Double
    var bought = 0.0
    var sold = 0.0
  }

  /// - Throws: `Undefined` for fewer executions than buckets, or prices that never change.
  init(_ tape: MarketTape) throws(Undefined) {
    let trades = tape.messages.filter { $0.kind == .execution || $0.kind == .hiddenExecution }
      .filter { $0.size > 0 }
    let count = VolumeSynchronisedToxicity.buckets
    try Undefined.require(trades.count, atLeast: count, "executions")
    let size = Double(trades.reduce(0) { $0 + $1.size }) / Double(count)
    var (signed, closes): ([Double], [Int64]) = ([], [])
    var bucket = Filling(left: size)
    for trade in trades {
      var volume = Double(trade.size)
      while volume > 0 {
        let taken = min(volume, bucket.left)
        // The resting side of a trade is the other side of its aggressor.
        if trade.side == .sell { bucket.bought += taken } else { bucket.sold += taken }
        volume -= taken
        bucket.left -= taken
        guard bucket.left <= 1e-9 * size else { continue }
        signed.append(abs(bucket.bought - bucket.sold) / size)
        closes.append(trade.price)
        bucket = Filling(left: size)
      }
    }
    self.signed = signed
    bulk = try VolumeSynchronisedToxicity.bulk(closes, opening: trades[0].price)
  }

  /// The mean over buckets: VPIN, or the true imbalance.
  func mean(_ imbalances: [Double]) -> ResampledStatistic {
    ResampledStatistic(
      FeatureTable(count: imbalances.count, width: 1) { $1[0] = imbalances[$0] },
      reason: "no buckets"
    ) { $0[0] / Double(imbalances.count) }
  }

  private static func bulk(_ closes: [Int64], opening: Int64) throws(Undefined) -> [Double] {
    let changes = zip(closes, [opening] + closes).map { Double($0 - $1) }
    let mean = changes.reduce(0, +) / Double(changes.count)
    let variance = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(changes.count)
    guard variance > 0 else { throw Undefined("trade prices that change alike in all buckets") }
    // V_S = V - V_B, and 2 Phi(x) - 1 = erf(x / sqrt 2).
    return changes.map { abs(erf($0 / (2 * variance).squareRoot())) }
  }
}
