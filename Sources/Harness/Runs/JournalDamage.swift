/// What is wrong with a journal file, and up to where it is good.
public struct JournalDamage: InputMistake, Hashable {
  public enum Problem: Hashable, Sendable {
    case notAJournal
    case unknownFormat(UInt64)
    /// The header is as it was written, and says something else than is known here.
    case unknownHeader
    /// The file ends within a record.
    case cutShort
    /// The file ends between two records, without a footer: the run has not been finished.
    case noFooter
    /// Bytes have been changed since they were written.
    case altered
    /// Something comes after the end.
    case goesOn
  }

  public var path: String
  public var problem: Problem
  /// The last checkpoint that can be trusted.
  public var lastGood: JournalCheckpoint?

  public var description: String {
    switch problem {
    case .notAJournal:
      "\(path) is not a journal; allowed are a run's folder and its \(RunFolder.journalName)"
    case .unknownFormat(let version):
      "\(path) is a journal of format \(version), known is \(JournalFormat.version)"
    case .unknownHeader: "\(path) has a header that this version does not know"
    case .cutShort: "\(path) is cut short \(place)"
    case .noFooter: "\(path) ends without a footer \(place): its run was not finished"
    case .altered: "\(path) is damaged \(place)"
    case .goesOn: "\(path) goes on after its end"
    }
  }

  private var place: String {
    lastGood.map { "after \($0.place), its last good checkpoint" } ?? "before its first checkpoint"
  }
}
