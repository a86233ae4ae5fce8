import Scenarios
import SimKernel

extension LatencyExperiment {
  /// A question as a command line asks it.
  public struct Question: Hashable, Sendable {
    /// A stable name, or that of a group of one.
    public var agent: String
    /// A time of day.
    public var time: String
    /// As `OrderText` reads it.
    public var order: String
    /// Names of profiles.
    public var profiles: [String]
    /// A venue's name and an instrument's symbol; nil for those of the agent's group.
    public var venue: String?
    public var instrument: String?

    public init(agent: String, time: String, order: String, profiles: [String]) {
      self.agent = agent
      self.time = time
      self.order = order
      self.profiles = profiles
    }
  }

  /// The experiment that answers a question about a scenario.
  ///
  /// - Throws: `LatencyMistake` for a name, a time or an order that the scenario does not have.
  public init(_ question: Question, _ setup: RunSetup) throws(LatencyMistake) {
    let agent = try Self.agent(question.agent, setup.plan)
    let group = Self.group(of: agent, setup.scenario)
    let (venues, instruments) = (setup.scenario.venues, setup.scenario.instruments)
    let venue =
      try question.venue.map { name throws(LatencyMistake) in
        try Self.place(name, "--venue", venues.map(\.name))
      } ?? Int(group.venue.value)
    let instrument =
      try question.instrument.map { name throws(LatencyMistake) in
        try Self.place(name, "--instrument", instruments.map(\.symbol))
      } ?? Int(group.instrument.value)
    var order = try OrderText(question.order).order(
      tick: instruments[instrument].tick, venue: venues[venue])
    order.venue = VenueIndex(UInt16(venue))
    order.instrument = InstrumentIndex(UInt16(instrument))
    self.init(
      agent: agent, time: try Self.time(question.time, setup.scenario.clock), order: order,
      profiles: try Self.profiles(question.profiles, setup.scenario))
  }

  private static func agent(
    _ name: String, _ plan: SimulationPlan
  ) throws(LatencyMistake) -> AgentIndex {
    let names = plan.participants.map(\.name)
    if let place = names.firstIndex(of: name) { return AgentIndex(UInt32(place)) }
    let members = names.indices.filter { names[$0].hasPrefix(name + "/") }
    if members.count == 1 { return AgentIndex(UInt32(members[0])) }
    guard let first = members.first, let last = members.last else {
      let groups = Self.groups(names)
      throw LatencyMistake(
        "--agent was '\(name)', allowed: \(groups.joined(separator: ", "))"
          + NearestName.hint(name, among: groups))
    }
    throw LatencyMistake(
      "--agent was '\(name)', a group of \(members.count), allowed: one of them, "
        + "\(names[first]) to \(names[last])")
  }

  /// The names before the slash, each once.
  private static func groups(_ names: [String]) -> [String] {
    var groups: [String] = []
    for name in names {
      let group = String(name.prefix { $0 != "/" })
      if groups.last != group { groups.append(group) }
    }
    return groups
  }

  private static func group(of agent: AgentIndex, _ scenario: Scenario) -> Scenario.AgentGroup {
    var before = 0
    for group in scenario.agents {
      before += group.count
      if Int(agent.value) < before { return group }
    }
    preconditionFailure("agent \(agent.value) of \(before)")
  }

  private static func place(
    _ name: String, _ option: String, _ names: [String]
  ) throws(LatencyMistake) -> Int {
    if let place = names.firstIndex(of: name) { return place }
    throw LatencyMistake(
      "\(option) was '\(name)', allowed: \(names.joined(separator: ", "))"
        + NearestName.hint(name, among: names))
  }

  private static func time(
    _ text: String, _ clock: Scenario.Clock
  ) throws(LatencyMistake) -> SimTime {
    guard let time = SimTime(timeOfDay: text), time >= clock.start, time < clock.end else {
      throw LatencyMistake(
        "--at was '\(text)', allowed: times of day from \(clock.start.timeOfDayText) to before "
          + "\(clock.end.timeOfDayText), when the scenario's clock runs")
    }
    return time
  }

  private static func profiles(
    _ names: [String], _ scenario: Scenario
  ) throws(LatencyMistake) -> [Profile] {
    let known = scenario.latencyProfiles
    var profiles: [Profile] = []
    for name in names {
      let place = try Self.place(name, "--profiles", known.map(\.name))
      if profiles.contains(where: { $0.name == name }) {
        throw LatencyMistake("--profiles has '\(name)' twice, allowed: each profile once")
      }
      profiles.append(
        Profile(name: name, latency: scenario.latency(of: known[place], LatencyCatalog.standard)))
    }
    return profiles
  }
}
