import SimKernel

extension ScenarioDecoder {
  /// Reads the regimes with their order; the season stands in a section of its own.
  mutating func readRegimes(_ root: SectionReader) -> RegimePlan? {
    guard let node = root["regimes"] else { return RegimePlan.none }
    guard let reader = open(node, ScenarioFormat.regimes) else { return nil }
    let builtIn = RegimeCatalog.standard
    let all = readNamed(
      reader, "own", "regime", builtIn: builtIn, builtIn.map(\.name), \.regimes
    ) { decoder, entry in decoder.readRegime(entry) }
    guard let order = readOrder(reader), let all else { return nil }
    return RegimePlan(regimes: all, order: order)
  }

  private mutating func readRegime(_ entry: YAMLNode.Entry) -> MarketRegime? {
    let what = "regime '\(entry.key)'"
    guard let values = values(entry.value, ScenarioFormat.regime, as: what) else { return nil }
    return MarketRegime(
      entry.key, "",
      MarketConditions(
        activity: values.number("activity"), size: values.number("size"),
        volatility: values.number("volatility"), reversion: values.number("reversion"),
        drift: values.number("drift")))
  }

  private mutating func readOrder(_ reader: SectionReader) -> RegimePlan.Order? {
    guard let key = either("schedule", "switching", in: reader) else { return nil }
    return key == "schedule" ? readSchedule(reader) : readSwitching(reader)
  }

  /// Which of two keys a mapping has; a fault where it has both, or neither and no unknown one.
  private mutating func either(
    _ first: String, _ second: String, in reader: SectionReader
  ) -> String? {
    let given = [first, second].filter { reader[$0] != nil }
    if given.count == 1 { return given[0] }
    let names = reader.section.fields.map(\.name)
    guard case .mapping(let entries) = reader.node.content,
      entries.allSatisfy({ names.contains($0.key) })
    else { return nil }
    let found = given.isEmpty ? "no key '\(first)' or '\(second)'" : "\(first) and \(second)"
    log.add(reader.place, "\(reader.what) has \(found), allowed is one of the two")
    return nil
  }

  private mutating func readSchedule(_ reader: SectionReader) -> RegimePlan.Order? {
    guard let items = items("schedule", in: reader) else { return nil }
    let steps = all(items) { decoder, item -> RegimePlan.Step? in
      guard let section = decoder.open(item, ScenarioFormat.regimeStep) else { return nil }
      let from = decoder.readValue("from", in: section)
      guard let regime = decoder.readRegimeName(section), case .timeOfDay(let time)? = from else {
        return nil
      }
      return RegimePlan.Step(time: time, regime: regime)
    }
    guard let steps, ascend(steps.map(\.time), items) else { return nil }
    return .schedule(steps)
  }

  private mutating func readSwitching(_ reader: SectionReader) -> RegimePlan.Order? {
    guard let items = items("switching", in: reader) else { return nil }
    let sojourns = all(items) { decoder, item -> RegimePlan.Sojourn? in
      guard let section = decoder.open(item, ScenarioFormat.sojourn) else { return nil }
      let mean = decoder.readValue("mean", in: section)
      guard let regime = decoder.readRegimeName(section), case .duration(let mean)? = mean else {
        return nil
      }
      return RegimePlan.Sojourn(regime: regime, mean: mean)
    }
    guard let sojourns else { return nil }
    for (place, sojourn) in sojourns.enumerated()
    where sojourns[..<place].contains(where: { $0.regime == sojourn.regime }) {
      log.add(
        items[place].place, "'\(regimes.names[sojourn.regime])' is named twice, allowed is once")
      return nil
    }
    return .switching(sojourns)
  }

  private mutating func readRegimeName(_ section: SectionReader) -> Int? {
    section["regime"].flatMap { reference($0, "regime", to: regimes) }
  }

  private mutating func ascend(_ times: [SimTime], _ items: [YAMLNode]) -> Bool {
    for place in times.indices.dropFirst() where times[place] <= times[place - 1] {
      log.add(
        items[place]["from"]?.place ?? items[place].place,
        "from is \(times[place].timeOfDayText), allowed is a time after the one before, "
          + times[place - 1].timeOfDayText)
      return false
    }
    return true
  }
}

// MARK: - Seasonality

extension ScenarioDecoder {
  /// - Parameter clock: Whose ends are those of a `u` that names none; nil where it is wrong.
  mutating func readSeasonality(
    _ root: SectionReader, _ clock: Scenario.Clock?
  ) -> [RegimePlan.SeasonStep]? {
    guard let node = root["seasonality"] else { return [] }
    guard let reader = open(node, ScenarioFormat.seasonality) else { return nil }
    guard let key = either("u", "steps", in: reader) else { return nil }
    return key == "u" ? readSeasonU(reader, clock) : readSeasonSteps(reader)
  }

  private mutating func readSeasonSteps(_ reader: SectionReader) -> [RegimePlan.SeasonStep]? {
    guard let items = items("steps", in: reader) else { return nil }
    let steps = all(items) { decoder, item -> RegimePlan.SeasonStep? in
      guard let values = decoder.values(item, ScenarioFormat.seasonStep) else { return nil }
      return RegimePlan.SeasonStep(
        time: values.timeOfDay("from"), activity: values.number("activity"),
        volatility: values.number("volatility"))
    }
    guard let steps, ascend(steps.map(\.time), items) else { return nil }
    return steps
  }

  private mutating func readSeasonU(
    _ reader: SectionReader, _ clock: Scenario.Clock?
  ) -> [RegimePlan.SeasonStep]? {
    guard let node = reader["u"], let values = values(node, ScenarioFormat.seasonU), let clock
    else { return nil }
    let from = values.has("from") ? values.timeOfDay("from") : clock.start
    let to = values.has("to") ? values.timeOfDay("to") : clock.end
    guard from < to else {
      log.add(
        node["to"]?.place ?? node.place,
        "to is \(to.timeOfDayText), allowed is a time after from, \(from.timeOfDayText)")
      return nil
    }
    return RegimePlan.seasonU(
      from: from, to: to,
      activity: (values.number("activity_ends"), values.number("activity_middle")),
      volatility: (values.number("volatility_ends"), values.number("volatility_middle")))
  }
}
