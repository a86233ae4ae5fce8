import SimKernel

/// A mapping whose keys have been checked against its section.
struct SectionReader {
  /// What the mapping is, for messages: "an agent" or "agent 'buyer'".
  var what: String
  var section: Section
  var place: SourcePlace
  private(set) var node: YAMLNode

  init(what: String, section: Section, node: YAMLNode) {
    self.what = what
    self.section = section
    self.node = node
    place = node.place
  }

  /// The value of a key, or nil where the file gives none.
  subscript(key: String) -> YAMLNode? {
    precondition(section.fields.contains { $0.name == key }, "'\(key)' is no key of \(what)")
    return node[key]
  }

  func field(_ key: String) -> Field {
    guard let field = section.fields.first(where: { $0.name == key }) else {
      preconditionFailure("'\(key)' is no key of \(what)")
    }
    return field
  }

  /// Whether a key names the file of a table.
  func holdsTable(_ key: String) -> Bool {
    if case .value(.table) = field(key).kind { true } else { false }
  }
}

extension ScenarioDecoder {
  /// Opens a mapping: faults for another shape, for unknown keys and for missing ones.
  ///
  /// - Returns: nil where the node is no mapping.
  mutating func open(
    _ node: YAMLNode, _ section: Section, as what: String? = nil, checksKeys: Bool = true
  ) -> SectionReader? {
    let what = what ?? section.what
    let names = section.fields.map(\.name)
    guard case .mapping(let entries) = node.content else {
      wrong(node, what, "a mapping with the keys \(list(names))")
      return nil
    }
    let meant = checksKeys ? unknownKeys(entries, names, what) : []
    for field in section.fields
    where field.isRequired && node[field.name] == nil && !meant.contains(field.name) {
      log.add(
        node.place, "\(what) has no key '\(field.name)', allowed is \(allowed(by: field.kind))")
    }
    return SectionReader(what: what, section: section, node: node)
  }

  /// Adds a fault for every key that is none of `names`.
  ///
  /// - Returns: the names that misspelt keys probably mean, which need no fault for being missing.
  private mutating func unknownKeys(
    _ entries: [YAMLNode.Entry], _ names: [String], _ what: String
  ) -> [String] {
    var meant: [String] = []
    for entry in entries where !names.contains(entry.key) {
      let nearest = NearestName.of(entry.key, among: names)
      if let nearest { meant.append(nearest) }
      log.add(
        entry.keyPlace,
        "unknown key '\(shortened(entry.key))' in \(what), allowed are \(list(names))"
          + NearestName.hint(nearest))
    }
    return meant
  }

  /// The values of a mapping of plain values with the defaults filled in, or nil where any is
  /// wrong.
  mutating func values(
    _ node: YAMLNode, _ section: Section, as what: String? = nil
  ) -> ParameterValues? {
    guard let reader = open(node, section, as: what) else { return nil }
    return values(reader, declared: section.fields.compactMap(\.parameter), tick: nil)
  }

  /// The declared parameters out of an opened mapping, or nil where any is wrong.
  ///
  /// - Parameter tick: the tick of the instrument that prices are in, nil where it is not known.
  mutating func values(
    _ reader: SectionReader, declared: [Parameter], tick: ExactDecimal?
  ) -> ParameterValues? {
    var given: [(String, ParameterValue)] = []
    var isComplete = true
    for parameter in declared {
      guard let node = reader[parameter.name] else {
        if parameter.isRequired { isComplete = false }
        continue
      }
      if let value = value(node, parameter.name, parameter.kind, tick: tick) {
        given.append((parameter.name, value))
      } else {
        isComplete = false
      }
    }
    return isComplete ? ParameterValues(given, declared: declared) : nil
  }

  /// One plain value or its default, or nil where it is wrong or required and missing.
  mutating func readValue(
    _ key: String, in reader: SectionReader, tick: ExactDecimal? = nil
  ) -> ParameterValue? {
    guard let parameter = reader.field(key).parameter else {
      preconditionFailure("'\(key)' of \(reader.what) is no plain value")
    }
    guard let node = reader[key] else { return parameter.defaultValue }
    return value(node, key, parameter.kind, tick: tick)
  }

  /// Adds a fault about a value unless one has been added already.
  mutating func wrong(
    _ node: YAMLNode, _ key: String, _ allowed: String, hint: String = "",
    quotesMatter: Bool = false
  ) {
    guard node.content != .unusable else { return }
    let found = node.found(quotesMatter: quotesMatter)
    log.add(node.place, "\(key) is \(found), allowed is \(allowed)\(hint)")
  }

  /// Names for a message, shortened where there are many.
  func list(_ names: [String]) -> String {
    let shown = names.prefix(24).joined(separator: ", ")
    return names.count > 24 ? "\(shown) and \(names.count - 24) more" : shown
  }

  /// What may stand as the value of a field, to end the sentence "allowed is ...".
  private func allowed(by kind: FieldKind) -> String {
    switch kind {
    case .value(let kind): kind.allowed
    case .seed: "an integer from 0 to \(UInt64.max)"
    case .name: ScenarioDecoder.allowedName
    case .symbol: ScenarioDecoder.allowedSymbol
    case .currency: ScenarioDecoder.allowedCurrency
    case .tick: ScenarioDecoder.allowedTick
    case .latencyProfile: "one of \(list(latencyProfiles.names))"
    case .agentType: "one of \(list(agentTypes.map(\.name)))"
    case .latencyModel: "one of \(list(latencyModels.map(\.name)))"
    case .fundamentalProcess: "one of \(list(fundamentals.map(\.name)))"
    case .section(let section): "a mapping with the keys \(list(section.fields.map(\.name)))"
    case .list(_, let count): "a list of \(count.lowerBound) to \(count.upperBound) mappings"
    case .latencyProfiles: "a mapping from names to latency profiles"
    case .latency: "a mapping with the keys of a latency"
    case .named(let section): "a mapping from names to mappings, each \(section.what)"
    case .include: "a path or a list of paths"
    }
  }
}

extension Field {
  /// The declaration of a plain value; nil for a shape of the file's own.
  var parameter: Parameter? {
    guard case .value(let kind) = kind else { return nil }
    return Parameter(name, kind, summary, default: isRequired ? nil : defaultValue)
  }
}
