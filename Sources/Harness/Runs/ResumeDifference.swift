/// A run that is resumed does not repeat what its partial journal says; the journal is left as it
/// was up to its last good checkpoint.
public struct ResumeDifference: Error, CustomStringConvertible {
  public let description: String

  init(_ folder: String, _ difference: JournalDifference, _ names: JournalNames) {
    let event = difference.event.map(names.text(_:)) ?? "its first event"
    let last = difference.checkpoint.map { "last equal checkpoint: \($0.place)" }
    description =
      "\(folder): the run does not repeat itself: it differs from its journal in "
      + "\(event); \(last ?? "no checkpoint is equal")"
  }
}
