import SimKernel

/// Writes the JSON Schema of scenario files from the declarations that reading uses.
///
/// Draft 2020-12, for editors: it knows keys, shapes and spellings. What only the reading can know
/// (names that must exist, prices in whole ticks, ends after starts) it leaves open.
struct ScenarioSchema {
  let agentTypes: [AgentTypeDeclaration]
  let latencyModels: [LatencyModelDeclaration]
  let fundamentals: [FundamentalDeclaration]

  func root() -> JSONValue {
    var members = object(ScenarioFormat.root)
    let required = members.removeValue(forKey: "required")
    // A file that includes others may leave to them what the whole must have.
    members["anyOf"] = .array([
      .object(["required": .array([.string("include")])]), .object(["required": required!]),
    ])
    members["$schema"] = .string("https://json-schema.org/draft/2020-12/schema")
    members["title"] = .string("marketlab scenario")
    return .object(members)
  }

  private func object(_ section: Section, isOpen: Bool = false) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "type": .string("object"), "properties": properties(section.fields),
    ]
    if !isOpen { members["additionalProperties"] = .bool(false) }
    let required = section.fields.filter(\.isRequired)
    if !required.isEmpty { members["required"] = names(required) }
    return members
  }

  private func properties(_ fields: [Field]) -> JSONValue {
    var properties: [String: JSONValue] = [:]
    for field in fields {
      var members = value(field.kind)
      members["description"] = .string(field.summary)
      if let value = json(field.defaultValue) { members["default"] = value }
      properties[field.name] = .object(members)
    }
    return .object(properties)
  }

  private func names(_ fields: [Field]) -> JSONValue {
    .array(fields.map { .string($0.name) })
  }

  private func value(_ kind: FieldKind) -> [String: JSONValue] {
    switch kind {
    case .value(let kind): plain(kind)
    case .seed: integer(.unsigned(0), .unsigned(.max))
    case .name, .latencyProfile: text(pattern: "^[A-Za-z0-9_-]{1,64}$")
    case .symbol: text(pattern: "^[A-Za-z0-9_.-]{1,32}$")
    case .currency: text(pattern: "^[A-Z0-9]{3,8}$")
    case .tick: ["type": .string("number"), "exclusiveMinimum": .integer(0)]
    case .agentType: words(agentTypes.map(\.name))
    case .latencyModel: words(latencyModels.map(\.name))
    case .fundamentalProcess: words(fundamentals.map(\.name))
    case .section(let section): object(section)
    case .list(.section(let section), let count): list(of: object(section), count: count)
    case .list(.agent, let count): list(of: agent(), count: count)
    case .list(.fundamental, let count): list(of: fundamental(), count: count)
    case .list(.latencyPiece, let count):
      list(of: latency(ScenarioFormat.latencyPiece), count: count)
    case .latencyProfiles: named(latency(ScenarioFormat.latencyProfile))
    case .latency: latency(ScenarioFormat.latencyWay)
    case .named(let section): named(object(section))
    case .include:
      [
        "anyOf": .array([
          .object(["type": .string("string")]),
          .object(list(of: ["type": .string("string")], count: nil)),
        ])
      ]
    }
  }

  /// A mapping from names.
  private func named(_ members: [String: JSONValue]) -> [String: JSONValue] {
    [
      "type": .string("object"), "additionalProperties": .object(members),
      "propertyNames": .object(text(pattern: "^[A-Za-z0-9_-]{1,64}$")),
    ]
  }

  private func list(
    of item: [String: JSONValue], count: ClosedRange<Int>?
  ) -> [String: JSONValue] {
    var members: [String: JSONValue] = ["type": .string("array"), "items": .object(item)]
    if let count {
      members["minItems"] = .integer(Int64(count.lowerBound))
      members["maxItems"] = .integer(Int64(count.upperBound))
    }
    return members
  }

  private func agent() -> [String: JSONValue] {
    let variants = agentTypes.map { type in
      variant("type", type.name, isDefault: false, type.parameters)
    }
    return object(ScenarioFormat.agent, variants: variants)
  }

  private func fundamental() -> [String: JSONValue] {
    let variants = fundamentals.map { value in
      variant("process", value.name, isDefault: false, value.parameters)
    }
    return object(ScenarioFormat.fundamental, variants: variants)
  }

  /// A mapping with the keys of a latency model, or with what stands instead of one.
  private func latency(_ section: Section) -> [String: JSONValue] {
    let variants = latencyModels.enumerated().map { index, model in
      variant(
        "distribution", model.name, isDefault: index == 0, model.parameters,
        instead: instead(of: section))
    }
    return object(section, variants: variants)
  }

  /// The sets of keys of a section that need no model beside them.
  private func instead(of section: Section) -> [[String]] {
    let keys = section.fields.map(\.name)
    let ways = LatencyWay.allCases.map(\.name)
    return [["pieces"], ways].filter { $0.allSatisfy(keys.contains) }
  }

  private func object(_ section: Section, variants: [JSONValue]) -> [String: JSONValue] {
    var members = object(section, isOpen: true)
    members["allOf"] = variants.isEmpty ? nil : .array(variants)
    members["unevaluatedProperties"] = .bool(false)
    return members
  }

  /// The keys that a section takes in addition where one of its keys holds a word.
  ///
  /// - Parameter instead: Sets of keys, each of which stands instead of the required ones.
  private func variant(
    _ key: String, _ word: String, isDefault: Bool, _ parameters: [Parameter],
    instead: [[String]] = []
  ) -> JSONValue {
    let fields = parameters.map(Field.init)
    var condition: [String: JSONValue] = [
      "properties": .object([key: .object(["const": .string(word)])])
    ]
    if !isDefault { condition["required"] = .array([.string(key)]) }
    let required = names(fields.filter(\.isRequired))
    var then = ["properties": properties(fields)]
    if instead.isEmpty {
      then["required"] = required
    } else {
      let others = instead.map { JSONValue.array($0.map(JSONValue.string)) }
      then["anyOf"] = .array(([required] + others).map { .object(["required": $0]) })
    }
    return .object(["if": .object(condition), "then": .object(then)])
  }

  private func plain(_ kind: ParameterKind) -> [String: JSONValue] {
    switch kind {
    case .integer(let range): integer(.integer(range.lowerBound), .integer(range.upperBound))
    case .number(let range): number(range)
    case .duration(let range):
      text(
        pattern: (range.lowerBound < .zero ? "^-?" : "^")
          + "[0-9]+(_[0-9]+)*(\\.[0-9]+(_[0-9]+)*)? ?(ns|us|ms|s|min|h|d)$")
    case .timeOfDay:
      text(
        pattern: "^(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?"
          + "|24:00:00(\\.0{1,9})?)$")
    case .side: words(["buy", "sell"])
    case .flag: ["type": .string("boolean")]
    case .choice(let choices): words(choices)
    case .quantity: integer(.integer(1), .integer(Quantity.orderLimit - 1))
    case .price: ["type": .string("number")]
    case .instrument: text(pattern: "^[A-Za-z0-9_.-]{1,32}$")
    case .venue: text(pattern: "^[A-Za-z0-9_-]{1,64}$")
    case .text, .script, .table, .messages: ["type": .string("string")]
    case .basisPoints: text(pattern: "^-?[0-9]+(_[0-9]+)*(\\.[0-9]{1,4})? ?bps$")
    case .probability: number(0...1)
    }
  }

  /// An integer; with underscores it reaches an editor's schema as text.
  private func integer(_ low: JSONValue, _ high: JSONValue) -> [String: JSONValue] {
    let plain: [String: JSONValue] = ["type": .string("integer"), "minimum": low, "maximum": high]
    return ["anyOf": .array([.object(plain), .object(text(pattern: "^-?[0-9]+(_[0-9]+)+$"))])]
  }

  private func number(_ range: ClosedRange<Double>) -> [String: JSONValue] {
    [
      "type": .string("number"), "minimum": .number(range.lowerBound),
      "maximum": .number(range.upperBound),
    ]
  }

  private func text(pattern: String) -> [String: JSONValue] {
    ["type": .string("string"), "pattern": .string(pattern)]
  }

  private func words(_ words: [String]) -> [String: JSONValue] {
    ["enum": .array(words.map(JSONValue.string))]
  }

  /// A default as JSON; nil where there is none or where it names another part of the file.
  private func json(_ value: ParameterValue) -> JSONValue? {
    switch value {
    case .integer(let value): .integer(value)
    case .number(let value), .probability(let value): .number(value)
    case .flag(let value): .bool(value)
    case .quantity(let value): .integer(value.lots)
    case .duration, .timeOfDay, .side, .choice, .text, .basisPoints, .script:
      .string(value.description)
    case .price, .instrument, .venue, .table, .messages, .absent: nil
    }
  }
}

extension ScenarioReader {
  /// The JSON Schema of the scenario files that this reader takes, ending in a line break.
  public func schema() -> String {
    let schema = ScenarioSchema(
      agentTypes: agentTypes, latencyModels: latencyModels, fundamentals: fundamentals)
    return schema.root().text() + "\n"
  }
}
