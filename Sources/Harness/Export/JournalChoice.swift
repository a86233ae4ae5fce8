import Scenarios
import SimKernel

/// Which lines of a journal are wanted; nil leaves a question open.
public struct JournalChoice: Sendable {
  /// Kinds of records that have lines.
  public enum Kind: String, CaseIterable, Sendable {
    case sent, refused, outcome, trade, quote, fault, news, regime
  }

  public var from: SimTime?
  /// The last moment.
  public var to: SimTime?
  /// A stable name, or that of a group for all its agents.
  public var agent: String?
  public var kind: Kind?
  public var lineLimit: Int?

  public init() {}

  /// Whether a record is wanted.
  func wants(_ record: DecodedRecord) -> Bool {
    guard let kind else { return true }
    switch record.kind {
    case .sent, .sentTriggers: return kind == .sent
    case .refused: return kind == .refused
    case .outcome: return kind == .outcome
    case .trade: return kind == .trade
    case .quote: return kind == .quote
    case .fault: return kind == .fault
    case .event: return record.title == kind.rawValue
    case .book, .checkpoint, .positions: return false
    }
  }

  /// The agents that are wanted; nil for all.
  ///
  /// - Throws: `ExportMistake.unknown`.
  func agents(of header: JournalHeader) throws(ExportMistake) -> Set<AgentIndex>? {
    guard let agent else { return nil }
    let places = header.agents.indices.filter {
      header.agents[$0] == agent || header.agents[$0].hasPrefix(agent + "/")
    }
    if places.isEmpty { throw unknown(agent, header) }
    return Set(places.map { AgentIndex(UInt32($0)) })
  }

  private func unknown(_ agent: String, _ header: JournalHeader) -> ExportMistake {
    let shown = 12
    let more = header.agents.count - shown
    return .unknown(
      what: "agent", name: agent, allowed: Array(header.agents.prefix(shown)),
      hint: (more > 0 ? " and \(more) more" : "") + NearestName.hint(agent, among: header.agents))
  }
}
