import SimKernel

extension ScenarioDecoder {
  mutating func readLatencyProfiles(_ root: SectionReader) -> [Scenario.LatencyProfile]? {
    var profiles = BuiltInLatency.profiles(latencyModels)
    latencyProfiles.names = profiles.map(\.name)
    guard let node = root["latency"] else { return profiles }
    guard case .mapping(let entries) = node.content else {
      wrong(node, "latency", "a mapping from names to latency profiles")
      latencyProfiles.isComplete = false
      return nil
    }
    var isComplete = true
    for entry in entries {
      guard ScalarText.isName(entry.key) else {
        log.add(
          entry.keyPlace,
          "the name of a latency profile is '\(shortened(entry.key))', allowed is "
            + ScenarioDecoder.allowedName)
        latencyProfiles.isComplete = false
        isComplete = false
        continue
      }
      let known = latencyProfiles.names.firstIndex(of: entry.key)
      if known == nil { latencyProfiles.names.append(entry.key) }
      guard let profile = readLatencyProfile(entry) else {
        isComplete = false
        continue
      }
      // A file that is wrong elsewhere has gaps in `profiles`, but is not returned.
      if let known, known < profiles.count {
        profiles[known] = profile
      } else {
        profiles.append(profile)
      }
    }
    return isComplete ? profiles : nil
  }

  private mutating func readLatencyProfile(_ entry: YAMLNode.Entry) -> Scenario.LatencyProfile? {
    let node = entry.value
    let title = "latency profile '\(entry.key)'"
    var model = latencyModels.first
    if let distribution = node["distribution"] {
      let table = NameTable(names: latencyModels.map(\.name))
      model = reference(distribution, "distribution", to: table).map { latencyModels[$0] }
    }
    var section = ScenarioFormat.latencyProfile
    guard let model else {
      _ = open(node, section, as: title, checksKeys: false)
      return nil
    }
    section.fields += model.parameters.map(Field.init)
    guard let reader = open(node, section, as: title),
      let values = values(reader, declared: model.parameters, tick: nil),
      isSound(reader, model.check(values))
    else { return nil }
    return Scenario.LatencyProfile(name: entry.key, model: model.name, parameters: values)
  }

  mutating func readAgents(_ root: SectionReader) -> [Scenario.AgentGroup]? {
    guard let items = items("agents", in: root) else { return nil }
    _ = names(of: items, "name", ScenarioDecoder.allowedName, ScalarText.isName)
    let groups = all(items) { decoder, item in decoder.readAgentGroup(item) }
    guard let groups else { return nil }
    let count = groups.reduce(0) { $0 + $1.count }
    guard count <= ScenarioFormat.agentLimit else {
      let place = root["agents"]?.place ?? root.place
      log.add(place, "\(count) agents together, allowed are \(ScenarioFormat.agentLimit)")
      return nil
    }
    return groups
  }

  private mutating func readAgentGroup(_ node: YAMLNode) -> Scenario.AgentGroup? {
    let title = title("agent", node)
    let type = node["type"].flatMap { type in
      reference(type, "type", to: NameTable(names: agentTypes.map(\.name)))
    }
    var section = ScenarioFormat.agent
    let own = type.map { agentTypes[$0].parameters } ?? []
    section.fields += own.map(Field.init)
    guard let reader = open(node, section, as: title, checksKeys: type != nil) else { return nil }
    let latency = reader["latency"].flatMap { reference($0, "latency", to: latencyProfiles) }
    let count = readValue("count", in: reader)
    let decisionLatency = readValue("decision_latency", in: reader)
    let venue = readValue("venue", in: reader)
    let instrument = readValue("instrument", in: reader)
    let parameters = values(reader, declared: own, tick: tick(of: instrument))
    guard let name = node.itemName, let type, let latency, case .integer(let count)? = count,
      case .duration(let decisionLatency)? = decisionLatency, case .venue(let venue)? = venue,
      case .instrument(let instrument)? = instrument, let parameters,
      isSound(reader, agentTypes[type].check(parameters, activity)),
      hasItsValue(reader, agentTypes[type], instrument)
    else { return nil }
    return Scenario.AgentGroup(
      name: name, type: agentTypes[type].name, count: Int(count), latencyProfile: latency,
      decisionLatency: decisionLatency, venue: venue, instrument: instrument,
      parameters: parameters)
  }

  /// Whether an agent that lives on a fundamental value trades an instrument that has one.
  private mutating func hasItsValue(
    _ reader: SectionReader, _ type: AgentTypeDeclaration, _ instrument: InstrumentIndex
  ) -> Bool {
    guard type.needsFundamental, valued.isComplete, instruments.isComplete else { return true }
    let name = instruments.names[Int(instrument.value)]
    if valued.names.contains(name) { return true }
    log.add(
      reader.place,
      "\(reader.what) is of type '\(type.name)' and '\(name)' has no fundamental value, allowed is "
        + "an instrument with a process in 'fundamentals'")
    return false
  }

  private func tick(of instrument: ParameterValue?) -> ExactDecimal? {
    guard case .instrument(let index)? = instrument, instruments.isComplete,
      Int(index.value) < ticks.count
    else { return nil }
    return ticks[Int(index.value)]
  }

  /// Whether the entry's own check found nothing; its faults are placed at the parameters.
  mutating func isSound(_ reader: SectionReader, _ faults: [ParameterFault]) -> Bool {
    for fault in faults { add(fault, in: reader) }
    return faults.isEmpty
  }

  /// Adds a fault at its line and column of the file where the text stands as it is written, else
  /// at the parameter with the line and column within its text, else at the mapping.
  private mutating func add(_ fault: ParameterFault, in reader: SectionReader) {
    guard let node = reader[fault.parameter] else { return log.add(reader.place, fault.message) }
    guard let line = fault.line else { return log.add(node.place, fault.message) }
    let column = fault.column ?? 1
    if case .scalar(_, .literal(let indent)) = node.content,
      case .file(let file, let header, _) = node.place
    {
      let place = SourcePlace.file(file, line: header + line, column: indent + column)
      return log.add(place, fault.message)
    }
    log.add(
      node.place, "\(fault.parameter), line \(line), column \(column): \(fault.message)")
  }
}

/// The latency profiles that need no declaration in a file.
public enum BuiltInLatency {
  /// Mean and standard deviation of the time one way.
  public static let table: [(name: String, oneWay: SimDuration, jitter: SimDuration)] = [
    ("colo", .microseconds(25), .microseconds(5)),
    ("proximity", .microseconds(200), .microseconds(30)),
    ("cloud", .milliseconds(2), .microseconds(200)),
    ("retail", .milliseconds(50), .milliseconds(5)),
  ]

  /// The built-in profiles; none where the catalog has no `shifted_gamma`.
  static func profiles(_ models: [LatencyModelDeclaration]) -> [Scenario.LatencyProfile] {
    guard let model = models.first(where: { $0.name == "shifted_gamma" }) else { return [] }
    return table.map { entry in
      Scenario.LatencyProfile(
        name: entry.name, model: model.name,
        parameters: ParameterValues(
          [("one_way", .duration(entry.oneWay)), ("jitter", .duration(entry.jitter))],
          declared: model.parameters))
    }
  }
}
