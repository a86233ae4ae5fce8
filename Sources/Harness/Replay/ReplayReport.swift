import Scenarios

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

    /// `free_run 5`.
    var title: String { name + (depth.map { " \($0)" } ?? "") }

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
  /// Whether every check reaches the required share and compared something, at one depth at least
  /// where it is made at several.
  public var passed: Bool { checks.allSatisfy { isMet($0) } }

  /// What keeps the first check that falls short from passing, for standard error.
  public var firstDifference: String? {
    guard let check = checks.first(where: { !isMet($0) }) else { return nil }
    return check.firstDifference ?? "\(check.title): found nothing to compare, allowed is 1 or more"
  }

  private func isMet(_ check: Check) -> Bool {
    comparesAnything(check.name) && Double(check.equal) >= required * Double(check.compared)
  }

  /// A check that compared nothing at all has shown nothing. A free run can lack rows that count at
  /// its full depth alone.
  private func comparesAnything(_ name: String) -> Bool {
    checks.contains { $0.name == name && $0.compared > 0 }
  }
}

// MARK: - Output

extension ReplayReport {
  /// The counts: `{"checks": {name: {"compared", "equal"}}, "messages"}`, with a member for each
  /// depth where a check has several; for predictions `{"priority": {"exact", "groups"}}`.
  public var json: JSONValue {
    var members: [String: JSONValue] = [:]
    var deep: [String: [String: JSONValue]] = [:]
    for check in checks {
      if check.name == "priority" {
        let counts: JSONValue = [
          "exact": JSONValue(check.equal), "groups": JSONValue(check.compared),
        ]
        return ["priority": counts]
      }
      let counts: JSONValue = [
        "compared": JSONValue(check.compared), "equal": JSONValue(check.equal),
      ]
      if let depth = check.depth {
        deep[check.name, default: [:]]["\(depth)"] = counts
      } else {
        members[check.name] = counts
      }
    }
    for (name, depths) in deep { members[name] = .object(depths) }
    var report: [String: JSONValue] = ["checks": .object(members)]
    if let messages { report["messages"] = JSONValue(messages) }
    return .object(report)
  }

  /// A table for people.
  public var text: String {
    var table = Table(["check", "compared", "equal", ""])
    for check in checks {
      let verdict =
        check.compared == 0 ? "nothing to compare" : isMet(check) ? "ok" : "falls short"
      table.append([check.title, "\(check.compared)", "\(check.equal)", verdict])
    }
    return (messages.map { "messages \($0)\n" } ?? "") + table.text
  }
}
