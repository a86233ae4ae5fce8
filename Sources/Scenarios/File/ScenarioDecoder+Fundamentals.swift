import SimKernel

extension ScenarioDecoder {
  mutating func readFundamentals(_ root: SectionReader) -> Scenario.Fundamentals? {
    guard let node = root["fundamentals"] else { return Scenario.Fundamentals() }
    valued.isComplete = false
    guard let reader = open(node, ScenarioFormat.fundamentals) else { return nil }
    let step = readValue("step", in: reader)
    guard let items = items("processes", in: reader),
      let processes = all(items, { decoder, item in decoder.readFundamental(item) }),
      case .duration(let step)? = step
    else { return nil }
    valued.isComplete = true
    return Scenario.Fundamentals(step: step, processes: processes)
  }

  private mutating func readFundamental(_ node: YAMLNode) -> Scenario.Fundamental? {
    let instrument = node["instrument"].flatMap { reference($0, "instrument", to: instruments) }
    let type = node["process"].flatMap { word in
      reference(word, "process", to: NameTable(names: fundamentals.map(\.name)))
    }
    let own = type.map { fundamentals[$0].parameters } ?? []
    var section = ScenarioFormat.fundamental
    section.fields += own.map(Field.init)
    guard let reader = open(node, section, checksKeys: type != nil) else { return nil }
    let tick = instrument.flatMap { instruments.isComplete && $0 < ticks.count ? ticks[$0] : nil }
    let values = values(reader, declared: own, tick: tick)
    let shocks = readShocks(reader, tick: tick)
    let random = readRandomShocks(reader)
    let factor = readFactor(reader)
    guard let instrument, let type, let values, let shocks, let random, let factor,
      isSound(reader, fundamentals[type].check(values)),
      isNew(instrument, reader), isBehind(values, reader)
    else { return nil }
    var rows: [FundamentalSeries.Row] = []
    if fundamentals[type].readsFile {
      guard let read = readSeries(reader, tick: tick) else { return nil }
      rows = read
    }
    valued.names.append(instruments.names[instrument])
    return Scenario.Fundamental(
      instrument: InstrumentIndex(UInt16(instrument)), process: fundamentals[type].name,
      parameters: values, rows: rows, shocks: shocks, randomShocks: random.value,
      factor: factor.value)
  }

  private mutating func isNew(_ instrument: Int, _ reader: SectionReader) -> Bool {
    let name = instruments.names[instrument]
    guard valued.names.contains(name) else { return true }
    log.add(
      reader["instrument"]!.place,
      "'\(name)' has a fundamental value already, allowed is one for each instrument")
    return false
  }

  /// Whether what it builds on stands before it.
  private mutating func isBehind(_ values: ParameterValues, _ reader: SectionReader) -> Bool {
    for entry in values.entries {
      guard case .instrument(let index) = entry.value else { continue }
      if valued.names.contains(instruments.names[Int(index.value)]) { continue }
      log.add(
        reader[entry.name]?.place ?? reader.place,
        "\(entry.name) is '\(instruments.names[Int(index.value)])', allowed is an instrument whose "
          + "process stands before this one")
      return false
    }
    return true
  }

  private mutating func readShocks(
    _ reader: SectionReader, tick: ExactDecimal?
  ) -> [FundamentalDescription.Shock]? {
    guard reader["shocks"] != nil else { return [] }
    guard let items = items("shocks", in: reader) else { return nil }
    let shocks = all(items) { decoder, item -> FundamentalDescription.Shock? in
      guard let values = decoder.values(item, ScenarioFormat.shock) else { return nil }
      return FundamentalDescription.Shock(
        time: values.timeOfDay("at"), size: values.number("size"))
    }
    guard let shocks, areWithinClock(shocks.map(\.time), items) else { return nil }
    return shocks
  }

  /// What was read and may be left out: nil inside for left out, nil outside for wrong.
  struct Given<Value> { var value: Value? }

  private mutating func readRandomShocks(
    _ reader: SectionReader
  ) -> Given<FundamentalDescription.RandomShocks>? {
    guard let node = reader["random_shocks"] else { return Given() }
    guard let values = values(node, ScenarioFormat.randomShocks) else { return nil }
    return Given(
      value: FundamentalDescription.RandomShocks(
        perHour: values.number("per_hour"), meanSize: values.number("mean_size"),
        sizeDeviation: values.number("size_deviation")))
  }

  private mutating func readFactor(
    _ reader: SectionReader
  ) -> Given<FundamentalDescription.Factor>? {
    guard let node = reader["factor"] else { return Given() }
    guard let section = open(node, ScenarioFormat.factor) else { return nil }
    let name = section["name"].flatMap { node in
      scalar(node, "name", ScenarioDecoder.allowedName) { ScalarText.isName($0) ? $0 : nil }
    }
    guard let name, case .number(let loading)? = readValue("loading", in: section) else {
      return nil
    }
    return Given(value: FundamentalDescription.Factor(name: name, loading: loading))
  }
}

// MARK: - Series

extension ScenarioDecoder {
  private mutating func readSeries(
    _ reader: SectionReader, tick: ExactDecimal?
  ) -> [FundamentalSeries.Row]? {
    guard let node = reader["file"], case .scalar(let path, _) = node.content, let tick,
      let step = Double(tick.description)
    else { return nil }
    let allowed = "the path of a CSV file, from the folder of this one"
    guard let file = namedFile(node, path, "file", allowed) else { return nil }
    var table = SeriesTable(file: file.path, tick: step, start: start)
    let rows = table.read(file.bytes)
    for fault in table.faults { log.add(fault.place, fault.message) }
    return table.faults.isEmpty ? rows : nil
  }
}
