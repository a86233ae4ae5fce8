import Foundation
import Harness
import Scenarios

/// Where a command prints: results on standard output, all else on standard error.
struct Console: Sendable {
  /// Whether somebody watches standard error.
  let isInteractive: Bool
  let writeOutput: @Sendable (String) -> Void
  let writeError: @Sendable (String) -> Void

  static let standard = Console(
    isInteractive: isatty(STDERR_FILENO) == 1,
    writeOutput: { write($0, to: STDOUT_FILENO) }, writeError: { write($0, to: STDERR_FILENO) })

  /// Prints one JSON value and a line break.
  func writeJSON(_ value: JSONValue) { writeOutput(value.text(.pretty) + "\n") }

  /// Replaces the line of progress, if somebody watches.
  func showProgress(_ text: String) {
    if isInteractive { writeError("\r\u{1b}[K\(text)") }
  }

  func clearProgress() {
    if isInteractive { writeError("\r\u{1b}[K") }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let written = Foundation.write(descriptor, start, rest.count)
        if written >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
        } else if errno != EINTR {
          // A full disk or a closed terminal: the result is lost, and there is nowhere to say so.
          exit(ExitCode.internalError.rawValue)
        }
      }
    }
  }
}
