import SimKernel
import Testing

@testable import Agents
@testable import Scenarios

/// What a scenario says of fundamental values is checked, and makes the values it says.
struct FundamentalFaultTests {
  private static let reader = ScenarioReader(
    agentTypes: AgentCatalog.standard.map(\.declaration))

  private static func text(_ processes: String, agents: String = "agents: []") -> String {
    """
    clock: {start: "09:30:00", end: "09:31:00"}
    instruments:
      - {symbol: ABM, tick: 0.01, currency: USD, open_price: 100.00}
      - {symbol: XYZ, tick: 0.5, currency: USD, open_price: 50.00}
    venues: [{name: X}]
    \(agents)
    fundamentals:
      step: 100 ms
      processes:
    \(processes)
    """
  }

  private static func read(
    _ processes: String, agents: String = "agents: []", files: [String: String] = [:],
    set: [String] = []
  ) throws(ScenarioError) -> Scenario {
    var overrides: [ScenarioOverride] = []
    for assignment in set { overrides.append(try ScenarioOverride(assignment)) }
    return try reader.read(
      Array(text(processes, agents: agents).utf8), file: "s.yaml", overrides: overrides
    ) { path in
      guard let text = files[path] else { throw NoSuchFile() }
      return Array(text.utf8)
    }
  }

  private static func faults(
    _ processes: String, agents: String = "agents: []", files: [String: String] = [:]
  ) -> [String] {
    do throws(ScenarioError) {
      _ = try read(processes, agents: agents, files: files)
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  private static let complete = """
        - instrument: ABM
          process: ornstein_uhlenbeck
          mean: 101.00
          reversion: 0.5
          volatility: 2
          factor: {name: market, loading: 0.5}
          shocks: [{at: "09:30:10", size: -25}]
          random_shocks: {per_hour: 2, mean_size: 10}
        - {instrument: XYZ, process: cointegrated, with: ABM, slope: 0.5, volatility: 1}
    """

  @Test func `a complete section makes its values`() throws {
    let scenario = try FundamentalFaultTests.read(FundamentalFaultTests.complete)
    let plan = SimulationPlan(scenario)
    #expect(plan.fundamentals.step == .milliseconds(100))
    #expect(plan.fundamentals.descriptions.count == 2)
    let first = plan.fundamentals.descriptions[0]
    #expect(first.shocks.map(\.size) == [-25])
    #expect(first.randomShocks?.perHour == 2)
    #expect(first.factor?.loading == 0.5)
    let process = try #require(first.process as? OrnsteinUhlenbeck)
    #expect(process.mean == 10_100)
    #expect(process.value(at: .zero, base: 0) == 10_000)
    let simulation = try Simulation(plan)
    let value1 = simulation.fundamental(InstrumentIndex(1))
    #expect(value1 == 5_000)
  }

  @Test func `a value is set from the command line by its instrument`() throws {
    let scenario = try FundamentalFaultTests.read(
      FundamentalFaultTests.complete, set: ["fundamentals.processes.ABM.volatility=7"])
    #expect(scenario.fundamentals.processes[0].parameters.number("volatility") == 7)
  }

  static let cases: [(String, String)] = [
    (
      "    - {instrument: ABC, process: series, file: x}",
      "s.yaml:10:20: instrument is 'ABC', allowed is one of ABM, XYZ, did you mean 'ABM'?"
    ),
    (
      "    - {instrument: ABM, process: ornstein, volatility: 1}",
      """
      s.yaml:10:34: process is 'ornstein', allowed is one of cointegrated, heston, \
      ornstein_uhlenbeck, series
      """
    ),
    (
      "    - {instrument: ABM, process: ornstein_uhlenbeck}",
      """
      s.yaml:10:7: a fundamental value has no key 'volatility', allowed is a number from 0.0 to \
      1000000000.0
      """
    ),
    (
      "    - {instrument: ABM, process: ornstein_uhlenbeck, volatility: 1, mean: 100.001}",
      "s.yaml:10:75: mean is '100.001', allowed is a whole number of ticks of 0.01"
    ),
    (
      """
          - {instrument: ABM, process: ornstein_uhlenbeck, volatility: 1}
          - {instrument: ABM, process: ornstein_uhlenbeck, volatility: 1}
      """,
      """
      s.yaml:11:20: 'ABM' has a fundamental value already, allowed is one for each instrument
      """
    ),
    (
      "    - {instrument: ABM, process: cointegrated, with: XYZ, volatility: 1}",
      """
      s.yaml:10:54: with is 'XYZ', allowed is an instrument whose process stands before this one
      """
    ),
    (
      """
          - {instrument: ABM, process: heston, variance: 1e-8, reversion: 0.001, \
      variance_volatility: 0.01}
      """,
      """
      s.yaml:10:97: 4 x reversion x variance / variance_volatility^2 is \
      4.0000000000000003e-07, allowed is more than 1
      """
    ),
  ]

  @Test(arguments: cases)
  func `a wrong value is a fault with its place`(processes: String, expected: String) {
    let found = FundamentalFaultTests.faults(processes)
    #expect(found.first == expected)
    #expect(found.count == 1)
  }

  @Test func `an agent that lives on a value needs one of its instrument`() {
    let agents = "agents: [{name: v, type: value, latency: colo, instrument: XYZ}]"
    let only = "    - {instrument: ABM, process: ornstein_uhlenbeck, volatility: 1}"
    #expect(
      FundamentalFaultTests.faults(only, agents: agents) == [
        """
        s.yaml:6:10: agent 'v' is of type 'value' and 'XYZ' has no fundamental value, allowed is \
        an instrument with a process in 'fundamentals'
        """
      ])
    #expect(FundamentalFaultTests.faults(FundamentalFaultTests.complete, agents: agents).isEmpty)
  }

  // MARK: Series

  private static let series = "    - {instrument: XYZ, process: series, file: path.csv}"

  @Test func `a series is read with its times and values`() throws {
    let table = "\u{FEFF}time,value\n09:30:00,50.25\r\n09:30:30.5,51\n"
    let scenario = try FundamentalFaultTests.read(
      FundamentalFaultTests.series, files: ["path.csv": table])
    let rows = scenario.fundamentals.processes[0].rows
    #expect(rows.map(\.value) == [100.5, 102])
    #expect(rows.map(\.time.timeOfDayText) == ["09:30:00", "09:30:30.5"])
    var simulation = try Simulation(SimulationPlan(scenario))
    let value2 = simulation.fundamental(InstrumentIndex(1))
    #expect(value2 == 100.5)
    _ = simulation.advance(until: .end)
    let value3 = simulation.fundamental(InstrumentIndex(1))
    #expect(value3 == 102)
  }

  static let tables: [(String, String)] = [
    ("time;value\n09:30:00,1\n", "path.csv:1:1: 'time;value', allowed is time,value"),
    ("time,value\n", "path.csv:2:1: no row, allowed is at least one time and value"),
    (
      "time,value\n9:30,1\n",
      """
      path.csv:2:1: '9:30,1', allowed is a time of day, a comma and a value such as \
      09:30:00,100.25
      """
    ),
    (
      "time,value\n09:30:00,1\n09:30:00,2\n",
      "path.csv:3:1: 09:30:00, allowed is a time after the row before"
    ),
    (
      "time,value\n09:30:00.000000001,1\n09:30:30,2\n",
      """
      path.csv:2:1: the first time is 09:30:00.000000001, allowed is the start of the clock, \
      09:30:00, or one before it
      """
    ),
  ]

  @Test(arguments: tables)
  func `a wrong table is a fault with its line`(table: String, expected: String) {
    let found = FundamentalFaultTests.faults(
      FundamentalFaultTests.series, files: ["path.csv": table])
    #expect(found == [expected])
  }

  @Test func `a series may begin before the clock and end after it`() throws {
    let table = "time,value\n08:00:00,50\n09:29:59.5,51\n10:00:00,52\n"
    let scenario = try FundamentalFaultTests.read(
      FundamentalFaultTests.series, files: ["path.csv": table])
    let simulation = try Simulation(SimulationPlan(scenario))
    let value = simulation.fundamental(InstrumentIndex(1))
    #expect(value == 102)
  }

  // MARK: Shocks

  private static func shock(at time: String) -> String {
    """
        - {instrument: ABM, process: ornstein_uhlenbeck, volatility: 1, shocks: [{at: "\(time)", \
    size: 4}]}
    """
  }

  @Test(arguments: ["09:29:59.9", "09:31:00.000000001"])
  func `a shock outside the clock is a fault, for nobody would feel it`(time: String) {
    #expect(
      FundamentalFaultTests.faults(FundamentalFaultTests.shock(at: time)) == [
        """
        s.yaml:10:83: at is \(time), allowed is 09:30:00 to 09:31:00, while the scenario's clock \
        runs
        """
      ])
  }

  @Test(arguments: ["09:30:00", "09:31:00"])
  func `a shock may come at either end of the clock`(time: String) {
    #expect(FundamentalFaultTests.faults(FundamentalFaultTests.shock(at: time)).isEmpty)
  }

  @Test func `an end from the command line cuts shocks off with the run`() throws {
    let scenario = try FundamentalFaultTests.read(
      FundamentalFaultTests.shock(at: "09:30:50"), set: ["clock.end=\"09:30:20\""])
    #expect(scenario.fundamentals.processes[0].shocks.count == 1)
  }

  @Test func `a table that is not there is a fault at its name`() {
    #expect(
      FundamentalFaultTests.faults(FundamentalFaultTests.series) == [
        """
        s.yaml:10:48: file 'path.csv' cannot be read: no such file, allowed is the path of a CSV \
        file, from the folder of this one
        """
      ])
  }
}
