import TestSupport
import Testing

@testable import SimKernel

/// A message's latency is that of its number on its way, however it was drawn.
struct LatencyDrawTests {
  private static let models: [LatencyModel] = [
    .shiftedGamma(shift: .microseconds(90), scaleNanoseconds: 7_500),
    LatencyModel(Wordy()),
  ]

  /// Takes as many words as the first of them says: a law of somebody's own.
  private struct Wordy: LatencyLaw {
    func nanoseconds(_ trip: LatencyTrip, from stream: inout RandomStream) -> Double {
      let words = stream.nextUInt32() % 7
      for _ in 0..<words { _ = stream.nextUInt32() }
      return 1_000 + 100 * stream.uniform()
    }
  }

  private static func draw(_ simulation: borrowing Simulation, _ way: LatencyWay) -> Int64 {
    simulation.kernel.pointee.drawLatency(0, way, venue: VenueIndex(0), leaves: 0)
  }

  private static func expectLatencies(
    of simulation: borrowing Simulation, after sent: UInt32, _ model: LatencyModel
  ) {
    let kernel = simulation.kernel
    for way in LatencyWay.allCases {
      for number in sent + 1...sent + 6 {
        var stream = RandomStream(
          key: kernel.pointee.key, stream: StreamID(name: "a/0", purpose: way.purpose),
          decision: number)
        let expected = model.draw(from: &stream, LatencyTrip(leaves: .zero))
        #expect(draw(simulation, way) == expected, "message \(number)")
        #expect(kernel.pointee.latencyStream(0, way).pointee.position == stream.position)
      }
    }
  }

  @Test(arguments: 0..<UInt32(9), models.indices)
  func `it goes by key, way and number, in every future`(sent: UInt32, model: Int) throws {
    let model = LatencyDrawTests.models[model]
    let simulation = try Simulation(
      ProbeMarket.plan(
        [ProbeMarket.probe("a/0", latency: model, onStart: { _ in })], milliseconds: 1))
    for _ in 0..<sent {
      for way in LatencyWay.allCases { _ = LatencyDrawTests.draw(simulation, way) }
    }
    LatencyDrawTests.expectLatencies(of: simulation.fork(), after: sent, model)
    LatencyDrawTests.expectLatencies(of: simulation.fork(future: 1), after: sent, model)
    LatencyDrawTests.expectLatencies(of: simulation, after: sent, model)
  }
}
