/// What must hold between the files of the repository, and in those that are not Swift.
enum RepositoryRules {
  /// Every scenario has a golden run, and every golden run a scenario.
  static func goldenViolations(scenarios: [String], goldens: [String]) -> [Violation] {
    let missing = Set(scenarios).subtracting(goldens).sorted().map {
      Violation(path: "scenarios/\($0).yaml", line: 0, problem: "has no folder golden/\($0)")
    }
    let unused = Set(goldens).subtracting(scenarios).sorted().map {
      Violation(path: "golden/\($0)", line: 0, problem: "there is no scenarios/\($0).yaml")
    }
    return missing + unused
  }

  static func makefileViolations(_ text: String) -> [Violation] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      guard let colon = line.firstIndex(of: ":"), let first = line.first, first.isLetter,
        line[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }),
        !line[colon...].hasPrefix(":="), !line.contains("#-- ")
      else { return nil }
      return Violation(
        path: "Makefile", line: index + 1, problem: "the target \(line[..<colon]) has no help")
    }
  }

  static func packageViolations(_ text: String) -> [Violation] {
    let tokens = Token.tokens(of: SourceText(text).code)
    return tokens.filter { $0.text == "unsafeFlags" }.map {
      Violation(
        path: "Package.swift", line: $0.line,
        problem: "unsafeFlags: a package with them cannot be depended on")
    }
  }

  /// A C compiler may fuse a product and a sum, which changes the last bit, unless told not to.
  static func contractionViolations(in files: [SourceFile]) -> [Violation] {
    let headers = files.filter { $0.path.hasSuffix(".h") || $0.path.hasSuffix(".c") }
    return headers.compactMap { file in
      // Preprocessor lines and comments of C look enough like Swift's to be told apart alike.
      let words = Token.tokens(of: SourceText(file.text).code).map(\.text)
      guard words.contains("double") || words.contains("float") else { return nil }
      guard !file.text.contains("#pragma STDC FP_CONTRACT OFF") else { return nil }
      return Violation(
        path: file.path, line: 0,
        problem: "floating point without `#pragma STDC FP_CONTRACT OFF`")
    }
  }
}
