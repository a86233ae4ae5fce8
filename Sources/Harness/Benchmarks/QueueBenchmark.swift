import Foundation
import SimKernel

/// The hold model of Jones 1986 on the event queue: pop the earliest, push it back later.
///
/// Delays, prefill, warm-up and timing are those of the C++ yardstick, so that the two compare
/// event by event.
public enum QueueBenchmark {
  /// The distribution of the delays.
  public enum Delays: String, CaseIterable, Sendable {
    /// Exponential with a mean of one millisecond.
    case exponential = "exp"
    /// Lognormal about five latencies from 25 us to 50 ms.
    case latency = "lat"
  }

  /// Nanoseconds a hold, the median of three rounds.
  ///
  /// - Parameters:
  ///   - pending: Number of events always pending, at least 1.
  ///   - holds: Holds a round, at least 1.
  public static func run(pending: Int, delays: Delays, holds: Int = 1_500_000) -> Double {
    let increments = increments(delays)
    var model = HoldModel(pending: pending, increments: increments)
    model.hold(pending < 200_000 ? 400_000 : 2 * pending)
    var rounds: [Double] = []
    for _ in 0..<3 {
      let start = DispatchTime.now().uptimeNanoseconds
      model.hold(holds)
      rounds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / Double(holds))
    }
    precondition(model.digest != 0, "the holds were optimised away")
    return rounds.sorted()[1]
  }

  /// 2^18 delays from one Mersenne twister, as the yardstick draws them, nanoseconds.
  static func increments(_ delays: Delays) -> [Int64] {
    var twister = MersenneTwister64(seed: 5)
    return (0..<1 << 18).map { _ in Int64(delay(delays, &twister)) + 1 }
  }

  private static func delay(_ delays: Delays, _ twister: inout MersenneTwister64) -> Double {
    switch delays {
    case .exponential: return -1e6 * log(1 - twister.uniform())
    case .latency:
      let base = latency(at: twister.uniform())
      let radius = sqrt(-2 * log(1 - twister.uniform()))
      return base * exp(0.2 * radius * cos(6.283185307 * twister.uniform()))
    }
  }

  /// The latency at a quantile, nanoseconds.
  private static func latency(at quantile: Double) -> Double {
    switch quantile {
    case ..<0.35: 25e3
    case ..<0.6: 250e3
    case ..<0.8: 1e6
    case ..<0.95: 5e6
    default: 50e6
    }
  }
}

/// A queue with a constant number of pending events.
struct HoldModel: ~Copyable {
  private var queue: EventQueue
  private let increments: [Int64]
  private var position = 0
  /// Chain over every popped (time, sequence), equal to the yardstick's.
  private(set) var digest: UInt64 = 0

  init(pending: Int, increments: [Int64]) {
    precondition(pending > 0, "\(pending) pending, allowed 1 ...")
    self.increments = increments
    queue = EventQueue(pendingLimit: pending)
    for number in 0..<pending {
      queue.push(
        at: SimTime(nanoseconds: increments[number % increments.count]),
        EventPayload(word: UInt64(number)))
    }
    position = pending % increments.count
  }

  mutating func hold(_ count: Int) {
    increments.withUnsafeBufferPointer { delays in
      for _ in 0..<count {
        guard let event = queue.pop() else { return }
        digest = digest &* 31 &+ UInt64(event.time.nanoseconds) &+ event.sequence
        queue.push(
          at: SimTime(nanoseconds: event.time.nanoseconds + delays[position]), event.payload)
        position = (position + 1) & (delays.count - 1)
      }
    }
  }
}

/// The 64-bit Mersenne twister of Matsumoto and Nishimura 2000, which the yardstick draws from.
struct MersenneTwister64 {
  private var words: [UInt64]
  private var position = 312

  init(seed: UInt64) {
    words = [seed]
    for index in 1..<UInt64(312) {
      let last = words[words.count - 1]
      words.append(6_364_136_223_846_793_005 &* (last ^ last >> 62) &+ index)
    }
  }

  /// A uniform number in [0, 1) of 53 bits.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func next() -> UInt64 {
    if position == 312 { twist() }
    var word = words[position]
    position += 1
    word ^= word >> 29 & 0x5555_5555_5555_5555
    word ^= word << 17 & 0x71D6_7FFF_EDA6_0000
    word ^= word << 37 & 0xFFF7_EEE0_0000_0000
    return word ^ word >> 43
  }

  private mutating func twist() {
    for index in 0..<312 {
      let mixed = words[index] & 0xFFFF_FFFF_8000_0000 | words[(index + 1) % 312] & 0x7FFF_FFFF
      let flip: UInt64 = mixed & 1 == 0 ? 0 : 0xB502_6F5A_A966_19E9
      words[index] = words[(index + 156) % 312] ^ mixed >> 1 ^ flip
    }
    position = 0
  }
}
