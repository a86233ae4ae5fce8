/// What a target must name in `Package.swift`.
///
/// SwiftPM compiles a target anew where one that it names has changed, and only then. What it
/// builds on by way of another is compiled in as well (layouts of types, bodies of functions), so a
/// target that does not name it runs with old offsets after an update.
enum PackageRules {
  static func violations(_ manifest: String) -> [Violation] {
    let named = dependencies(manifest)
    return named.keys.sorted().flatMap { target in
      let own = named[target]!
      return own.flatMap { named[$0] ?? [] }.filter { named[$0] != nil && !own.contains($0) }
        .reduce(into: Set()) { $0.insert($1) }.sorted()
        .map { Violation(path: "Package.swift", line: 0, problem: "\(target) does not name \($0)") }
    }
  }

  /// What each Swift target of a manifest names.
  private static func dependencies(_ manifest: String) -> [String: Set<String>] {
    let layers = manifest.firstMatch(of: /let layers: .*\[(?<names>"[^\]]*)\]/)?.names ?? ""
    var named: [String: Set<String>] = [:]
    for target in manifest.matches(
      of: /\.(target|executableTarget|testTarget)\(\s*name: "(?<name>\w+)"(?<rest>[^)]*)\)/)
    {
      let rest = target.rest.prefix(
        upTo: target.rest.firstRange(of: "path:")?.lowerBound ?? target.rest.endIndex)
      let all = rest.contains("layers") ? rest + layers : rest
      named[String(target.name)] = Set(all.matches(of: /"(\w+)"/).map { String($0.1) })
    }
    return named
  }
}
