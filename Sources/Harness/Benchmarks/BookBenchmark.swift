import Foundation
import SimKernel

/// The time of one message in the production matching engine, all order types compiled in.
public enum BookBenchmark {
  public struct Result: Hashable, Sendable {
    /// The median of the rounds.
    public var nanosecondsPerMessage: Double
    /// Equal to the yardstick's where both match alike.
    public var trades: Int
    public var messages: Int
  }

  /// Plays the messages through fresh engines; the prefill is not timed.
  ///
  /// Replaces lose their place whatever they change, as in the yardstick.
  public static func run(_ file: BookMessageFile, rounds: Int = 5) -> Result {
    var times: [Double] = []
    var trades = 0
    let timed = file.messages.count - file.prefillCount
    for _ in 0..<rounds {
      var engine = MatchingEngine(rules: MatchingRules(reductionKeepsPlace: false))
      trades = play(file, 0..<file.prefillCount, &engine)
      let start = DispatchTime.now().uptimeNanoseconds
      trades += play(file, file.prefillCount..<file.messages.count, &engine)
      let elapsed = DispatchTime.now().uptimeNanoseconds - start
      times.append(Double(elapsed) / Double(max(1, timed)))
    }
    return Result(
      nanosecondsPerMessage: times.sorted()[rounds / 2], trades: trades, messages: timed)
  }

  /// Handles a range of messages and reads the kind of every outcome, as the kernel would.
  ///
  /// Kinds are tallied, not asked for: whether an outcome is a trade is a guess for the processor,
  /// and the engine should not pay for the reader's wrong ones.
  private static func play(
    _ file: BookMessageFile, _ range: Range<Int>, _ engine: inout MatchingEngine
  ) -> Int {
    var tally = [Int](repeating: 0, count: 1 << UInt8.bitWidth)
    tally.withUnsafeMutableBufferPointer { tally in
      file.messages.withUnsafeBufferPointer { messages in
        for index in range {
          handle(messages[index], &engine)
          engine.forEachOutcome { tally[Int($0.kind.rawValue)] &+= 1 }
        }
      }
    }
    return tally[Int(MatchingOutcome.Kind.trade.rawValue)]
  }

  @inline(__always)
  private static func handle(_ message: BookMessageFile.Message, _ engine: inout MatchingEngine) {
    let owner = AgentIndex(1)
    switch message.kind {
    case 0:
      engine.submit(
        NewOrder(
          id: ClientOrderID(UInt64(message.id)), side: message.side == 0 ? .buy : .sell,
          timeInForce: message.isImmediate ? .immediateOrCancel : .goodTillCancel,
          quantity: Quantity(lots: Int64(message.lots)),
          price: Price(ticks: Int64(message.ticks))), owner: owner, at: .zero)
    case 1:
      engine.cancel(CancelRequest(id: ClientOrderID(UInt64(message.id))), owner: owner)
    default:
      engine.replace(
        ReplaceRequest(
          id: ClientOrderID(UInt64(message.id)), quantity: Quantity(lots: Int64(message.lots)),
          price: Price(ticks: Int64(message.ticks))), owner: owner)
    }
  }
}
