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

  /// Windows of a tape: the first one begins at the last whole multiple of the length before the
  /// tape, and the last one counts where the tape covers nine tenths of it.
  ///
  /// - Precondition: seconds >= 1, rotation in 0...2.
  public init(_ tape: MarketTape, seconds: Int64, rotation: Int = 0) {
    let first = tape.start / (seconds * 1_000_000_000) * seconds
    let covered = Double(tape.end - first * 1_000_000_000) / Double(seconds * 1_000_000_000)
    self.init(
      startSecond: first, seconds: seconds, count: Int((covered + 0.1).rounded(.down)),
      rotation: rotation)
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
  /// What happened in a window, as a recording of its own.
  func part(_ window: Range<Int64>) -> MarketRecording {
    let rows = tape.rows(in: window)
    return MarketRecording(name: name, tape: tape.part(rows: rows), sequence: sequence.part(rows))
  }
}
