/// One model after another, by the time at which a message leaves.
struct PiecewiseLaw: LatencyLaw {
  let pieces: [LatencyPiece]

  var dependsOnPlace: Bool { pieces.contains { $0.model.dependsOnPlace } }

  func nanoseconds(_ trip: LatencyTrip, from stream: inout RandomStream) -> Double {
    let piece = pieces.last { $0.from <= trip.leaves } ?? pieces[0]
    return Double(piece.model.draw(from: &stream, trip))
  }
}

/// A model and since when it holds.
public struct LatencyPiece: Sendable {
  public var from: SimTime
  public var model: LatencyModel

  public init(from: SimTime, model: LatencyModel) {
    self.from = from
    self.model = model
  }
}

extension LatencyModel {
  /// A model that changes in time: each holds from its moment to the next one's, the first one
  /// also before.
  ///
  /// All pieces draw from one stream under the message's number, so that a change of one piece
  /// leaves the latencies of the others as they are.
  ///
  /// - Precondition: At least one piece; the moments rise.
  public static func piecewise(_ pieces: [LatencyPiece]) -> LatencyModel {
    precondition(!pieces.isEmpty, "no pieces")
    for (left, right) in zip(pieces, pieces.dropFirst()) {
      precondition(left.from < right.from, "a piece from \(right.from) after \(left.from)")
    }
    return LatencyModel(PiecewiseLaw(pieces: pieces))
  }
}
