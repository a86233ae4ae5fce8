import Foundation
import SimKernel

/// Volume, volatility, spread and messages by time of day, in buckets of five minutes.
enum IntradayCurves {
  /// Seconds of a bucket.
  static let bucketSeconds = 300

  /// What happened in a bucket, for as long as the tape covers it.
  struct Bucket: Hashable {
    /// Seconds since midnight at which it begins.
    var start: Int
    /// Seconds of it that the tape covers.
    var coveredSeconds: Double
    /// Executed shares, displayed and hidden.
    var volume: Int64 = 0
    var messages = 0
    /// Sum of the squared returns of one second that end in it, basis points squared.
    var squaredReturns = 0.0
    /// Spread x quoted time, tick seconds.
    var spreadTime = 0.0
    var quotedSeconds = 0.0

    /// Ticks, averaged over quoted time.
    var meanSpread: Double? { quotedSeconds > 0 ? spreadTime / quotedSeconds : nil }

    /// Standard deviation of returns scaled to a minute, basis points.
    var volatility: Double? {
      coveredSeconds > 0 ? (squaredReturns / coveredSeconds * 60).squareRoot() : nil
    }

    /// Shares a minute.
    var volumePerMinute: Double? {
      coveredSeconds > 0 ? Double(volume) / coveredSeconds * 60 : nil
    }
  }

  private static let width = Int64(bucketSeconds) * 1_000_000_000

  /// All buckets that the tape touches, in order of time.
  static func buckets(_ tape: MarketTape) -> [Bucket] {
    guard tape.count > 0 else { return [] }
    let first = tape.start / width
    var buckets = (first...tape.end / width).map { number in
      let covered = min(tape.end, (number + 1) * width) - max(tape.start, number * width)
      return Bucket(start: Int(number) * bucketSeconds, coveredSeconds: Double(covered) / 1e9)
    }
    for index in tape.messages.indices {
      addMessage(tape, index, to: &buckets, first)
    }
    addReturns(tape, to: &buckets, first)
    // A last bucket that only the closing message touches says nothing.
    if let last = buckets.last, last.coveredSeconds == 0, buckets.count > 1 {
      buckets[buckets.count - 2].volume += last.volume
      buckets[buckets.count - 2].messages += last.messages
      buckets.removeLast()
    }
    return buckets
  }

  private static func addMessage(
    _ tape: MarketTape, _ index: Int, to buckets: inout [Bucket], _ first: Int64
  ) {
    let message = tape.messages[index]
    let bucket = Int(message.time.nanoseconds / width - first)
    buckets[bucket].messages += 1
    if message.kind == .execution || message.kind == .hiddenExecution {
      buckets[bucket].volume += message.size
    }
    guard index + 1 < tape.count, tape.quotes[index].isTwoSided else { return }
    let spread = Double(tape.quotes[index].spread) / Double(tape.tick)
    var start = message.time.nanoseconds
    let until = tape.messages[index + 1].time.nanoseconds
    while start < until {
      let end = min(until, (start / width + 1) * width)
      buckets[Int(start / width - first)].spreadTime += spread * Double(end - start) / 1e9
      buckets[Int(start / width - first)].quotedSeconds += Double(end - start) / 1e9
      start = end
    }
  }

  private static func addReturns(
    _ tape: MarketTape, to buckets: inout [Bucket], _ first: Int64
  ) {
    guard let returns = try? CalendarReturns.returns(tape, every: 1) else { return }
    for (end, change) in zip(tape.grid(every: 1).dropFirst(), returns) {
      // A return that ends on an edge belongs to the time before it.
      let bucket = Int((end - 1) / width - first)
      buckets[bucket].squaredReturns += 1e8 * change * change
    }
  }
}
