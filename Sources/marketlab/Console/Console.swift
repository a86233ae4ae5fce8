import Foundation
import Harness
import Scenarios

/// Where a command prints: results on standard output, all else on standard error.
///
/// Text comes from files, too, so control characters in it are shown and not obeyed.
struct Console: Sendable {
  /// What the user typed to start us, for the command lines that we print.
  let program: String
  /// Whether somebody watches standard error.
  let isInteractive: Bool
  private let putOutput: @Sendable (String) -> Void
  private let putError: @Sendable (String) -> Void

  /// - Parameters:
  ///   - writeOutput: Takes what goes to standard output.
  ///   - writeError: Takes what goes to standard error.
  init(
    program: String = "marketlab", isInteractive: Bool,
    writeOutput: @escaping @Sendable (String) -> Void,
    writeError: @escaping @Sendable (String) -> Void
  ) {
    self.program = program
    self.isInteractive = isInteractive
    putOutput = writeOutput
    putError = writeError
  }

  static let standard = Console(
    program: CommandLine.arguments.first ?? "marketlab",
    isInteractive: isatty(STDERR_FILENO) == 1,
    writeOutput: { StandardStream.writeOutput($0) }, writeError: { StandardStream.writeError($0) })

  func writeOutput(_ text: String) { putOutput(VisibleText.escaping(text)) }

  func writeError(_ text: String) { putError(VisibleText.escaping(text)) }

  /// Prints one JSON value and a line break.
  func writeJSON(_ value: JSONValue) {
    putOutput(VisibleText.escapingJSON(value.text(.pretty)) + "\n")
  }

  /// Prints a result in the form that was asked for: one JSON value with `--json`, else text.
  func writeResult(
    _ arguments: Arguments, json: @autoclosure () -> JSONValue, text: @autoclosure () -> String
  ) {
    if arguments.has(.json) { writeJSON(json()) } else { writeOutput(text()) }
  }

  /// Replaces the line of progress, if somebody watches.
  func showProgress(_ text: String) {
    if isInteractive { putError("\r\u{1b}[K" + VisibleText.escaping(text)) }
  }

  func clearProgress() {
    if isInteractive { putError("\r\u{1b}[K") }
  }
}
