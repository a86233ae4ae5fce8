/// Limits on lines, functions and files, and words that must not be left behind.
enum LayoutRules {
  static let fileLimit = 400
  static let functionLimit = 70
  static let columnLimit = 100

  static func violations(in files: [SourceFile]) -> [Violation] {
    files.filter(\.isSwift).flatMap { longFile($0) + longLines($0) + longFunctions($0) }
      + files.flatMap { leftovers($0) + machinePaths($0) }
  }

  private static func longFile(_ file: SourceFile) -> [Violation] {
    let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
    guard count > fileLimit else { return [] }
    return [
      Violation(path: file.path, line: 0, problem: "\(count) lines, allowed \(fileLimit)")
    ]
  }

  private static func longLines(_ file: SourceFile) -> [Violation] {
    file.lines.enumerated().compactMap { index, line in
      // Characters are counted only where bytes do not settle it.
      guard line.utf8.count > columnLimit, line.count > columnLimit else { return nil }
      return Violation(
        path: file.path, line: index + 1,
        problem: "\(line.count) columns, allowed \(columnLimit)")
    }
  }

  private static func longFunctions(_ file: SourceFile) -> [Violation] {
    let tokens = Token.tokens(of: SourceText(file.text).code)
    return tokens.indices.compactMap { index in
      guard isDeclaration(tokens, index), let end = end(of: index, in: tokens) else { return nil }
      let count = tokens[end].line - tokens[index].line + 1
      guard count > functionLimit else { return nil }
      let name = tokens[min(index + 1, tokens.count - 1)].text
      return Violation(
        path: file.path, line: tokens[index].line,
        problem: "the function \(name) has \(count) lines, allowed \(functionLimit)")
    }
  }

  private static func isDeclaration(_ tokens: [Token], _ index: Int) -> Bool {
    let isQualified = index > 0 && tokens[index - 1].text == "."
    return !isQualified && ["func", "init", "deinit", "subscript"].contains(tokens[index].text)
  }

  /// The token that closes the body, or nil for a declaration without one.
  private static func end(of start: Int, in tokens: [Token]) -> Int? {
    var parentheses = 0
    var braces = 0
    for index in tokens.indices[(start + 1)...] {
      switch tokens[index].text {
      case "(", "[": parentheses += 1
      case ")", "]":
        parentheses -= 1
        if parentheses < 0 { return nil }
      case "{" where parentheses == 0: braces += 1
      case "}" where parentheses == 0:
        braces -= 1
        if braces == 0 { return index }
        if braces < 0 { return nil }
      case "func", "init", "var", "let", "case", "subscript", "deinit":
        if braces == 0 && parentheses == 0 && index > start + 1 { return nil }
      default: break
      }
    }
    return nil
  }

  private static let leftoverWords = ["TODO", "FIXME", "XXX", "HACK"]

  private static func leftovers(_ file: SourceFile) -> [Violation] {
    let searched =
      file.isSwift ? String(decoding: SourceText(file.text).comments, as: UTF8.self) : file.text
    let lines = searched.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().flatMap { index, line in
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      return leftoverWords.filter { words.contains(Substring($0)) }.map {
        Violation(path: file.path, line: index + 1, problem: "\($0) is left behind")
      }
    }
  }

  /// Assembled, so that this file does not hold one itself.
  private static let machineFolders = ["home", "Users", "tmp", "work"].map { "/" + $0 + "/" }

  private static func machinePaths(_ file: SourceFile) -> [Violation] {
    file.lines.enumerated().compactMap { index, line in
      guard let folder = machineFolders.first(where: { isPath($0, in: line) }) else { return nil }
      return Violation(
        path: file.path, line: index + 1, problem: "\(folder) is a path of one machine")
    }
  }

  /// Whether the folder stands at a path's beginning, not within `a/folder/b`.
  private static func isPath(_ folder: String, in line: Substring) -> Bool {
    var rest = line
    while let range = rest.firstRange(of: folder) {
      let before = line[..<range.lowerBound].last
      if before == nil || !(before!.isLetter || before!.isNumber || "._-}*)".contains(before!)) {
        return true
      }
      rest = rest[range.upperBound...]
    }
    return false
  }
}
