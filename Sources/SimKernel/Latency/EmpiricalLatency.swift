/// One point of a measured distribution: so many of all messages take at most so long.
public struct LatencyQuantile: Hashable, Sendable {
  /// 0 to 1.
  public var probability: Double
  public var nanoseconds: Double

  public init(probability: Double, nanoseconds: Double) {
    self.probability = probability
    self.nanoseconds = nanoseconds
  }
}

/// Measured quantiles, joined by straight lines: between two points every time is equally likely.
struct EmpiricalLaw: LatencyLaw {
  let quantiles: [LatencyQuantile]

  /// The quantile function at a uniform number: one double word, and a search by halves.
  func nanoseconds(_ trip: LatencyTrip, from stream: inout RandomStream) -> Double {
    let chance = stream.uniform()
    var (low, high) = (0, quantiles.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if quantiles[middle].probability <= chance { low = middle } else { high = middle }
    }
    let (left, right) = (quantiles[low], quantiles[high])
    let share = (chance - left.probability) / (right.probability - left.probability)
    return left.nanoseconds + share * (right.nanoseconds - left.nanoseconds)
  }
}

extension LatencyModel {
  /// The latencies of a measurement.
  ///
  /// - Precondition: `faultOfQuantiles` finds none.
  public static func empirical(_ quantiles: [LatencyQuantile]) -> LatencyModel {
    let fault = faultOfQuantiles(quantiles)
    precondition(fault == nil, "quantile \(fault?.place ?? 0): \(fault?.message ?? "")")
    return LatencyModel(EmpiricalLaw(quantiles: quantiles))
  }

  /// The first thing wrong with quantiles, and at which of them; nil for all of them.
  ///
  /// Allowed are two or more, with probabilities that rise from 0 to 1 and times from 1 ns to 1 h
  /// that never fall.
  static func faultOfQuantiles(_ quantiles: [LatencyQuantile]) -> (place: Int?, message: String)? {
    guard let first = quantiles.first, let last = quantiles.last, quantiles.count > 1 else {
      return (nil, "\(quantiles.count) rows, allowed are two or more")
    }
    let hour = Double(LatencyModelDeclaration.delayRange.upperBound.nanoseconds)
    for (place, quantile) in quantiles.enumerated() {
      let before = place > 0 ? quantiles[place - 1] : nil
      if let before, quantile.probability <= before.probability {
        return (place, "probability \(quantile.probability), allowed is more than in the row above")
      }
      guard quantile.nanoseconds >= max(1, before?.nanoseconds ?? 1), quantile.nanoseconds <= hour
      else {
        return (
          place,
          "latency_ns \(quantile.nanoseconds), allowed is a number from 1 to \(hour), not below "
            + "the row above"
        )
      }
    }
    if first.probability != 0 {
      return (0, "the first probability is \(first.probability), allowed is 0")
    }
    if last.probability != 1 {
      return (
        quantiles.count - 1, "the last probability is \(last.probability), allowed is 1"
      )
    }
    return nil
  }
}

extension LatencyModelDeclaration {
  /// The columns of the file.
  private static var columns: [String] { ["probability", "latency_ns"] }

  /// Quantiles from a file with the columns `probability` and `latency_ns`.
  public static var empirical: LatencyModelDeclaration {
    LatencyModelDeclaration(
      name: "empirical", summary: "measured quantiles from a file, joined by straight lines",
      parameters: [
        Parameter("file", .table(columns: columns), "CSV with probability and latency_ns")
      ],
      check: { values in
        LatencyModel.faultOfQuantiles(quantiles(values)).map { fault in
          [
            // Lines count from 1, and the first one is the header.
            ParameterFault(
              parameter: "file", line: fault.place.map { $0 + 2 }, message: fault.message)
          ]
        } ?? []
      },
      make: { .empirical(quantiles($0)) })
  }

  private static func quantiles(_ values: ParameterValues) -> [LatencyQuantile] {
    values.table("file").map { LatencyQuantile(probability: $0[0], nanoseconds: $0[1]) }
  }
}
