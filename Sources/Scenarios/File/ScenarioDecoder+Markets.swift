import SimKernel

extension ScenarioDecoder {
  mutating func readInstruments(_ root: SectionReader) -> [Scenario.Instrument]? {
    guard let items = items("instruments", in: root) else {
      instruments.isComplete = false
      return nil
    }
    instruments = names(of: items, "symbol", ScenarioDecoder.allowedSymbol, ScalarText.isSymbol)
    return all(items) { decoder, item in decoder.readInstrument(item) }
  }

  private mutating func readInstrument(_ node: YAMLNode) -> Scenario.Instrument? {
    guard let reader = open(node, ScenarioFormat.instrument, as: title("instrument", node)) else {
      ticks.append(nil)
      lots.append(1)
      return nil
    }
    let tick = reader["tick"].flatMap { node in
      scalar(node, "tick", ScenarioDecoder.allowedTick, style: .plain) { text in
        ExactDecimal(text).flatMap { $0.digits > 0 ? $0 : nil }
      }
    }
    ticks.append(tick)
    let lot = readValue("lot", in: reader)
    if case .integer(let units)? = lot { lots.append(units) } else { lots.append(1) }
    let currency = reader["currency"].flatMap { node in
      scalar(node, "currency", ScenarioDecoder.allowedCurrency) { text in
        ScalarText.isCurrency(text) ? text : nil
      }
    }
    let price = readValue("open_price", in: reader, tick: tick)
    guard let symbol = node.itemName, let tick, case .integer(let lot)? = lot, let currency,
      case .price(let openPrice)? = price
    else { return nil }
    return Scenario.Instrument(
      symbol: symbol, tick: tick, lot: lot, currency: currency, openPrice: openPrice)
  }

  mutating func readVenues(_ root: SectionReader) -> [Scenario.Venue]? {
    guard let items = items("venues", in: root) else {
      venues.isComplete = false
      return nil
    }
    venues = names(of: items, "name", ScenarioDecoder.allowedName, ScalarText.isName)
    return all(items) { decoder, item in decoder.readVenue(item) }
  }

  private mutating func readVenue(_ node: YAMLNode) -> Scenario.Venue? {
    let title = title("venue", node)
    guard let reader = open(node, ScenarioFormat.venue, as: title) else { return nil }
    let kind = readValue("kind", in: reader)
    let processing = readValue("processing", in: reader)
    let prevention = readValue("self_trade_prevention", in: reader)
    let tickSize = readValue("tick_size", in: reader)
    let lotSize = readValue("lot_size", in: reader)
    let cancels = readValue("cancel_on_disconnect", in: reader)
    let feesNode = reader["fees"] ?? YAMLNode(content: .mapping([]), place: reader.place)
    let fees = values(feesNode, ScenarioFormat.fees, as: "fees of \(title)")
    guard let name = node.itemName, kind != nil, case .duration(let processing)? = processing,
      let fees, case .choice(let word)? = prevention, case .integer(let tickSize)? = tickSize,
      case .integer(let lotSize)? = lotSize,
      let prevention = SelfTradePrevention.allCases.first(where: { $0.word == word }),
      case .flag(let cancels)? = cancels
    else { return nil }
    return Scenario.Venue(
      name: name, kind: .lit, processing: processing, makerFee: fees.basisPoints("maker"),
      takerFee: fees.basisPoints("taker"), selfTradePrevention: prevention, tickSize: tickSize,
      lotSize: lotSize, cancelsOnDisconnect: cancels)
  }

  /// The items of a list; a fault where the key holds something else or too few or many.
  mutating func items(_ key: String, in reader: SectionReader) -> [YAMLNode]? {
    guard case .list(_, let count) = reader.field(key).kind else {
      preconditionFailure("'\(key)' of \(reader.what) is no list")
    }
    guard let node = reader[key] else { return nil }
    guard case .sequence(let items) = node.content else {
      wrong(node, key, "a list of \(key)")
      return nil
    }
    guard count.contains(items.count) else {
      log.add(
        node.place,
        "\(key) has \(items.count) items, allowed are \(count.lowerBound) to \(count.upperBound)")
      return nil
    }
    return items
  }

  /// The names of a list's items, each checked, with a fault for one given twice.
  mutating func names(
    of items: [YAMLNode], _ key: String, _ allowed: String, _ isAllowed: (String) -> Bool
  ) -> NameTable {
    var table = NameTable()
    var places: [String: SourcePlace] = [:]
    for item in items {
      guard let node = item[key] else {
        table.isComplete = false
        continue
      }
      let name = scalar(node, key, allowed) { isAllowed($0) ? $0 : nil }
      guard let name else {
        table.isComplete = false
        continue
      }
      if let first = places[name] {
        log.add(
          node.place, "the \(key) '\(name)' again, allowed is a new one; the first is at \(first)")
        // A reference may mean what the second one should have been called.
        table.isComplete = false
      } else {
        places[name] = node.place
        table.names.append(name)
      }
    }
    return table
  }

  /// The reading of every item, or nil where any fails; all are read for their faults.
  mutating func all<Value>(
    _ items: [YAMLNode], _ read: (inout ScenarioDecoder, YAMLNode) -> Value?
  ) -> [Value]? {
    var values: [Value] = []
    for item in items {
      if let value = read(&self, item) { values.append(value) }
    }
    return values.count == items.count ? values : nil
  }

  /// A section's word with the name of one of its items, for messages.
  func title(_ word: String, _ node: YAMLNode) -> String {
    guard let name = node.itemName, !name.isEmpty else {
      return "\("aeiou".contains(word.prefix(1)) ? "an" : "a") \(word)"
    }
    return "\(word) '\(shortened(name))'"
  }
}
