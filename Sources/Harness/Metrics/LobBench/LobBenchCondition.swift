import Foundation
import SimKernel

/// A score within groups of another one.
///
/// Groups and, within each, bins of the score are found on the pooled rows of both sets.
enum LobBenchCondition: String, CaseIterable, Sendable {
  /// Sizes at the best ask, for each spread.
  case askVolumeOnSpread = "ask_volume|spread"
  /// Spreads, for each of the benchmark's 23 hours.
  case spreadOnHour = "spread|hour"
  /// Spreads, for deciles of the stretches' volatilities.
  case spreadOnVolatility = "spread|volatility"

  /// How the score is put into bins within a group.
  var binning: LobBenchComparison.Binning {
    switch self {
    case .askVolumeOnSpread, .spreadOnHour: .deciles
    case .spreadOnVolatility: .distinct
    }
  }

  /// The rows of the sets, each with its group.
  ///
  /// - Precondition: no stretch is empty, and there is one.
  func rows(
    real: [LobBenchSequence], generated: [LobBenchSequence]
  ) -> (real: [LobBenchComparison.Row], generated: [LobBenchComparison.Row]) {
    let conditions = (real + generated).map(condition)
    let bins = groups(of: conditions.flatMap { $0 }.sorted())
    let rows = zip(real + generated, conditions).map { sequence, condition in
      zip(bins.bins(condition), score(sequence)).map(LobBenchComparison.Row.init)
    }
    return (Array(rows[..<real.count].joined()), Array(rows[real.count...].joined()))
  }

  private func score(_ sequence: LobBenchSequence) -> [Double] {
    switch self {
    case .askVolumeOnSpread: sequence.askSizes
    case .spreadOnHour, .spreadOnVolatility: sequence.spreads
    }
  }

  private func condition(_ sequence: LobBenchSequence) -> [Double] {
    switch self {
    case .askVolumeOnSpread: sequence.spreads
    case .spreadOnHour: sequence.secondsOfDay
    case .spreadOnVolatility:
      [Double](repeating: sequence.volatility, count: sequence.count)
    }
  }

  private func groups(of sorted: [Double]) -> LobBenchBins {
    switch self {
    case .askVolumeOnSpread: .distinct(of: sorted)
    case .spreadOnHour: LobBenchBins.hours
    case .spreadOnVolatility: .deciles(of: sorted)
    }
  }
}

extension LobBenchSequence {
  /// Seconds since midnight.
  ///
  /// The benchmark's midnight keeps the nanoseconds, below a microsecond, of the first message.
  var secondsOfDay: [Double] {
    guard let first = messages.first else { return [] }
    let midnight = first.time.nanoseconds % 1_000
    return messages.map { Double($0.time.nanoseconds - midnight) / 1e9 }
  }

  /// The standard deviation of the changes of log mid from one tenth of a second to the next.
  ///
  /// The mid of a tenth is its last one. A change counts only where both tenths have a message;
  /// with fewer than two changes the volatility is 0.
  var volatility: Double {
    var changes: [Double] = []
    var last: (tenth: Int64, logMid: Double)?
    for index in messages.indices {
      let tenth = Self.tenth(messages[index])
      guard index + 1 == count || Self.tenth(messages[index + 1]) != tenth else { continue }
      let logMid = log(best(index).mid)
      if let last, last.tenth + 1 == tenth, !(logMid - last.logMid).isNaN {
        changes.append(logMid - last.logMid)
      }
      last = (tenth, logMid)
    }
    return Self.deviation(changes)
  }

  private static func tenth(_ message: LobsterMessage) -> Int64 {
    message.time.nanoseconds / 100_000_000
  }

  private static func deviation(_ changes: [Double]) -> Double {
    guard changes.count >= 2 else { return 0 }
    let mean = changes.reduce(0, +) / Double(changes.count)
    let squares = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(changes.count - 1)).squareRoot()
    return deviation.isNaN ? 0 : deviation
  }
}
