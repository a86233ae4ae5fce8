import Foundation

/// The three streams that a process is given.
enum StandardStream {
  /// Prepares the streams; called once, before anything is opened.
  static func prepare() {
    // A write then fails with a reason in place of ending us, whatever thread it is on.
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
    // A file that we open must not get the number of a stream that was closed, or results would
    // end up in it. What stands in refuses to be read or written as the closed stream did.
    holdPlace(STDIN_FILENO, O_WRONLY)
    holdPlace(STDOUT_FILENO, O_RDONLY)
    holdPlace(STDERR_FILENO, O_RDONLY)
  }

  private static func holdPlace(_ descriptor: Int32, _ mode: Int32) {
    // The lowest free number is given, and those below are taken.
    if fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", mode) }
  }

  /// Prints a result. Where that fails the process ends, because the result is lost.
  static func writeOutput(_ text: String) {
    let code = write(text, to: STDOUT_FILENO)
    if code == 0 { return }
    // A reader that has seen enough ends us as it ends other tools.
    if code == EPIPE { Interruption.end(by: SIGPIPE) }
    writeError("marketlab: standard output: cannot write: \(String(cString: strerror(code)))\n")
    exit(ExitCode.internalError.rawValue)
  }

  /// Prints a message. Where that fails there is nowhere to say so, and the results still count.
  static func writeError(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// - Returns: 0, or the number of the error.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let written = Foundation.write(descriptor, start, rest.count)
        if written >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }
}
