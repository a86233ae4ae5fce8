/// Reads a file and what it includes into one tree.
struct ScenarioLoader {
  /// Files included by included files.
  static let depthLimit = 8
  /// Inclusions in one scenario.
  static let fileLimit = 64
  /// Characters of a path in a message: its end matters most.
  private static let pathLimit = 1_000

  /// The bytes of an included file.
  let include: ((String) throws -> [UInt8])?
  var log = FaultLog()
  /// In the order in which they were read.
  private(set) var files: [String] = []
  private var inclusionCount = 0

  init(include: ((String) throws -> [UInt8])?) {
    self.include = include
  }

  /// The merged tree, or nil where a file could not be read as YAML.
  mutating func load(_ bytes: [UInt8], file: String) -> YAMLNode? {
    load(bytes, file: file, within: [])
  }

  private mutating func load(
    _ bytes: [UInt8], file: String, within outer: [String]
  ) -> YAMLNode? {
    if !files.contains(file) { files.append(file) }
    guard let root = YAMLDocument.parse(bytes, at: .file(file), log: &log) else { return nil }
    guard case .mapping(let entries) = root.content, let included = root["include"] else {
      return root
    }
    let own = YAMLNode(
      content: .mapping(entries.filter { $0.key != "include" }), place: root.place)
    guard let paths = paths(included) else { return nil }
    var merged: YAMLNode?
    for (path, place) in paths {
      guard let inner = read(path, place: place, within: outer + [file]) else { return nil }
      merged = merged.map { inner.merged(over: $0) } ?? inner
    }
    return merged.map { own.merged(over: $0) } ?? own
  }

  private mutating func read(
    _ path: String, place: SourcePlace, within outer: [String]
  ) -> YAMLNode? {
    let file = ScenarioLoader.path(path, from: outer.last ?? "")
    let name = shortened(file, to: ScenarioLoader.pathLimit)
    if let first = outer.firstIndex(of: file) {
      let circle = (outer[first...] + [file])
        .map { shortened($0, to: ScenarioLoader.pathLimit) }.joined(separator: " -> ")
      log.add(place, "'\(name)' includes itself by \(circle), allowed are files without a circle")
      return nil
    }
    inclusionCount += 1
    guard outer.count <= ScenarioLoader.depthLimit, inclusionCount <= ScenarioLoader.fileLimit
    else {
      log.add(
        place,
        "one more file '\(name)', allowed are \(ScenarioLoader.fileLimit) included files, "
          + "\(ScenarioLoader.depthLimit) deep")
      return nil
    }
    guard let include else {
      log.add(place, "the include '\(name)', allowed is a scenario in one file here")
      return nil
    }
    do {
      return mapping(load(try include(file), file: file, within: outer), name)
    } catch {
      log.add(
        place,
        "'\(name)' cannot be read: \(error), allowed is the path of a scenario file, from the "
          + "folder of this one")
      return nil
    }
  }

  /// An included tree that can be merged; nil and a fault for any other.
  private mutating func mapping(_ node: YAMLNode?, _ name: String) -> YAMLNode? {
    guard let node else { return nil }
    if case .mapping = node.content { return node }
    if node.content != .unusable {
      log.add(
        node.place,
        "the included file '\(name)' is \(node.found()), allowed is a mapping with the keys of a "
          + "scenario")
    }
    return nil
  }

  private mutating func paths(_ node: YAMLNode) -> [(String, SourcePlace)]? {
    var items = [node]
    if case .sequence(let list) = node.content { items = list }
    var paths: [(String, SourcePlace)] = []
    for item in items {
      if case .scalar(let path, _) = item.content, !item.isNull, !path.isEmpty {
        paths.append((path, item.place))
      } else if item.content != .unusable {
        log.add(item.place, "include is \(item.found()), allowed is a path or a list of paths")
      }
    }
    return paths.count == items.count ? paths : nil
  }

  /// A path seen from the folder of the including file, without `.` and `..` where they cancel.
  static func path(_ path: String, from file: String) -> String {
    let folder =
      path.hasPrefix("/") ? "" : file.split(separator: "/").dropLast().joined(separator: "/")
    let isAbsolute = path.hasPrefix("/") || file.hasPrefix("/")
    var parts: [Substring] = []
    for part in folder.split(separator: "/") + path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }
}

extension YAMLNode {
  /// This tree over another: mappings merge key by key, lists of named things by name, and
  /// everything else of this tree replaces what is below it.
  func merged(over base: YAMLNode) -> YAMLNode {
    switch (content, base.content) {
    case (.mapping(let own), .mapping(let below)):
      return YAMLNode(content: .mapping(YAMLNode.merged(own, over: below)), place: place)
    case (.sequence(let own), .sequence(let below)):
      guard (own + below).allSatisfy({ $0.itemName != nil }) else { return self }
      return YAMLNode(content: .sequence(YAMLNode.merged(own, over: below)), place: place)
    default: return self
    }
  }

  private static func merged(_ own: [Entry], over below: [Entry]) -> [Entry] {
    var result = below
    var places: [String: Int] = [:]
    for (index, entry) in below.enumerated() { places[entry.key] = index }
    for var entry in own {
      if let index = places[entry.key] {
        entry.value = entry.value.merged(over: result[index].value)
        result[index] = entry
      } else {
        result.append(entry)
      }
    }
    return result
  }

  private static func merged(_ own: [YAMLNode], over below: [YAMLNode]) -> [YAMLNode] {
    var result = below
    var places: [String: Int] = [:]
    for (index, item) in below.enumerated() { places[item.itemName ?? ""] = index }
    for item in own {
      // Each item below is merged into once, so that a name given twice here stays a fault.
      if let index = places.removeValue(forKey: item.itemName ?? "") {
        result[index] = item.merged(over: result[index])
      } else {
        result.append(item)
      }
    }
    return result
  }
}
