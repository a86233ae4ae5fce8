/// A value given from outside, row by row: each row's holds from its time to the next row's.
///
/// Before the first row the first one's holds. Rows have times of their own and do not wait for the
/// steps of other processes; jumps add to all that follows.
public struct FundamentalSeries: FundamentalProcess, Hashable {
  public struct Row: Hashable, Sendable {
    public var time: SimTime
    /// Ticks.
    public var value: Double

    public init(time: SimTime, value: Double) {
      self.time = time
      self.value = value
    }
  }

  /// In ascending order of time.
  public let rows: [Row]
  private var shift = 0.0

  /// - Precondition: `rows` is not empty and its times ascend.
  public init(_ rows: [Row]) {
    precondition(!rows.isEmpty, "a series without rows")
    precondition(zip(rows, rows.dropFirst()).allSatisfy { $0.time < $1.time }, "times descend")
    self.rows = rows
  }

  public mutating func prepare(step: SimDuration) {}

  /// Its table says how it moves.
  public mutating func adapt(volatility: Double, reversion: Double) {}

  public mutating func move(_ normal: Double, _ stream: inout RandomStream) {}

  public mutating func jump(_ ticks: Double) { shift += ticks }

  /// O(log rows).
  public func value(at time: SimTime, base: Double) -> Double {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return rows[max(0, low - 1)].value + shift
  }
}

extension FundamentalDeclaration {
  public static var series: FundamentalDeclaration {
    FundamentalDeclaration(
      name: "series", summary: "is given by a table of times and values",
      parameters: [
        Parameter("file", .text, "a CSV file with the columns time and value, from this folder")
      ],
      readsFile: true, make: { FundamentalSeries($0.rows) })
  }
}
