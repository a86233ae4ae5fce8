import CYAML

/// One event of the YAML parser, copied out of libyaml's memory.
struct YAMLEvent {
  enum Kind {
    case streamEnd
    case documentStart
    case scalar(String, style: YAMLNode.ScalarStyle)
    case sequenceStart
    case mappingStart
    case end
    case alias(String)
    /// The start of the stream and ends of documents.
    case other
  }

  var kind: Kind
  var place: SourcePlace
  /// An anchor as `&name`, else a tag as `!name`, else nil.
  var decoration: String?
}

/// libyaml's parser over bytes in memory.
///
/// Owns the parser's memory, which is why it is a class, and frees every event before the next is
/// read.
final class YAMLEventReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: PlaceMaker
  private var lines: YAMLLineStarts

  /// - Precondition: `bytes` is not empty and outlives the reader.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: PlaceMaker) {
    parser = .allocate(capacity: 1)
    precondition(yaml_parser_initialize(parser) == 1, "no memory for the YAML parser")
    // Without this a byte order mark would choose UTF-16.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress!, bytes.count)
    self.bytes = bytes
    self.file = file
    lines = YAMLLineStarts(bytes)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event.
  ///
  /// - Throws: the place and libyaml's words for a mistake of syntax or encoding; no further event
  ///   may be asked for then.
  func next() throws(ScenarioFault) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw fault() }
    defer { yaml_event_delete(&event) }
    let place = file.place(event.start_mark)
    switch event.type {
    case YAML_STREAM_END_EVENT: return YAMLEvent(kind: .streamEnd, place: place)
    case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, place: place)
    case YAML_ALIAS_EVENT:
      let name = text(event.data.alias.anchor) ?? ""
      return YAMLEvent(kind: .alias(name), place: place)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return YAMLEvent(
        kind: .scalar(value, style: style(scalar.style, value, event.start_mark)), place: place,
        decoration: decoration(scalar.anchor, scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return YAMLEvent(
        kind: .sequenceStart, place: place, decoration: decoration(start.anchor, start.tag))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return YAMLEvent(
        kind: .mappingStart, place: place, decoration: decoration(start.anchor, start.tag))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      return YAMLEvent(kind: .end, place: place)
    default: return YAMLEvent(kind: .other, place: place)
    }
  }

  private func style(
    _ style: yaml_scalar_style_t, _ text: String, _ mark: yaml_mark_t
  ) -> YAMLNode.ScalarStyle {
    switch style {
    case YAML_PLAIN_SCALAR_STYLE: .plain
    case YAML_LITERAL_SCALAR_STYLE: .literal(indent: lines.indent(of: text, below: Int(mark.line)))
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .quoted
    }
  }

  private func decoration(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?
  ) -> String? {
    text(anchor).map { "the anchor '&\($0)'" } ?? text(tag).map { "the tag '\($0)'" }
  }

  private func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    characters.map { String(cString: $0) }
  }

  private func fault() -> ScenarioFault {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
    if parser.pointee.error == YAML_READER_ERROR {
      return ScenarioFault(
        place: file.place(byte: parser.pointee.problem_offset, of: bytes),
        message: "not YAML in UTF-8: \(problem)")
    }
    let context = parser.pointee.context.map { " \(String(cString: $0))" } ?? ""
    return ScenarioFault(
      place: file.place(parser.pointee.problem_mark), message: "not YAML: \(problem)\(context)")
  }
}

/// Turns libyaml's positions into places of one file, or of the argument that the text came from.
struct PlaceMaker: Sendable {
  /// The place of everything, for the value of an argument; nil for a file.
  var argument: SourcePlace?
  var file: String

  static func file(_ name: String) -> PlaceMaker { PlaceMaker(argument: nil, file: name) }

  static func argument(_ place: SourcePlace) -> PlaceMaker {
    PlaceMaker(argument: place, file: "")
  }

  var start: SourcePlace { argument ?? .file(file, line: 1, column: 1) }

  func place(_ mark: yaml_mark_t) -> SourcePlace {
    argument ?? .file(file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  /// The place of a byte; characters of UTF-8 are counted by their first bytes.
  func place(byte offset: Int, of bytes: UnsafeBufferPointer<UInt8>) -> SourcePlace {
    if let argument { return argument }
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return .file(file, line: line, column: column)
  }
}
