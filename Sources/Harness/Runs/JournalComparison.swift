import Scenarios
import SimKernel

/// Two runs compared: whether they are equal, and else the first event in which they differ.
public struct JournalComparison: Sendable {
  /// Whether both are whole and have one digest.
  public private(set) var areEqual = false
  /// Damage of either journal.
  public private(set) var damages: [JournalDamage] = []
  /// How the runs were made differently: seed, scenario, overrides.
  public private(set) var cause: String?
  public private(set) var lastEqual: JournalCheckpoint?
  /// The first checkpoints at which they differ; nil on a side that has none there.
  private var differing: (left: JournalCheckpoint?, right: JournalCheckpoint?)
  /// The first difference in what the journals hold.
  public private(set) var difference: JournalFirstDifference?
  private let digests: (left: SHA256Digest?, right: SHA256Digest?)
  private let events: Int

  /// Compares two runs' journals.
  ///
  /// Checkpoints hash everything before them, so the first differing one is found by bisection;
  /// only the records from the last equal one on are compared themselves.
  ///
  /// - Parameters:
  ///   - left: A run's folder or a journal file.
  ///   - right: Another one.
  /// - Throws: `RunError.unreadable`; `JournalDamage` where a file has no header of this format.
  public init(_ left: String, _ right: String) throws {
    let left = try JournalScan(path: RunFolder.journal(of: left))
    let right = try JournalScan(path: RunFolder.journal(of: right))
    damages = [left.damage, right.damage].compactMap { $0 }
    digests = (left.digest, right.digest)
    events = left.checkpoints.last?.events ?? 0
    differing = (nil, nil)
    let (leftHeader, rightHeader) = (try left.namedHeader, try right.namedHeader)
    cause = leftHeader.difference(from: rightHeader, calling: ("in A", "in B"))
    areEqual = damages.isEmpty && left.digest == right.digest
    if areEqual { return }
    let place = Self.firstDifference(left.checkpoints, right.checkpoints)
    lastEqual = place > 0 ? left.checkpoints[place - 1] : nil
    differing = (
      place < left.checkpoints.count ? left.checkpoints[place] : nil,
      place < right.checkpoints.count ? right.checkpoints[place] : nil
    )
    let starts = (
      place > 0 ? left.checkpoints[place - 1].end : left.bodyStart,
      place > 0 ? right.checkpoints[place - 1].end : right.bodyStart
    )
    var search = try JournalSearch(
      JournalSide(left, JournalNames(leftHeader), from: starts.0),
      JournalSide(right, JournalNames(rightHeader), from: starts.1))
    difference = try search.firstDifference()
  }

  /// The place of the first checkpoint that differs or is missing on one side.
  static func firstDifference(
    _ left: [JournalCheckpoint], _ right: [JournalCheckpoint]
  ) -> Int {
    var equal = 0
    var unknown = min(left.count, right.count)
    while equal < unknown {
      let middle = (equal + unknown) / 2
      if left[middle].agrees(with: right[middle]) {
        equal = middle + 1
      } else {
        unknown = middle
      }
    }
    return equal
  }
}

extension JournalScan {
  /// The header, without which there is nothing to compare.
  fileprivate var namedHeader: JournalHeader {
    get throws {
      if let header { return header }
      guard let damage else { preconditionFailure("\(path) has neither header nor damage") }
      throw damage
    }
  }
}

// MARK: - Text

extension JournalComparison {
  /// What was found, for people.
  public var text: String {
    if areEqual {
      let made = cause.map { "made differently (\($0)), but " } ?? ""
      return "\(made)equal: \(events) events, digest \(digests.left.map { "\($0)" } ?? "")\n"
    }
    var lines = damages.map { "\($0)" }
    if let cause { lines.append("made differently: \(cause)") }
    lines.append("last equal checkpoint: \(lastEqual?.place ?? "none")")
    if let difference {
      if difference.hasUnkeptBefore { lines.append(unkept) }
      lines += difference.lines
    } else if damages.isEmpty {
      lines.append(unkept)
    } else {
      lines.append("no difference before the damage")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var unkept: String {
    let until = differing.left ?? differing.right
    return
      "something that the journals do not hold (a wake-up that was asked for, a delivery without "
      + "consequence, a fee) differs between \(lastEqual?.place ?? "the start") and "
      + "\(until?.place ?? "the end"); --set record.deliveries=all keeps every delivery"
  }

  /// What was found, for other programs.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "equal": .bool(areEqual), "damages": .array(damages.map { .string("\($0)") }),
      "made_differently": cause.map(JSONValue.string) ?? .null,
      "last_equal_event": lastEqual.map { JSONValue($0.events) } ?? .null,
      "digests": .array(
        [digests.left, digests.right].map { $0.map { .string("\($0)") } ?? .null }),
    ]
    if let difference {
      members["first_difference"] = .array(difference.lines.map(JSONValue.string))
    }
    return .object(members)
  }
}
