import SimKernel

extension ScenarioDecoder {
  /// What goes wrong on the way of market data to a group of agents; nothing where it is left out.
  mutating func readFeed(_ agent: SectionReader) -> FeedConditions? {
    guard let node = agent["feed"] else { return .perfect }
    let what = "feed of \(agent.what)"
    guard let reader = open(node, ScenarioFormat.feed, as: what) else { return nil }
    let gaps = readOutage("gaps", reader)
    let stale = readOutage("stale", reader)
    let disconnects = readOutage("disconnects", reader)
    guard let gaps, let stale, let disconnects else { return nil }
    return FeedConditions(gaps: gaps, stale: stale, disconnects: disconnects)
  }

  private mutating func readOutage(_ key: String, _ feed: SectionReader) -> OutageTimes? {
    guard let node = feed[key] else { return OutageTimes.none }
    let what = "\(key) of the \(feed.what)"
    guard let reader = open(node, ScenarioFormat.outage, as: what) else { return nil }
    guard let random = readRandomOutage(reader), let spans = readSpans(reader) else { return nil }
    if random.value == nil && spans.isEmpty {
      log.add(reader.place, "\(what) are never, allowed is 'times', or 'every' and 'length'")
      return nil
    }
    return OutageTimes(spans, random: random.value)
  }

  /// Both means, or neither.
  private mutating func readRandomOutage(_ reader: SectionReader) -> Given<OutageTimes.Random>? {
    let means = ["every", "length"].map { key in
      reader[key].map { node in
        value(node, key, .duration(OutageTimes.Random.means), tick: nil)
      }
    }
    switch (means[0], means[1]) {
    case (nil, nil): return Given()
    case (.some(let every), .some(let length)):
      guard case .duration(let every)? = every, case .duration(let length)? = length else {
        return nil
      }
      return Given(value: OutageTimes.Random(every: every, length: length))
    case (.some, nil), (nil, .some):
      let (given, missing) = means[1] == nil ? ("every", "length") : ("length", "every")
      log.add(
        reader.place, "\(reader.what) have \(given) and no \(missing), allowed are both or none")
      return nil
    }
  }

  private mutating func readSpans(_ reader: SectionReader) -> [OutageTimes.Span]? {
    guard reader["times"] != nil else { return [] }
    guard let items = items("times", in: reader) else { return nil }
    let spans = all(items) { decoder, item -> OutageTimes.Span? in
      guard let values = decoder.values(item, ScenarioFormat.span) else { return nil }
      return OutageTimes.Span(start: values.timeOfDay("at"), length: values.duration("for"))
    }
    guard let spans, areApart(spans, items), areWithinClock(spans.map(\.start), items) else {
      return nil
    }
    return spans
  }

  private mutating func areApart(_ spans: [OutageTimes.Span], _ items: [YAMLNode]) -> Bool {
    for place in spans.indices.dropFirst() {
      let end = spans[place - 1].start + spans[place - 1].length
      if spans[place].start > end { continue }
      log.add(
        items[place]["at"]?.place ?? items[place].place,
        "at is \(spans[place].start.timeOfDayText), allowed is a time after the end of the one "
          + "before, \(end.timeOfDayText)")
      return false
    }
    return true
  }
}
