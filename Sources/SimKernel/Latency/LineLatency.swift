/// The time that a signal takes between two points of a line: always the same for one pair.
struct LineLaw: LatencyLaw {
  let lengthMetres: Double
  let metresPerNanosecond: Double

  var dependsOnPlace: Bool { true }

  /// Whole nanoseconds, rounded down; nothing is drawn.
  func nanoseconds(_ trip: LatencyTrip, from stream: inout RandomStream) -> Double {
    Double(Int64(trip.separation * lengthMetres / metresPerNanosecond))
  }
}

extension LatencyModel {
  /// |x of the agent - x of the venue| / speed, with both places uniform on the line.
  ///
  /// As in rmsc04. Each agent and each venue has one place for the whole run, a number from 0 to 1
  /// out of a stream of its own name, and lines of any length use the same ones: memory is
  /// O(agents), and nobody's place depends on who else is there.
  public static func line(
    lengthMetres: Double, metresPerNanosecond: Double
  ) -> LatencyModel {
    precondition(lengthMetres >= 0 && metresPerNanosecond > 0)
    return LatencyModel(
      LineLaw(lengthMetres: lengthMetres, metresPerNanosecond: metresPerNanosecond))
  }

  /// Where somebody stands on every line, from 0 to 1.
  ///
  /// - Parameter purpose: `place of an agent` or `place of a venue`.
  static func place(of name: String, _ purpose: String, key: RunKey) -> Double {
    var stream = RandomStream(key: key, stream: StreamID(name: name, purpose: purpose))
    return stream.uniform()
  }
}

extension LatencyModelDeclaration {
  /// The defaults are rmsc04's: from Seattle to New York at the speed of light, at most 12.9 ms.
  public static var line: LatencyModelDeclaration {
    LatencyModelDeclaration(
      name: "line", summary: "agents and venues stand on a line; the time is that of the distance",
      parameters: [
        Parameter(
          "length_metres", .number(0...1e9), "length of the line", default: .number(3_866_660)),
        Parameter(
          "metres_per_nanosecond", .number(1e-3...0.299792458), "how fast a signal is",
          default: .number(0.299792458)),
      ],
      make: {
        .line(
          lengthMetres: $0.number("length_metres"),
          metresPerNanosecond: $0.number("metres_per_nanosecond"))
      })
  }
}
