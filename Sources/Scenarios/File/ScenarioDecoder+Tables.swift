import SimKernel

extension ScenarioDecoder {
  /// Rows of one file at the most.
  private static let rowLimit = 100_000

  /// The numbers of a CSV file that a value names by its path, from the folder of the file in which
  /// the value stands.
  mutating func table(_ node: YAMLNode, _ key: String, _ columns: [String]) -> [[Double]]? {
    let allowed = ParameterKind.table(columns: columns).allowed
    guard case .scalar(let text, _) = node.content, !node.isNull, !text.isEmpty else {
      wrong(node, key, allowed)
      return nil
    }
    guard let file = namedFile(node, text, key, allowed) else { return nil }
    return rows(file.bytes, file.path, node, columns)
  }

  /// The recorded messages of a file, in ticks and lots of an instrument.
  ///
  /// The bytes are asked for, too, so that whoever hands them out knows of the file.
  mutating func history(_ node: YAMLNode, _ key: String, tick: ExactDecimal?) -> MessageHistory? {
    let allowed = ParameterKind.messages.allowed
    guard case .scalar(let text, _) = node.content, !node.isNull, !text.isEmpty else {
      wrong(node, key, allowed)
      return nil
    }
    guard let tick, let file = namedFile(node, text, key, allowed) else { return nil }
    guard let readMessages else {
      log.add(node.place, "\(key) is '\(shortened(file.path))', and nothing here reads messages")
      return nil
    }
    do {
      return try readMessages(file.path, MessageUnits(tick: tick, lot: unitsPerLot))
    } catch {
      log.add(node.place, "\(key): \(error)")
      return nil
    }
  }

  /// A file that a value names by its path, from the folder of the file in which the value stands.
  mutating func namedFile(
    _ node: YAMLNode, _ text: String, _ key: String, _ allowed: String
  ) -> (path: String, bytes: [UInt8])? {
    let path = ScenarioLoader.path(text, from: folderFile(of: node))
    guard let include else {
      log.add(node.place, "\(key) is '\(shortened(path))', allowed is a scenario in one file here")
      return nil
    }
    do {
      let bytes = try include(path)
      let mark = YAMLDocument.byteOrderMark
      return (path, bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes)
    } catch {
      log.add(
        node.place,
        "\(key) '\(shortened(path, to: 1_000))' cannot be read: \(error), allowed is \(allowed)")
      return nil
    }
  }

  func folderFile(of node: YAMLNode) -> String {
    if case .file(let file, _, _) = node.place { file } else { file }
  }

  private mutating func rows(
    _ bytes: [UInt8], _ path: String, _ node: YAMLNode, _ columns: [String]
  ) -> [[Double]]? {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0, as: UTF8.self) }
    if lines.last == "" { lines.removeLast() }
    let header = columns.joined(separator: ",")
    guard lines.first == header else {
      tableFault(node, path, 1, lines.first ?? "", "the header \(header)")
      return nil
    }
    guard lines.count <= ScenarioDecoder.rowLimit else {
      log.add(
        node.place,
        "'\(shortened(path))' has \(lines.count - 1) rows, allowed are fewer than "
          + "\(ScenarioDecoder.rowLimit)")
      return nil
    }
    var rows: [[Double]] = []
    for (place, line) in lines.enumerated().dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = cells.compactMap { ScalarText.number(String($0)) }
      guard numbers.count == columns.count, cells.count == columns.count else {
        tableFault(node, path, place + 1, line, "\(columns.count) numbers: \(header)")
        return nil
      }
      rows.append(numbers)
    }
    return rows
  }

  private mutating func tableFault(
    _ node: YAMLNode, _ path: String, _ line: Int, _ found: String, _ allowed: String
  ) {
    log.add(
      node.place,
      "'\(shortened(path))', line \(line): '\(shortened(found))', allowed is \(allowed)")
  }
}
