/// What a replay of recorded data found.
public struct ReplayReport: Sendable {
  /// One comparison of replayed states with recorded ones.
  public struct Check: Hashable, Sendable {
    /// `one_step`, `free_run`, `by_key` or `priority`.
    public var name: String
    /// Levels compared, where a check is made at several depths.
    public var depth: Int?
    /// Rows (or, for `priority`, groups of executions) that count.
    public var compared = 0
    /// Those that are equal.
    public var equal = 0
    /// The first that is not, in words with its file and line.
    public var firstDifference: String?

    public init(name: String, depth: Int? = nil) {
      self.name = name
      self.depth = depth
    }

    /// Counts one comparison; `describe` is called for the first difference only.
    mutating func count(_ isEqual: Bool, describe: () -> String) {
      compared += 1
      if isEqual {
        equal += 1
      } else if firstDifference == nil {
        firstDifference = describe()
      }
    }
  }

  /// Rows of the message file, for replays that report them.
  public var messages: Int?
  public var checks: [Check]
  /// The share of comparisons that must be equal, 0 to 1.
  public var required: Double

  public init(messages: Int? = nil, checks: [Check], required: Double = 1) {
    self.messages = messages
    self.checks = checks
    self.required = required
  }
}

// MARK: - Verdict

extension ReplayReport {
  /// Whether every check reaches the required share.
  public var passed: Bool { checks.allSatisfy { isMet($0) } }

  /// The process's exit code: 0, or 1 where a check falls short.
  public var exitCode: Int32 { passed ? 0 : 1 }

  /// The first differing row of the first check that falls short, for standard error.
  public var firstDifference: String? {
    checks.first { !isMet($0) }?.firstDifference
  }

  private func isMet(_ check: Check) -> Bool {
    Double(check.equal) >= required * Double(check.compared)
  }
}

// MARK: - Output

extension ReplayReport {
  /// One JSON value, keys sorted.
  public var json: String {
    if let priority = checks.first(where: { $0.name == "priority" }) {
      return #"{"priority":{"exact":\#(priority.equal),"groups":\#(priority.compared)}}"#
    }
    var members: [String] = []
    let deep = checks.filter { $0.depth != nil }
    if !deep.isEmpty {
      let values = deep.map { ("\($0.depth ?? 0)", ReplayReport.counts($0)) }
      members.append(ReplayReport.member(deep[0].name, ReplayReport.object(values)))
    }
    for check in checks where check.depth == nil {
      members.append(ReplayReport.member(check.name, ReplayReport.counts(check)))
    }
    let count = messages.map { #","messages":\#($0)"# } ?? ""
    return #"{"checks":{\#(members.sorted().joined(separator: ","))}\#(count)}"#
  }

  /// A table for people.
  public var text: String {
    var lines: [String] = []
    if let messages { lines.append("messages \(messages)") }
    let rows = checks.map { check in
      [
        check.name + (check.depth.map { " \($0)" } ?? ""), "\(check.compared)", "\(check.equal)",
        isMet(check) ? "ok" : "falls short",
      ]
    }
    let table = [["check", "compared", "equal", "verdict"]] + rows
    let widths = (0..<3).map { column in table.map { $0[column].count }.max() ?? 0 }
    for row in table {
      let name = row[0] + ReplayReport.spaces(widths[0] - row[0].count)
      let numbers = (1..<3).map { ReplayReport.spaces(widths[$0] - row[$0].count) + row[$0] }
      lines.append(([name] + numbers + [row[3]]).joined(separator: "  "))
    }
    return lines.joined(separator: "\n")
  }

  private static func counts(_ check: Check) -> String {
    #"{"compared":\#(check.compared),"equal":\#(check.equal)}"#
  }

  private static func object(_ members: [(key: String, value: String)]) -> String {
    let sorted = members.sorted { $0.key < $1.key }
    return "{" + sorted.map { member($0.key, $0.value) }.joined(separator: ",") + "}"
  }

  private static func member(_ key: String, _ value: String) -> String { "\"\(key)\":\(value)" }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
