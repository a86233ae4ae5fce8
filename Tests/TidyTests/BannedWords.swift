/// Words that break determinism or purity below Harness, each with what to write instead.
enum BannedWords {
  /// How a word must stand to count.
  private enum Form {
    case anywhere
    /// Followed by a parenthesis, and not a declaration.
    case call
    /// A call that nothing qualifies: the C library's function, not one of ours.
    case bareCall
    /// A call on a value or a type, without arguments.
    case emptyMemberCall
    /// A call on a value or a type.
    case memberCall
  }

  static let layers: Set<String> = ["SimKernel", "Agents", "Scenarios"]

  private static let clock = "a run knows simulated time only: `SimTime`"
  private static let randomness = "every draw comes from a named stream"
  private static let environment = "a run depends on its scenario and seed alone"
  private static let concurrency = "one run is one thread"
  private static let mathematics = "the C library's last bits differ between processors: `DetMath`"
  private static let hashing = "hashes differ from process to process"
  private static let input = "only Harness reads and writes, only marketlab prints"

  /// Within `extension DetMath` an unqualified call is one of its own functions, and the table of
  /// imports keeps the C library out of these files.
  private static let ownMathematics = "Sources/SimKernel/Numerics/DetMath"

  private static let bans: [String: (form: Form, reason: String)] = {
    var bans: [String: (form: Form, reason: String)] = [:]
    func ban(_ words: [String], _ form: Form, _ reason: String) {
      for word in words { bans[word] = (form, reason) }
    }
    ban(["Date", "DispatchTime", "clock", "time"], .bareCall, clock)
    ban(["ContinuousClock", "SuspendingClock", "clock_gettime", "gettimeofday"], .anywhere, clock)
    ban(["SystemRandomNumberGenerator", "arc4random"], .anywhere, randomness)
    ban(["random"], .memberCall, randomness)
    ban(["UUID", "rand", "drand48"], .bareCall, randomness)
    ban(["shuffled", "shuffle"], .emptyMemberCall, randomness)
    ban(["getenv", "setenv", "ProcessInfo", "CommandLine"], .anywhere, environment)
    ban(["Task", "Thread", "actor", "async", "await"], .anywhere, concurrency)
    ban(["Mutex", "Atomic", "DispatchQueue"], .anywhere, concurrency)
    ban(
      [
        "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "pow", "sin", "cos", "tan", "tanh",
        "sinh", "cosh", "atan", "atan2", "erf", "erfc", "tgamma", "lgamma", "cbrt", "hypot", "fma",
      ], .bareCall, mathematics)
    ban(["sqrt"], .bareCall, "write `.squareRoot()`")
    ban(["Hasher"], .call, hashing)
    ban(["hashValue"], .anywhere, hashing)
    ban(["print", "debugPrint", "fopen", "puts"], .bareCall, input)
    ban(["FileManager", "FileHandle"], .anywhere, input)
    return bans
  }()

  static func violations(in files: [SourceFile]) -> [Violation] {
    files.filter { $0.isSwift && $0.path.hasPrefix("Sources/") && layers.contains($0.target) }
      .flatMap(violations)
  }

  private static func violations(in file: SourceFile) -> [Violation] {
    let tokens = Token.tokens(of: SourceText(file.text).code)
    return tokens.indices.compactMap { index in
      guard let ban = bans[tokens[index].text], stands(tokens, index, as: ban.form) else {
        return nil
      }
      if ban.reason == mathematics && file.path.hasPrefix(ownMathematics) { return nil }
      return Violation(
        path: file.path, line: tokens[index].line,
        problem: "`\(tokens[index].text)` below Harness: \(ban.reason)")
    }
  }

  private static func stands(_ tokens: [Token], _ index: Int, as form: Form) -> Bool {
    let before = index > 0 ? tokens[index - 1].text : ""
    let after = tokens[(index + 1)...].prefix(2).map(\.text)
    let isCall = after.first == "(" && before != "func"
    switch form {
    case .anywhere: return true
    case .call: return isCall
    case .bareCall: return isCall && before != "."
    case .memberCall: return isCall && before == "."
    case .emptyMemberCall: return isCall && before == "." && after == ["(", ")"]
    }
  }
}
