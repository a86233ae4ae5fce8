/// How a recorded market is divided into windows: some to fit to, some to make bands from, some to
/// judge by.
///
/// Windows of one length follow one another from the file's start. The first of each three is
/// fitted to, the second makes the bands, the third is judged by: so all three parts lie over the
/// same clock, and what changes over the day changes in all of them alike. A rotation gives the
/// parts other windows: rotated once, what made the bands is fitted to, what was judged by makes
/// the bands, and what was fitted to is judged by.
public struct WindowPlan: Hashable, Sendable {
  /// What windows are for.
  public enum Part: Int, CaseIterable, Sendable {
    case calibration, bands, evaluation
  }

  /// Nanoseconds since midnight; a whole number of windows.
  public let start: Int64
  /// Nanoseconds.
  public let length: Int64
  /// Of windows of all parts.
  public let count: Int
  /// Windows of each three by which the parts are moved on: 0, 1 or 2.
  public let rotation: Int

  /// - Precondition: seconds >= 1, count >= 0, rotation in 0...2.
  public init(startSecond: Int64, seconds: Int64, count: Int, rotation: Int = 0) {
    precondition(seconds >= 1 && count >= 0, "\(count) windows of \(seconds) s")
    precondition((0..<Part.allCases.count).contains(rotation), "rotation \(rotation)")
    start = startSecond * 1_000_000_000
    length = seconds * 1_000_000_000
    self.count = count
    self.rotation = rotation
  }

  /// Windows of a tape: they begin at whole multiples of the length, and the first and the last one
  /// count where the tape covers nine tenths of them.
  ///
  /// - Precondition: seconds >= 1, rotation in 0...2.
  public init(_ tape: MarketTape, seconds: Int64, rotation: Int = 0) {
    let length = seconds * 1_000_000_000
    let first = (tape.start + length - length / 10 - 1) / length
    let covered = Double(tape.end - first * length) / Double(length)
    self.init(
      startSecond: first * seconds, seconds: seconds,
      count: max(0, Int((covered + 0.1).rounded(.down))), rotation: rotation)
  }

  /// What a heading says of a rotation.
  var rotationText: String { rotation == 0 ? "" : ", parts rotated by \(rotation)" }

  /// The windows of a part, in order: nanoseconds since midnight.
  public func windows(_ part: Part) -> [Range<Int64>] {
    let parts = Part.allCases.count
    return stride(from: (part.rawValue + rotation) % parts, to: count, by: parts).map { index in
      let from = start + Int64(index) * length
      return from..<from + length
    }
  }
}

extension MarketTape {
  /// The rows whose times lie in a window.
  func rows(in window: Range<Int64>) -> Range<Int> {
    let from = firstRow(at: window.lowerBound)
    return from..<max(from, firstRow(at: window.upperBound))
  }

  /// What happened in a window, as a tape of its own.
  func part(_ window: Range<Int64>) -> MarketTape { part(rows: rows(in: window)) }

  func part(rows: Range<Int>) -> MarketTape {
    MarketTape(
      tick: tick, messages: Array(messages[rows]), quotes: Array(quotes[rows]),
      bidDepth: Array(bidDepth[rows]), askDepth: Array(askDepth[rows]), depthLevels: depthLevels)
  }

  /// The first row at or after a moment.
  ///
  /// - Complexity: O(log rows).
  private func firstRow(at time: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if messages[middle].time.nanoseconds < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension MarketRecording {
  /// From the second of the first message to the end of that of the last: nanoseconds since
  /// midnight.
  public var wholeSeconds: Range<Int64> {
    let second: Int64 = 1_000_000_000
    return tape.start / second * second..<(tape.end + second - 1) / second * second
  }

  /// What happened in a window, as a recording of its own.
  func part(_ window: Range<Int64>) -> MarketRecording {
    let rows = tape.rows(in: window)
    return MarketRecording(name: name, tape: tape.part(rows: rows), sequence: sequence.part(rows))
  }
}
