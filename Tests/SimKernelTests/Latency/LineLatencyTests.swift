import TestSupport
import Testing

@testable import SimKernel

struct LineLatencyTests {
  private static let (length, speed) = (3_866_660.0, 0.299792458)

  private static func simulation(seed: UInt64) throws -> Simulation {
    let line = LatencyModel.line(lengthMetres: length, metresPerNanosecond: speed)
    var plan = ProbeMarket.plan(
      (0..<200).map { ProbeMarket.probe("a/\($0)", latency: line, onStart: { _ in }) })
    plan.seed = seed
    return try Simulation(plan)
  }

  @Test func `there and back take the same time, always, that of the distance`() throws {
    let simulation = try LineLatencyTests.simulation(seed: 1)
    let kernel = simulation.kernel
    for agent in 0..<UInt32(200) {
      let apart = abs(kernel.pointee.agentPlaces[Int(agent)] - kernel.pointee.venuePlaces[0])
      let expected = Int64(apart * LineLatencyTests.length / LineLatencyTests.speed)
      for leaves in [Int64(0), 5_000] {
        for way in LatencyWay.allCases {
          let latency = kernel.pointee.drawLatency(agent, way, venue: VenueIndex(0), leaves: leaves)
          #expect(latency == expected)
        }
      }
      #expect(expected >= 0 && expected <= 12_897_790)
    }
  }

  @Test func `places are uniform on the line`() throws {
    var places: [Double] = []
    for seed in 0..<UInt64(10) {
      let simulation = try LineLatencyTests.simulation(seed: seed)
      places += simulation.kernel.pointee.agentPlaces + simulation.kernel.pointee.venuePlaces
    }
    #expect(places.count == 2_010)
    #expect(GoodnessOfFit.kolmogorovSmirnov(places, cdf: { $0 }) > 1e-3)
  }

  @Test func `without a line nobody has a place`() throws {
    let plan = ProbeMarket.plan([ProbeMarket.probe("a/0", onStart: { _ in })])
    #expect(try Simulation(plan).kernel.pointee.agentPlaces.isEmpty)
  }
}
