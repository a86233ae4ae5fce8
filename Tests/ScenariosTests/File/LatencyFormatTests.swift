import Agents
import SimKernel
import Testing

@testable import Scenarios

/// Latency profiles of every form, read and refused.
struct LatencyFormatTests {
  private static let own = "desk: {one_way: 120 us, jitter: 15 us, distribution: shifted_gamma}"
  private static let table = "probability,latency_ns\n0,1000\n0.5,2000\n1,9000\n"

  private static func desk(
    _ profile: String, files: [String: String] = [:]
  ) throws -> Scenario.LatencyProfile {
    try #require(
      try read(sample(own, profile), files: files).latencyProfiles.first { $0.name == "desk" })
  }

  @Test func `a way takes its own keys, the others those of the profile`() throws {
    let desk = try LatencyFormatTests.desk(
      """
      desk: {one_way: 120 us, jitter: 15 us, cancel: {distribution: constant, one_way: 5 us},
             data: {one_way: 60 us, jitter: 1 us}}
      """)
    func oneWay(_ way: LatencyWay) -> SimDuration {
      desk[way].pieces[0].parameters.duration("one_way")
    }
    #expect(desk[.cancel].pieces[0].model == "constant")
    #expect(oneWay(.cancel) == .microseconds(5))
    #expect(oneWay(.data) == .microseconds(60))
    for way in [LatencyWay.entry, .replace, .response] {
      #expect(oneWay(way) == .microseconds(120))
    }
    #expect(desk.congestion == nil)
  }

  @Test func `a profile with all five ways needs no keys of its own`() throws {
    let ways = LatencyWay.allCases.enumerated().map { place, way in
      "\(way.name): {distribution: constant, one_way: \(place) us}"
    }
    let desk = try LatencyFormatTests.desk("desk: {\(ways.joined(separator: ", "))}")
    let times = desk.ways.map { $0.pieces[0].parameters.duration("one_way") }
    #expect(times == (0..<5).map { .microseconds($0) })
  }

  @Test func `pieces follow one another, and a profile names its congestion`() throws {
    let scenario = try read(
      sample(
        LatencyFormatTests.own + "\n",
        """
        desk:
            congestion: net
            pieces:
              - {from: "09:30:00", one_way: 90 us, jitter: 1 us}
              - {from: "09:45:00", distribution: constant, one_way: 2 ms}

        """
      ).replacing(
        "agents:\n", with: "congestion: {net: {calm: 2 s, congested: 1 ms, factor: 3}}\nagents:\n"))
    let desk = try #require(scenario.latencyProfiles.first { $0.name == "desk" })
    #expect(desk[.replace].pieces.map(\.model) == ["shifted_gamma", "constant"])
    #expect(desk[.replace].pieces[1].from == .zero + .minutes(9 * 60 + 45))
    let network = scenario.congestion[try #require(desk.congestion)]
    #expect(
      network
        == CongestionProcess(
          name: "net", calm: .seconds(2), congested: .milliseconds(1), factor: 3))
    let agents = testAgentTypes.map { AgentType($0) { _ in Silent() } }
    let plan = SimulationPlan(scenario, agentTypes: agents)
    let buyer = try #require(plan.participants.first { $0.name == "buyer/0" })
    #expect(buyer.latency.congestion == desk.congestion)
    var stream = RandomStream(key: RunKey(seed: 1), stream: StreamID(name: "a", purpose: "b"))
    let late = LatencyTrip(leaves: .zero + .hours(10))
    #expect(buyer.latency[.data].draw(from: &stream, late) == 2_000_000)
  }

  private struct Silent: Agent {
    func start(_ context: inout AgentContext) {}
    func receive(_ message: AgentMessage, _ context: inout AgentContext) {}
  }

  @Test func `quantiles come from a file beside the scenario`() throws {
    let desk = try LatencyFormatTests.desk(
      "desk: {distribution: empirical, file: data/wire.csv}",
      files: ["data/wire.csv": LatencyFormatTests.table])
    #expect(
      desk[.entry].pieces[0].parameters.table("file") == [[0, 1_000], [0.5, 2_000], [1, 9_000]])
  }

  @Test func `a byte order mark is no part of a table`() throws {
    let desk = try LatencyFormatTests.desk(
      "desk: {distribution: empirical, file: wire.csv}",
      files: ["wire.csv": "\u{FEFF}" + LatencyFormatTests.table])
    #expect(desk[.entry].pieces[0].parameters.table("file").count == 3)
  }

  @Test func `the adversarial profile is built in, with its network`() throws {
    let scenario = try read(sample("latency: desk\n", "latency: adversarial\n"))
    let profile = scenario.latencyProfiles[scenario.agents[2].latencyProfile]
    #expect(profile.name == "adversarial")
    #expect(profile[.entry].pieces[0].model == "shifted_lognormal")
    #expect(scenario.congestion[try #require(profile.congestion)].name == "adversarial")
  }

  static let cases = [
    (
      "desk: {one_way: 9 us, jitter: 1 us, cancel: {one_way: 9 us}}",
      "s.yaml:11:47: cancel of latency profile 'desk' has no key 'jitter', allowed is a duration "
        + "from 0 ns to 1 h, such as 15 us"
    ),
    (
      "desk: {cancel: {distribution: constant, one_way: 9 us}}",
      "s.yaml:11:9: latency profile 'desk' has no key 'one_way', allowed is a duration from 0 ns "
        + "to 1 h, such as 15 us"
    ),
    (
      "desk: {one_way: 9 us, jitter: 1 us, congestion: nett}",
      "s.yaml:11:51: congestion is 'nett', allowed is one of adversarial"
    ),
    (
      "desk: {pieces: [{from: \"10:00:00\", distribution: constant, one_way: 1 us}, "
        + "{from: \"09:00:00\", distribution: constant, one_way: 1 us}]}",
      "s.yaml:11:85: from is 09:00:00, allowed is a time after that of the piece before, 10:00:00"
    ),
    (
      "desk: {pieces: []}", "s.yaml:11:18: pieces has 0 items, allowed are 1 to 1000"
    ),
    (
      "desk: {distribution: constant, one_way: 1 us, pieces: []}",
      "s.yaml:11:9: latency profile 'desk' has distribution and pieces, allowed is one of the two"
    ),
    (
      "desk: {distribution: shifted_lognormal, one_way: 5 us, jitter: 9 us, least: 5 us}",
      "s.yaml:11:79: least is 5 us, allowed is less than one_way, 5 us"
    ),
    (
      "desk: {distribution: empirical, file: none.csv}",
      "s.yaml:11:41: file 'none.csv' cannot be read: no such file, allowed is the path of a CSV "
        + "file with the header probability,latency_ns"
    ),
    (
      "desk: {distribution: empirical, file: header.csv}",
      "s.yaml:11:41: 'header.csv', line 1: 'p,x', allowed is the header probability,latency_ns"
    ),
    (
      "desk: {distribution: empirical, file: word.csv}",
      "s.yaml:11:41: 'word.csv', line 3: '1,slow', allowed is 2 numbers: probability,latency_ns"
    ),
    (
      "desk: {distribution: empirical, file: falling.csv}",
      "s.yaml:11:41: 'falling.csv', line 3: latency_ns 4.0, allowed is a number from 1 to "
        + "3600000000000.0, not below the row above"
    ),
    (
      "desk: {distribution: empirical, file: half.csv}",
      "s.yaml:11:41: 'half.csv', line 3: the last probability is 0.5, allowed is 1"
    ),
    (
      "desk: {distribution: empirical, file: late.csv}",
      "s.yaml:11:41: 'late.csv', line 2: the first probability is 0.1, allowed is 0"
    ),
    (
      "desk: {distribution: empirical, file: short.csv}",
      "s.yaml:11:41: 'short.csv': 1 rows, allowed are two or more"
    ),
  ]

  @Test(arguments: cases)
  func `a wrong latency is a fault with its place`(profile: String, message: String) {
    let head = "probability,latency_ns\n"
    let found = faults(
      sample(LatencyFormatTests.own, profile),
      files: [
        "header.csv": "p,x\n", "word.csv": head + "0,1\n1,slow\n",
        "falling.csv": head + "0,5\n1,4\n", "half.csv": head + "0,5\n0.5,6\n",
        "late.csv": head + "0.1,5\n1,6\n", "short.csv": head + "0,5\n",
      ])
    #expect(found.first == message)
  }

  @Test func `a wrong network is a fault with its place`() {
    let text = sample("agents:\n", "congestion: {net: {calm: 2 s, congested: 1 us}}\nagents:\n")
    #expect(
      faults(text) == [
        "s.yaml:13:42: congested is '1 us', allowed is a duration from 100 us to 24 h, such as "
          + "100 us"
      ])
  }
}
