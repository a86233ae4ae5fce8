import Harness

/// How the process ended, for scripts.
enum ExitCode: Int32, Sendable {
  /// Done, and every check that was asked for passed.
  case done = 0
  /// A check failed: a golden, a validation, a comparison.
  case checkFailed = 1
  /// The input or the usage is wrong.
  case wrongInput = 2
  /// A fault of ours or of the machine that was caught.
  case internalError = 3
}

extension ExitCode {
  /// Of a command that the system refused something about a file.
  init(_ failure: FileFailure) {
    self = failure.isAboutPath ? .wrongInput : .internalError
  }
}
