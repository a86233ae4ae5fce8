/// Who may import whom: the arrows of ARCHITECTURE.md.
enum ImportRules {
  private static let allowed: [String: Set<String>] = [
    "SimKernel": ["CGSL", "CCrypto"],
    "Agents": ["SimKernel"],
    "Scenarios": ["Agents", "SimKernel", "CYAML"],
    "Harness": [
      "Scenarios", "Agents", "SimKernel", "CGSL", "COpenBLAS", "CLZMA", "CZlib", "CZstd",
      "Foundation", "Synchronization",
    ],
    "marketlab": [
      "Harness", "Scenarios", "Agents", "SimKernel", "Foundation", "Synchronization",
    ],
    "DeterminismControls": ["Foundation", "Synchronization"],
    "TestSupport": [
      "Harness", "Scenarios", "Agents", "SimKernel", "Foundation", "Synchronization", "Testing",
    ],
  ]

  /// What any test target may import besides its own layer and what that may import.
  private static let allowedInTests: Set<String> = [
    "Testing", "TestSupport", "Foundation", "Synchronization",
  ]

  /// Bridges of which a layer sees one wrapper, so that their C types stay in one file.
  private static let bridgesOfOneFile = ["CGSL", "CCrypto"]

  static func violations(in files: [SourceFile]) -> [Violation] {
    var violations: [Violation] = []
    var importers: [String: [SourceFile]] = [:]
    for file in files where file.isSwift && !file.target.isEmpty {
      for (module, line) in imports(of: file) {
        if file.path.hasPrefix("Sources/SimKernel/") { importers[module, default: []].append(file) }
        if let problem = problem(file.target, module) {
          violations.append(Violation(path: file.path, line: line, problem: problem))
        }
      }
    }
    for bridge in bridgesOfOneFile {
      for file in (importers[bridge] ?? []).dropFirst() {
        violations.append(
          Violation(
            path: file.path, line: 0, problem: "a second file of SimKernel imports \(bridge)"))
      }
    }
    return violations
  }

  private static func problem(_ target: String, _ module: String) -> String? {
    guard let modules = modules(of: target) else {
      return "the target \(target) has no row in the table of imports"
    }
    return modules.contains(module) ? nil : "\(target) may not import \(module)"
  }

  private static func modules(of target: String) -> Set<String>? {
    if let modules = allowed[target] { return modules }
    guard target.hasSuffix("Tests") else { return nil }
    let layer = String(target.dropLast("Tests".count))
    return (allowed[layer] ?? []).union(allowedInTests).union([layer])
  }

  private static let kinds: Set<String> = [
    "struct", "class", "enum", "func", "var", "let", "protocol", "typealias",
  ]

  private static func imports(of file: SourceFile) -> [(module: String, line: Int)] {
    let tokens = Token.tokens(of: SourceText(file.text).code)
    return tokens.indices.compactMap { index in
      guard tokens[index].text == "import", index + 1 < tokens.count else { return nil }
      let isKind = kinds.contains(tokens[index + 1].text) && index + 2 < tokens.count
      return (tokens[index + (isKind ? 2 : 1)].text, tokens[index].line)
    }
  }
}
