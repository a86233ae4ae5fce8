import Scenarios

/// Sorts typed words into a command's operands and options.
///
/// `--x`, `--x value` and `--x=value`; everything after `--` is an operand, and so is `-`. A word
/// that begins with `--` is never taken as a value, so that a forgotten one is noticed.
struct ArgumentReader {
  let command: any Command

  /// - Throws: `UsageError` for an unknown option, a missing or superfluous value, an option given
  ///   twice that is not repeated, and a missing or superfluous operand.
  func read(_ words: [String]) throws(UsageError) -> Arguments {
    var operands: [String] = []
    var values: [String: [String]] = [:]
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      if isOption(word) {
        try readOption(word, &rest, into: &values)
      } else {
        operands.append(word)
      }
    }
    try checkCount(of: operands)
    return Arguments(operands: operands, values: values, declared: command.options)
  }

  private func isOption(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word != "-" else { return false }
    return Double(word) == nil
  }

  private func readOption(
    _ word: String, _ rest: inout ArraySlice<String>, into values: inout [String: [String]]
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let option = try declaredOption(String(parts[0]))
    let attached = parts.count == 2 ? String(parts[1]) : nil
    let text: String
    if let valueName = option.value {
      guard let found = attached ?? takeValue(&rest) else {
        throw UsageError("--\(option.name) needs a value: --\(option.name) \(valueName)")
      }
      text = found
    } else {
      if let attached {
        throw UsageError("--\(option.name) takes no value, but was given '\(attached)'")
      }
      text = ""
    }
    if !option.isRepeated && values[option.name] != nil {
      throw UsageError("--\(option.name) is given twice")
    }
    values[option.name, default: []].append(text)
  }

  private func declaredOption(_ typed: String) throws(UsageError) -> Option {
    if let option = command.options.first(where: { "--\($0.name)" == typed }) { return option }
    let names = command.options.map { "--\($0.name)" } + ["--help"]
    throw UsageError("unknown option '\(typed)'\(NearestName.hint(typed, among: names))")
  }

  private func takeValue(_ rest: inout ArraySlice<String>) -> String? {
    guard let next = rest.first, !next.hasPrefix("--") else { return nil }
    return rest.popFirst()
  }

  private func checkCount(of operands: [String]) throws(UsageError) {
    let required = command.operands.prefix(while: \.count.isRequired).count
    if operands.count < required {
      throw UsageError("\(command.operands[operands.count].name) is missing")
    }
    let isBounded = !command.operands.contains(where: \.count.isRepeated)
    if isBounded && operands.count > command.operands.count {
      throw UsageError("superfluous '\(operands[command.operands.count])'")
    }
  }
}
