import Foundation
import Synchronization

/// Whether the user asked the process to stop, by Ctrl-C or SIGTERM.
///
/// Long work polls it between events, stops where a run can be resumed, and says how. A second
/// request ends the process at once.
enum Interruption {
  /// The signal that asked; 0 where none has.
  private static let requested = Atomic<Int32>(0)

  static var isRequested: Bool { requested.load(ordering: .relaxed) != 0 }

  /// Begins to listen; a command that never polls leaves Ctrl-C to the system.
  static func listen() {
    // The first access of a global takes a lock, which a signal handler must not.
    _ = isRequested
    for number in [SIGINT, SIGTERM] { signal(number, handler) }
  }

  /// Ends the process by the signal that asked for it, as a process ends that does not listen.
  static func end() -> Never {
    let number = requested.load(ordering: .relaxed)
    end(by: number == 0 ? SIGINT : number)
  }

  /// Ends the process by a signal.
  static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    // Threads of the task pool block every signal.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
    exit(ExitCode.internalError.rawValue)
  }

  private static let handler: @convention(c) (Int32) -> Void = { number in
    if requested.exchange(number, ordering: .relaxed) != 0 {
      signal(number, SIG_DFL)
      raise(number)
    }
  }
}
