/// A value of a scenario replaced from the command line: `agents.buyer.quantity=5000`.
public struct ScenarioOverride: Hashable, Sendable {
  /// The keys from the top, joined by points; items of lists by name, symbol or number from 0.
  public var path: String
  /// The new value in YAML.
  public var value: String
  /// The argument as it was typed, for messages.
  public var argument: String

  /// The override that `--set` gives.
  ///
  /// - Throws: a fault where a path or an equals sign is missing.
  public init(_ assignment: String) throws(ScenarioError) {
    argument = "--set \(assignment)"
    guard let sign = assignment.firstIndex(of: "="), sign > assignment.startIndex else {
      let found = assignment.contains("=") ? "no path before '='" : "a path without '=' and a value"
      throw ScenarioError(faults: [
        ScenarioFault(
          place: .argument(argument),
          message: "\(found), allowed is path=value such as agents.buyer.quantity=5000")
      ])
    }
    path = String(assignment[..<sign])
    value = String(assignment[assignment.index(after: sign)...])
  }

  private init(path: String, value: String, argument: String) {
    self.path = path
    self.value = value
    self.argument = argument
  }

  /// The override that `--seed` gives.
  public static func seed(_ seed: UInt64) -> ScenarioOverride {
    ScenarioOverride(path: "seed", value: "\(seed)", argument: "--seed \(seed)")
  }

  var place: SourcePlace { .argument(argument) }
}

extension ScenarioOverride {
  /// The tree with the value replaced; the tree as it was, and a fault, where that cannot be.
  func applied(to root: YAMLNode, log: inout FaultLog) -> YAMLNode {
    guard let new = YAMLDocument.parse(Array(value.utf8), at: .argument(place), log: &log) else {
      return root
    }
    let keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    do throws(ScenarioFault) {
      guard keys.count <= YAMLDocument.depthLimit, !keys.contains("") else {
        throw fault("the path '\(shortened(path))', allowed are keys joined by single points")
      }
      guard keys[0] != "include" else {
        throw fault("include comes before overrides, allowed is 'include' in a file")
      }
      return try setting(new, at: keys[...], in: root, named: "the scenario")
    } catch {
      log.add(error.place, error.message)
      return root
    }
  }

  private func setting(
    _ new: YAMLNode, at keys: ArraySlice<String>, in node: YAMLNode?, named name: String
  ) throws(ScenarioFault) -> YAMLNode {
    guard let key = keys.first else { return new }
    switch node?.content {
    case .mapping(var entries)?:
      let known = entries.firstIndex { $0.key == key }
      let inner = known.map { entries[$0].value }
      let value = try setting(new, at: keys.dropFirst(), in: inner, named: key)
      if let known {
        entries[known].value = value
      } else {
        entries.append(YAMLNode.Entry(key: key, keyPlace: place, value: value))
      }
      return YAMLNode(content: .mapping(entries), place: node!.place)
    case .sequence(var items)?:
      let (index, used) = try item(keys, among: items, of: name)
      let inner = keys.dropFirst(used)
      items[index] = try setting(new, at: inner, in: items[index], named: "\(name).\(key)")
      return YAMLNode(content: .sequence(items), place: node!.place)
    case .scalar?, .unusable?, nil:
      guard node == nil || node!.isNull else {
        throw fault("no '\(shortened(key))' in \(name), which is a single value")
      }
      // A section that the file leaves out; the reading of the scenario checks its keys.
      let value = try setting(new, at: keys.dropFirst(), in: nil, named: key)
      let entry = YAMLNode.Entry(key: key, keyPlace: place, value: value)
      return YAMLNode(content: .mapping([entry]), place: place)
    }
  }

  /// The item that the first keys name, and how many keys the name takes.
  ///
  /// Symbols may have points of their own, so the longest name that fits is taken.
  private func item(
    _ keys: ArraySlice<String>, among items: [YAMLNode], of list: String
  ) throws(ScenarioFault) -> (index: Int, used: Int) {
    let names = items.compactMap(\.itemName)
    for used in stride(from: keys.count, through: 1, by: -1) {
      let name = keys.prefix(used).joined(separator: ".")
      if let index = items.firstIndex(where: { $0.itemName == name }) { return (index, used) }
    }
    let key = keys.first!
    if let index = Int(key), items.indices.contains(index) { return (index, 1) }
    let allowed = items.isEmpty ? "none" : "0 to \(items.count - 1)"
    let shown = names.isEmpty ? "" : " and \(names.prefix(24).joined(separator: ", "))"
    throw fault(
      "no '\(shortened(key))' in \(list), allowed are \(allowed)\(shown)"
        + NearestName.hint(key, among: names))
  }

  private func fault(_ message: String) -> ScenarioFault {
    ScenarioFault(place: place, message: message)
  }
}
