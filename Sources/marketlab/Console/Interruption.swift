import Foundation
import Synchronization

/// Whether the user asked the process to stop, by Ctrl-C or SIGTERM.
///
/// Long work polls it between events, stops where a run can be resumed, and says how. A request a
/// second or more after the first ends the process at once; an earlier one is the first one's echo,
/// as `timeout` signals the process and then its group.
enum Interruption {
  /// The signal that asked; 0 where none has.
  private static let requested = Atomic<Int32>(0)
  /// When the first request came, nanoseconds of a clock that only goes forward; 0 where none has.
  private static let firstRequest = Atomic<Int64>(0)

  /// How long further requests are echoes of the first, nanoseconds.
  private static let echo: Int64 = 1_000_000_000

  static var isRequested: Bool { requested.load(ordering: .relaxed) != 0 }

  /// Begins to listen; a command that never polls leaves Ctrl-C to the system.
  static func listen() {
    // The first access of a global takes a lock, which a signal handler must not.
    _ = isRequested
    _ = (isEcho(at: 0), echo)
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
    if isEcho(at: now()) {
      _ = requested.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    } else {
      signal(number, SIG_DFL)
      raise(number)
    }
  }

  /// Whether a request is the first, or follows it within the time of an echo.
  private static func isEcho(at now: Int64) -> Bool {
    let (isFirst, first) = firstRequest.compareExchange(
      expected: 0, desired: now, ordering: .relaxed)
    return isFirst || now - first < echo
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
