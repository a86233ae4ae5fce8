import SimKernel

extension ScenarioDecoder {
  mutating func readLatencyProfiles(_ root: SectionReader) -> [Scenario.LatencyProfile]? {
    let builtIn = BuiltInLatency.profiles(latencyModels)
    return readNamed(
      root, "latency", "latency profile", builtIn: builtIn, builtIn.map(\.name), \.latencyProfiles
    ) { decoder, entry in decoder.readLatencyProfile(entry) }
  }

  mutating func readCongestion(_ root: SectionReader) -> [CongestionProcess]? {
    let builtIn = BuiltInLatency.congestion
    return readNamed(
      root, "congestion", "congested network", builtIn: builtIn, builtIn.map(\.name), \.congestion
    ) { decoder, entry in decoder.readCongestedNetwork(entry) }
  }

  /// Reads a mapping from names to things, of which some are built in and may be redefined.
  ///
  /// - Parameter table: Where the names are kept for references.
  /// - Returns: The built-in things and the file's; nil where one is wrong.
  mutating func readNamed<Thing>(
    _ root: SectionReader, _ key: String, _ what: String, builtIn: [Thing], _ names: [String],
    _ table: WritableKeyPath<ScenarioDecoder, NameTable>,
    _ read: (inout ScenarioDecoder, YAMLNode.Entry) -> Thing?
  ) -> [Thing]? {
    var things = builtIn
    self[keyPath: table].names = names
    guard let node = root[key] else { return things }
    guard case .mapping(let entries) = node.content else {
      wrong(node, key, "a mapping from names to \(what)s")
      self[keyPath: table].isComplete = false
      return nil
    }
    var isComplete = true
    for entry in entries {
      guard let thing = readNamed(entry, what, table, read) else {
        isComplete = false
        continue
      }
      // A file that is wrong elsewhere has gaps in `things`, but is not returned.
      let known = names.firstIndex(of: entry.key)
      if let known { things[known] = thing } else { things.append(thing) }
    }
    return isComplete ? things : nil
  }

  private mutating func readNamed<Thing>(
    _ entry: YAMLNode.Entry, _ what: String,
    _ table: WritableKeyPath<ScenarioDecoder, NameTable>,
    _ read: (inout ScenarioDecoder, YAMLNode.Entry) -> Thing?
  ) -> Thing? {
    guard ScalarText.isName(entry.key) else {
      log.add(
        entry.keyPlace,
        "the name of a \(what) is '\(shortened(entry.key))', allowed is "
          + ScenarioDecoder.allowedName)
      self[keyPath: table].isComplete = false
      return nil
    }
    if !self[keyPath: table].names.contains(entry.key) {
      self[keyPath: table].names.append(entry.key)
    }
    return read(&self, entry)
  }

  private mutating func readCongestedNetwork(_ entry: YAMLNode.Entry) -> CongestionProcess? {
    let what = "congested network '\(entry.key)'"
    guard let values = values(entry.value, ScenarioFormat.congestion, as: what) else { return nil }
    return CongestionProcess(
      name: entry.key, calm: values.duration("calm"), congested: values.duration("congested"),
      factor: values.number("factor"), extra: values.duration("extra"))
  }
}

// MARK: - One profile

extension ScenarioDecoder {
  /// Reads a profile: its own latency, others for some of its ways, and the congestion.
  ///
  /// Its own keys may be left out where each way has keys of its own.
  private mutating func readLatencyProfile(_ entry: YAMLNode.Entry) -> Scenario.LatencyProfile? {
    let (node, title) = (entry.value, "latency profile '\(entry.key)'")
    var isComplete = true
    var own: Scenario.Latency?
    if needsOwnLatency(node) {
      own = readLatency(node, ScenarioFormat.latencyProfile, title)
      isComplete = own != nil
    }
    var ways: [Scenario.Latency] = []
    for way in LatencyWay.allCases {
      let given = node[way.name].map { node in
        readLatency(node, ScenarioFormat.latencyWay, "\(way.name) of \(title)")
      }
      if let latency = given ?? own { ways.append(latency) }
    }
    var congestion: Int?
    if let network = node["congestion"] {
      congestion = reference(network, "congestion", to: self.congestion)
      isComplete = isComplete && congestion != nil
    }
    guard isComplete, ways.count == LatencyWay.allCases.count else { return nil }
    return Scenario.LatencyProfile(name: entry.key, ways: ways, congestion: congestion)
  }

  private func needsOwnLatency(_ node: YAMLNode) -> Bool {
    guard case .mapping(let entries) = node.content else { return true }
    let ways = LatencyWay.allCases.map(\.name)
    return entries.contains { !ways.contains($0.key) && $0.key != "congestion" }
      || !ways.allSatisfy { node[$0] != nil }
  }

  /// The latency that a mapping's keys give, one model or pieces.
  private mutating func readLatency(
    _ node: YAMLNode, _ section: Section, _ title: String
  ) -> Scenario.Latency? {
    guard node["pieces"] != nil else {
      return readModel(node, section, title, from: .zero).map { Scenario.Latency(pieces: [$0]) }
    }
    if node["distribution"] != nil {
      log.add(node.place, "\(title) has distribution and pieces, allowed is one of the two")
      return nil
    }
    var section = section
    section.fields.removeAll { $0.name == "distribution" }
    guard let reader = open(node, section, as: title), let items = items("pieces", in: reader),
      let pieces = all(items, { decoder, item in decoder.readPiece(item, title) })
    else { return nil }
    return areInOrder(pieces, items) ? Scenario.Latency(pieces: pieces) : nil
  }

  private mutating func readPiece(
    _ node: YAMLNode, _ title: String
  ) -> Scenario.Latency.Piece? {
    let from = node["from"].flatMap { value($0, "from", .timeOfDay, tick: nil) }
    let model = readModel(node, ScenarioFormat.latencyPiece, "a piece of \(title)", from: .zero)
    guard case .timeOfDay(let time)? = from, var model else { return nil }
    model.from = time
    return model
  }

  private mutating func areInOrder(
    _ pieces: [Scenario.Latency.Piece], _ items: [YAMLNode]
  ) -> Bool {
    for place in pieces.indices.dropFirst() where pieces[place].from <= pieces[place - 1].from {
      log.add(
        items[place]["from"]?.place ?? items[place].place,
        "from is \(pieces[place].from.timeOfDayText), allowed is a time after that of the piece "
          + "before, \(pieces[place - 1].from.timeOfDayText)")
      return false
    }
    return true
  }

  private mutating func readModel(
    _ node: YAMLNode, _ section: Section, _ title: String, from: SimTime
  ) -> Scenario.Latency.Piece? {
    var model = latencyModels.first
    if let distribution = node["distribution"] {
      let table = NameTable(names: latencyModels.map(\.name))
      model = reference(distribution, "distribution", to: table).map { latencyModels[$0] }
    }
    guard let model else {
      _ = open(node, section, as: title, checksKeys: false)
      return nil
    }
    var section = section
    section.fields += model.parameters.map(Field.init)
    guard let reader = open(node, section, as: title),
      let values = values(reader, declared: model.parameters, tick: nil),
      isSound(reader, model.check(values))
    else { return nil }
    return Scenario.Latency.Piece(from: from, model: model.name, parameters: values)
  }
}

extension ParameterValues {
  /// The durations among them, together.
  var durationSum: SimDuration {
    entries.reduce(.zero) { sum, entry in
      guard case .duration(let part) = entry.value else { return sum }
      return sum + part
    }
  }
}
