import SimKernel

/// A run as a golden keeps it: a summary, the head of the tape and exact figures, all as text.
struct GoldenRun: Hashable, Sendable {
  var summary: String
  var tape: [String]
  var figures: GoldenFigures

  /// The files of a golden, in the order in which differences are looked for.
  static let files = ["tape.txt", "digest.json", "summary.txt"]

  /// Runs a scenario.
  ///
  /// - Throws: As `Runner.run`.
  init(_ setup: RunSetup) throws {
    let sink = GoldenSink(setup)
    let result = try Runner.run(setup, Runner.Options(), into: sink)
    summary = result.summary
    tape = sink.lines
    figures = GoldenFigures(result, sink.checkpoints)
  }

  /// Reads a golden back from the texts of its files; nil where one is missing or no golden's.
  init?(reading text: (String) throws -> String?) rethrows {
    guard let tape = try text("tape.txt"), let digest = try text("digest.json"),
      let summary = try text("summary.txt"), let figures = GoldenFigures(digest)
    else { return nil }
    self.summary = summary
    self.tape = tape.split(separator: "\n").map(String.init)
    self.figures = figures
  }

  /// The text of one of `files`.
  func text(of file: String) -> String {
    switch file {
    case "tape.txt": tape.map { $0 + "\n" }.joined()
    case "digest.json": figures.text
    case "summary.txt": summary
    default: preconditionFailure("a golden has no file '\(file)'")
    }
  }
}
