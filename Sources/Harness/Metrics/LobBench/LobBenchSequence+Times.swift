import Foundation
import SimKernel

/// Scores of waiting times, on a logarithmic scale.
extension LobBenchSequence {
  /// The natural logarithm of the milliseconds between a message and the next.
  var logInterArrivalTimes: [Double] {
    zip(messages, messages.dropFirst()).map { earlier, later in
      logOrFloor(Self.seconds(from: earlier.time, to: later.time) * 1_000)
    }
  }

  /// The natural logarithm of the seconds from an order's submission to the first message that
  /// takes some of it back, for orders that are submitted in this stretch.
  ///
  /// As in the benchmark these are the first two rows of types 1, 2 and 3 of an id, whatever they
  /// are: where an id is used twice without being taken back in between, the time between the two
  /// submissions counts.
  var logTimesToCancel: [Double] {
    let rows = messages.indices.filter { Self.isSubmissionOrCancellation(messages[$0].kind) }
      .sorted { (messages[$0].orderID, $0) < (messages[$1].orderID, $1) }
    var times: [Double] = []
    var start = 0
    while start < rows.count {
      let id = messages[rows[start]].orderID
      let end = rows[start...].firstIndex { messages[$0].orderID != id } ?? rows.count
      if let time = timeToCancel(rows[start..<end]) { times.append(logOrFloor(time)) }
      start = end
    }
    return times
  }

  private static func isSubmissionOrCancellation(_ kind: LobsterMessage.Kind) -> Bool {
    LobBenchMessages.submissions.contains(kind) || LobBenchMessages.cancellations.contains(kind)
  }

  /// Seconds between the first two rows of one order, or nil where it has one, or no submission.
  private func timeToCancel(_ rows: ArraySlice<Int>) -> Double? {
    guard rows.count >= 2, rows.contains(where: { messages[$0].kind == .submission }) else {
      return nil
    }
    let (first, second) = (rows[rows.startIndex], rows[rows.startIndex + 1])
    return Self.seconds(from: messages[first].time, to: messages[second].time)
  }

  private static func seconds(from earlier: SimTime, to later: SimTime) -> Double {
    Double(later.nanoseconds - earlier.nanoseconds) / 1e9
  }

  /// The benchmark writes 10^-9 for a time of 0, in whichever unit it has at that point.
  private func logOrFloor(_ time: Double) -> Double { log(time == 0 ? 1e-9 : time) }
}
