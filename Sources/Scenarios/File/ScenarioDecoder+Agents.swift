import SimKernel

extension ScenarioDecoder {
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
    let decision = readDecision(reader)
    let venue = readValue("venue", in: reader)
    let instrument = readValue("instrument", in: reader)
    if case .instrument(let index)? = instrument, Int(index.value) < lots.count {
      unitsPerLot = lots[Int(index.value)]
    }
    let parameters = values(reader, declared: own, tick: tick(of: instrument))
    let feed = readFeed(reader)
    guard let name = node.itemName, let type, let latency, case .integer(let count)? = count,
      let decision, case .venue(let venue)? = venue,
      case .instrument(let instrument)? = instrument, let parameters, let feed,
      isSound(reader, agentTypes[type].check(parameters, activity)),
      hasItsValue(reader, agentTypes[type], instrument)
    else { return nil }
    return Scenario.AgentGroup(
      name: name, type: agentTypes[type].name, count: Int(count), latencyProfile: latency,
      decisionLatency: decision.latency, decision: decision.parts, venue: venue,
      instrument: instrument, feed: feed, parameters: parameters)
  }

  /// An agent's decision latency and, where the file gives them, the parts that sum to it.
  private mutating func readDecision(
    _ reader: SectionReader
  ) -> (latency: SimDuration, parts: ParameterValues?)? {
    guard let node = reader["decision"] else {
      guard case .duration(let latency)? = readValue("decision_latency", in: reader) else {
        return nil
      }
      return (latency, nil)
    }
    if let other = reader["decision_latency"] {
      log.add(
        other.place, "\(reader.what) has decision_latency and decision, allowed is one of them")
      return nil
    }
    let what = "the decision of \(reader.what)"
    guard let parts = values(node, ScenarioFormat.decision, as: what) else { return nil }
    let sum = parts.durationSum
    guard sum <= .hours(1) else {
      log.add(node.place, "\(what) takes \(sum.text), allowed is at most 1 h")
      return nil
    }
    return (sum, parts)
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
  /// at the parameter with the line and column within its text, else at the mapping. A fault of a
  /// table is told at the parameter, with the table's own file and line.
  private mutating func add(_ fault: ParameterFault, in reader: SectionReader) {
    guard let node = reader[fault.parameter] else { return log.add(reader.place, fault.message) }
    if reader.holdsTable(fault.parameter), case .scalar(let text, _) = node.content {
      let path = ScenarioLoader.path(text, from: folderFile(of: node))
      let line = fault.line.map { ", line \($0)" } ?? ""
      return log.add(node.place, "'\(shortened(path))'\(line): \(fault.message)")
    }
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
