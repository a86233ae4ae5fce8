import SimKernel

/// Names of a section, for references to it.
struct NameTable {
  var names: [String] = []
  /// False where a name could not be read, so that an unknown reference may be to that one.
  var isComplete = true
}

/// Reads a merged tree into a scenario and collects every fault on the way.
///
/// A value that cannot be read gives nil and a fault; whatever depends on it is left unchecked, so
/// that one mistake gives one message.
struct ScenarioDecoder {
  let agentTypes: [AgentTypeDeclaration]
  let latencyModels: [LatencyModelDeclaration]
  let fundamentals: [FundamentalDeclaration]
  /// The scenario's file, from whose folder paths on the command line are seen.
  let file: String
  /// The bytes of a file that it names.
  let include: Include?
  /// The messages of a file that it names.
  let readMessages: ScenarioReader.MessageReading?
  var log: FaultLog

  var instruments = NameTable()
  /// By instrument; nil where the tick could not be read.
  var ticks: [ExactDecimal?] = []
  /// Units in a lot, by instrument; 1 where they could not be read.
  var lots: [Int64] = []
  /// Units in a lot of the instrument whose agents are being read.
  var unitsPerLot: Int64 = 1
  var venues = NameTable()
  var latencyProfiles = NameTable()
  var congestion = NameTable()
  /// Regimes: the built-in ones and the file's.
  var regimes = NameTable()
  /// Instruments with a fundamental value.
  var valued = NameTable()
  /// When agents can act, as far as the file's clock could be read.
  var activity: ClosedRange<SimTime> = .zero ... .zero + .hours(24)
  /// When the run starts; nil where the file's clock could not be read.
  var start: SimTime?

  init(_ reader: ScenarioReader, file: String, include: Include?, log: FaultLog) {
    agentTypes = reader.agentTypes
    latencyModels = reader.latencyModels
    fundamentals = reader.fundamentals
    readMessages = reader.readMessages
    self.file = file
    self.include = include
    self.log = log
  }

  typealias Include = (String) throws -> [UInt8]

  /// The scenario, or nil where `log` holds a fault that keeps it from being made.
  mutating func scenario(_ root: YAMLNode) -> Scenario? {
    guard let reader = open(root, ScenarioFormat.root) else { return nil }
    let clock = readClock(reader)
    start = clock?.start
    if let clock { activity = activity(clock, reader) }
    // References are checked against these four, so they are read before what refers to them.
    let instruments = readInstruments(reader)
    let venues = readVenues(reader)
    let congestion = readCongestion(reader)
    let profiles = readLatencyProfiles(reader)
    let fundamentals = readFundamentals(reader)
    let description = readValue("description", in: reader)
    let seed = readSeed(reader)
    let regimes = readRegimes(reader)
    let season = readSeasonality(reader, clock)
    let agents = readAgents(reader)
    let limits = readLimits(reader)
    let record = readRecord(reader)
    guard let instruments, let venues, let congestion, let profiles,
      case .text(let text)? = description, let seed, let clock, let agents, let limits, let record,
      let fundamentals, var regimes, let season
    else { return nil }
    regimes.season = season
    guard areSmall(agents, venues.count, instruments.count, reader) else { return nil }
    return Scenario(
      description: text, seed: seed, clock: clock, instruments: instruments, venues: venues,
      congestion: congestion, latencyProfiles: profiles, fundamentals: fundamentals,
      regimes: regimes, agents: agents, limits: limits, record: record)
  }

  /// Whether the products of the lists are small enough to be held; a fault for each that is not.
  private mutating func areSmall(
    _ agents: [Scenario.AgentGroup], _ venues: Int, _ instruments: Int, _ root: SectionReader
  ) -> Bool {
    let size = PlanSize(
      venues: venues, instruments: instruments, agents: agents.reduce(0) { $0 + $1.count })
    let excesses = size.excesses
    for product in excesses {
      let list = root[product == .books ? "venues" : "agents"]
      log.add(list?.place ?? root.place, size.text(product))
    }
    return excesses.isEmpty
  }

  private mutating func readSeed(_ root: SectionReader) -> UInt64? {
    guard let node = root["seed"] else { return 0 }
    return scalar(node, "seed", "an integer from 0 to \(UInt64.max)", style: .plain) {
      ScalarText.unsignedInteger($0)
    }
  }

  private mutating func readClock(_ root: SectionReader) -> Scenario.Clock? {
    guard let node = root["clock"], let values = values(node, ScenarioFormat.clock) else {
      return nil
    }
    let clock = Scenario.Clock(start: values.timeOfDay("start"), end: values.timeOfDay("end"))
    guard clock.end > clock.start else {
      log.add(
        node["end"]?.place ?? node.place,
        "end is \(clock.end.timeOfDayText), allowed is a time after start, "
          + clock.start.timeOfDayText)
      return nil
    }
    return clock
  }

  /// When agents can act: while the clock runs.
  ///
  /// An end that the command line gives cuts the run short, and with it what agents had planned.
  private func activity(_ clock: Scenario.Clock, _ root: SectionReader) -> ClosedRange<SimTime> {
    guard case .argument? = root["clock"]?["end"]?.place else { return clock.start...clock.end }
    return clock.start...max(clock.end, .zero + .hours(24))
  }

  /// Whether every moment at which something is said to happen lies within the clock.
  ///
  /// - Parameter items: Where the moments stand, under `at`.
  mutating func areWithinClock(_ times: [SimTime], _ items: [YAMLNode]) -> Bool {
    let misplaced = times.indices.filter { !activity.contains(times[$0]) }
    for place in misplaced {
      log.add(
        items[place]["at"]?.place ?? items[place].place,
        "at is \(times[place].timeOfDayText), allowed is \(activity.lowerBound.timeOfDayText) to "
          + "\(activity.upperBound.timeOfDayText), while the scenario's clock runs")
    }
    return misplaced.isEmpty
  }

  private mutating func readLimits(_ root: SectionReader) -> Scenario.Limits? {
    guard let node = root["limits"] else { return .standard }
    guard let values = values(node, ScenarioFormat.limits) else { return nil }
    return Scenario.Limits(
      orderQuantity: values.quantity("order_quantity"), openOrders: values.integer("open_orders"),
      position: values.integer("position"), inbox: values.integer("inbox"),
      pendingEvents: values.integer("pending_events"), events: values.integer("events"))
  }
}
