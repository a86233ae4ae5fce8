extension ScenarioDecoder {
  mutating func readRecord(_ root: SectionReader) -> Scenario.Record? {
    let node = root["record"] ?? YAMLNode(content: .mapping([]), place: root.place)
    guard let values = values(node, ScenarioFormat.record) else { return nil }
    let depth = Int(values.integer("lobster"))
    var lobster: Scenario.Lobster?
    if depth > 0 {
      guard fitsLobster(node["lobster"]?.place ?? node.place) else { return nil }
      lobster = Scenario.Lobster(
        depth: depth, keepsAllMessages: values.choice("lobster_messages") == "all")
    }
    return Scenario.Record(
      trades: values.flag("trades"), fills: values.flag("fills"),
      allDeliveries: values.choice("deliveries") == "all", lobster: lobster)
  }

  /// Whether LOBSTER's format can hold the books, as far as is known before the run; a fault where
  /// it cannot.
  private mutating func fitsLobster(_ place: SourcePlace) -> Bool {
    let books = venues.names.count * instruments.names.count
    if books > Scenario.Lobster.bookLimit {
      log.add(
        place,
        "lobster with \(books) books (venues x instruments), allowed are at most "
          + "\(Scenario.Lobster.bookLimit)")
      return false
    }
    for (symbol, tick) in zip(instruments.names, ticks) {
      guard let tick, tick.whole(times: 10_000) == nil else { continue }
      log.add(
        place,
        "lobster with a tick of \(tick) for '\(symbol)', allowed are ticks that are multiples of "
          + "0.0001")
      return false
    }
    return true
  }
}
