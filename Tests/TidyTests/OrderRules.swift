/// Walks through dictionaries and sets where their order could reach an event.
///
/// Hash order differs from process to process. The rule knows the names that a file declares as a
/// dictionary or a set, by annotation, initial value, return type or payload of a case, and wants
/// `.sorted` in every chain that walks through one. What does not depend on the order says so:
/// `// order-free: reason`, on the line or the one above.
///
/// It cannot see a type that the compiler infers or that another file declares; the hashing axis of
/// the determinism matrix catches those where they matter.
enum OrderRules {
  private static let layers: Set<String> = ["SimKernel", "Agents", "Scenarios"]

  /// What walks through all elements, or picks one by its place.
  private static let walks: Set<String> = [
    "keys", "values", "map", "compactMap", "flatMap", "filter", "forEach", "enumerated", "reduce",
    "first", "lazy", "makeIterator", "prefix", "suffix", "dropFirst", "joined", "min", "max",
    "popFirst", "removeFirst", "elementsEqual", "startIndex", "indices", "description",
  ]

  /// What a walk must not be handed to.
  private static let takers: Set<String> = ["Array", "zip", "stride", "AnySequence"]

  static func violations(in files: [SourceFile]) -> [Violation] {
    files.filter { $0.isSwift && $0.path.hasPrefix("Sources/") && layers.contains($0.target) }
      .flatMap(violations)
  }

  private static func violations(in file: SourceFile) -> [Violation] {
    let source = SourceText(file.text)
    let tokens = Token.tokens(of: source.code)
    let names = UnorderedNames(in: tokens)
    let marked = markedLines(source.comments)
    return tokens.indices.compactMap { index in
      guard names.has(at: index), isWalked(tokens, index),
        !marked.contains(tokens[index].line), !marked.contains(tokens[index].line - 1)
      else { return nil }
      return Violation(
        path: file.path, line: tokens[index].line,
        problem: "`\(tokens[index].text)` is walked through in hash order: `.sorted`, or "
          + "`// order-free: reason`")
    }
  }

  private static func isWalked(_ tokens: [Token], _ index: Int) -> Bool {
    let chain = UnorderedNames.chain(tokens, from: index)
    guard !chain.contains("sorted") else { return false }
    if let first = chain.first { return walks.contains(first) }
    let before = beforeBase(tokens, index)
    let after = UnorderedNames.text(tokens, UnorderedNames.afterCall(tokens, index))
    if before == "in" { return after == "{" || after == "where" }
    guard before == "(", let opening = tokens[..<index].lastIndex(where: { $0.text == "(" }) else {
      return false
    }
    return opening > 0 && takers.contains(tokens[opening - 1].text) && [")", ","].contains(after)
  }

  /// What stands before a name or before the value that it is a member of.
  private static func beforeBase(_ tokens: [Token], _ index: Int) -> String {
    var start = index
    while start >= 2, tokens[start - 1].text == ".", tokens[start - 2].isWord { start -= 2 }
    return start > 0 ? tokens[start - 1].text : ""
  }

  /// Lines with a marker that gives a reason.
  private static func markedLines(_ comments: [UInt8]) -> Set<Int> {
    let lines = String(decoding: comments, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var marked: Set<Int> = []
    for (index, line) in lines.enumerated() {
      guard let range = line.firstRange(of: "order-free:") else { continue }
      if line[range.upperBound...].contains(where: \.isLetter) { marked.insert(index + 1) }
    }
    return marked
  }
}
