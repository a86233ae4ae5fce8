import SimKernel
import TestSupport
import Testing

/// Messages take as long as their model says, measured from end to end.
struct LatencyTests {
  private static let count = isFullScale ? 200_000 : 10_000

  /// Travel times to the venue and back of requests that are a second apart, nanoseconds.
  private static func travels(_ model: LatencyModel, processing: SimDuration) throws -> (
    there: [Int64], back: [Int64]
  ) {
    var plan = ProbeMarket.plan(
      [
        ProbeMarket.probe(
          "a/0", latency: model, onStart: { $0.wake(at: .zero) },
          onMessage: { message, context in
            guard case .wake = message else { return }
            context.wake(at: context.now + .seconds(1))
            context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 1)
          })
      ], milliseconds: Int64(count) * 1_000, processing: processing)
    plan.recordsDeliveries = true
    var there: [Int64] = []
    var back: [Int64] = []
    for line in try PlanRun(plan).lines {
      if line.eventKind == .arrival { there.append(line.signed(1) % 1_000_000_000) }
      if line.eventKind == .snapshot { back.append(line.signed(1) - line.signed(3)) }
    }
    return (there, back)
  }

  private static func expectLaw(
    _ travels: [Int64], shift: Double, scale: Double, _ what: String
  ) throws {
    let count = Double(travels.count)
    let mean = travels.reduce(0.0) { $0 + Double($1) } / count
    let squares = travels.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    let deviation = (squares / (count - 1)).squareRoot()
    // Gamma(4): mean 4, variance 4, excess kurtosis 3/2 in units of the scale.
    let meanError = 2 * scale / count.squareRoot()
    let deviationError = 2 * scale * (3.5 / (4 * count)).squareRoot()
    #expect(abs(mean - shift - 4 * scale) < 4 * meanError, "\(what): mean \(mean)")
    #expect(abs(deviation - 2 * scale) < 4 * deviationError, "\(what): deviation \(deviation)")
    let least = try #require(travels.min())
    #expect(Double(least) >= shift, "\(what): least \(least)")
    #expect(Double(least) < shift + scale, "\(what): least \(least)")
  }

  @Test func `a shifted gamma has its mean, its deviation and its least time both ways`() throws {
    let model = LatencyModel.shiftedGamma(shift: .microseconds(90), scaleNanoseconds: 7_500)
    let travels = try LatencyTests.travels(model, processing: .microseconds(3))
    #expect(travels.there.count >= LatencyTests.count)
    try LatencyTests.expectLaw(travels.there, shift: 90_000, scale: 7_500, "there")
    try LatencyTests.expectLaw(travels.back, shift: 93_000, scale: 7_500, "back")
  }

  @Test func `a constant latency is constant`() throws {
    let travels = try LatencyTests.travels(
      .constant(.microseconds(70)), processing: .microseconds(3))
    #expect(Set(travels.there) == [70_000])
    #expect(Set(travels.back) == [73_000])
  }
}
