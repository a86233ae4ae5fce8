/// Reads the part of YAML that scenarios are written in.
///
/// One document of mappings, lists and scalars. Anchors, aliases, tags, merge keys, duplicate keys
/// and keys that are not text are faults, because each makes a file mean something other than what
/// it shows.
struct YAMLDocument {
  /// Bytes of one file.
  static let sizeLimit = 4 << 20
  /// Mappings and lists within each other.
  static let depthLimit = 32
  /// Values in one file.
  static let nodeLimit = 200_000

  /// U+FEFF in UTF-8, which some editors write before the text.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The value of a document, or nil where a mistake of syntax or a limit ends the reading; every
  /// fault is added to `log`.
  static func parse(_ bytes: [UInt8], at place: PlaceMaker, log: inout FaultLog) -> YAMLNode? {
    guard bytes.count <= sizeLimit else {
      log.add(place.start, "\(bytes.count) bytes, allowed are \(sizeLimit)")
      return nil
    }
    // libyaml would count a mark of byte order as a column and then miss the end of the mapping.
    let text = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
    guard !text.isEmpty else { return null(at: place.start) }
    return text.withUnsafeBufferPointer { buffer in
      var builder = YAMLTreeBuilder(
        reader: YAMLEventReader(buffer, file: place), start: place.start, log: log)
      defer { log = builder.log }
      do throws(ScenarioFault) {
        return try builder.document()
      } catch {
        builder.log.add(error.place, error.message)
        return nil
      }
    }
  }

  static func null(at place: SourcePlace) -> YAMLNode {
    YAMLNode(content: .scalar("", style: .plain), place: place)
  }
}

/// Builds the tree of one document from the parser's events.
private struct YAMLTreeBuilder {
  let reader: YAMLEventReader
  let start: SourcePlace
  var log: FaultLog
  private var nodeCount = 0

  init(reader: YAMLEventReader, start: SourcePlace, log: FaultLog) {
    self.reader = reader
    self.start = start
    self.log = log
  }

  mutating func document() throws(ScenarioFault) -> YAMLNode {
    var root: YAMLNode?
    while true {
      let event = try reader.next()
      switch event.kind {
      case .streamEnd: return root ?? YAMLDocument.null(at: start)
      case .documentStart:
        guard root == nil else {
          throw ScenarioFault(place: event.place, message: "a second document, allowed is one")
        }
      case .other: continue
      default: root = try node(event, depth: 0)
      }
    }
  }

  private mutating func node(_ event: YAMLEvent, depth: Int) throws(ScenarioFault) -> YAMLNode {
    try checkLimits(event, depth: depth)
    if let decoration = event.decoration {
      log.add(event.place, "\(decoration), allowed are values without anchors and tags")
    }
    switch event.kind {
    case .scalar(let text, let style):
      return YAMLNode(content: .scalar(text, style: style), place: event.place)
    case .sequenceStart: return try sequence(event, depth: depth)
    case .mappingStart: return try mapping(event, depth: depth)
    case .alias(let name):
      log.add(event.place, "the alias '*\(shortened(name))', allowed are values written out")
      return YAMLNode(content: .unusable, place: event.place)
    case .streamEnd, .documentStart, .end, .other:
      preconditionFailure("\(event.kind) where a value begins")
    }
  }

  private mutating func checkLimits(_ event: YAMLEvent, depth: Int) throws(ScenarioFault) {
    guard depth <= YAMLDocument.depthLimit else {
      throw ScenarioFault(
        place: event.place,
        message: "values nested more than \(YAMLDocument.depthLimit) deep, which is the limit")
    }
    nodeCount += 1
    guard nodeCount <= YAMLDocument.nodeLimit else {
      throw ScenarioFault(
        place: event.place,
        message: "more than \(YAMLDocument.nodeLimit) values, which is the limit of a file")
    }
  }

  private mutating func sequence(
    _ start: YAMLEvent, depth: Int
  ) throws(ScenarioFault) -> YAMLNode {
    var items: [YAMLNode] = []
    while true {
      let event = try reader.next()
      if case .end = event.kind { break }
      items.append(try node(event, depth: depth + 1))
    }
    return YAMLNode(content: .sequence(items), place: start.place)
  }

  private mutating func mapping(
    _ start: YAMLEvent, depth: Int
  ) throws(ScenarioFault) -> YAMLNode {
    var entries: [YAMLNode.Entry] = []
    var places: [String: SourcePlace] = [:]
    while true {
      let event = try reader.next()
      if case .end = event.kind { break }
      let key = try node(event, depth: depth + 1)
      let value = try node(try reader.next(), depth: depth + 1)
      guard let name = keyName(key) else { continue }
      if let first = places.updateValue(key.place, forKey: name) {
        places[name] = first
        log.add(key.place, "the key '\(shortened(name))' again, the first is at \(first)")
      } else {
        entries.append(YAMLNode.Entry(key: name, keyPlace: key.place, value: value))
      }
    }
    return YAMLNode(content: .mapping(entries), place: start.place)
  }

  private mutating func keyName(_ key: YAMLNode) -> String? {
    guard case .scalar(let name, let style) = key.content, !key.isNull else {
      if key.content != .unusable {
        log.add(key.place, "a key that is \(key.found()), allowed is a name")
      }
      return nil
    }
    guard style != .plain || name != "<<" else {
      log.add(key.place, "the merge key '<<', allowed is 'include' or writing the values out")
      return nil
    }
    return name
  }
}
