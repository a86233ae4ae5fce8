import Agents
import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Long scripts take time in proportion to their length.
struct BookScriptScaleTests {
  /// Lines of the shorter script; the longer one has four times as many.
  private static let lineCount = isFullScale ? 20_000 : 2_000

  /// Orders that rest: none of them meets another.
  private static func text(lines: Int) -> String {
    (0..<lines).map { "buy B\($0) 10 @ \(1_000 - $0 % 50)\n" }.joined()
  }

  /// Seconds of this thread's processor time, the least of three, so that other tests' work does
  /// not count.
  private static func seconds(_ body: () -> Void) -> Double {
    (0..<3).map { _ in
      let began = threadSeconds()
      body()
      return threadSeconds() - began
    }.min()!
  }

  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Four times the lines take less than eight times as long; squares would take sixteen.
  private static func isInProportion(_ work: (String) -> Void) -> Bool {
    let (short, long) = (text(lines: lineCount), text(lines: 4 * lineCount))
    return seconds { work(long) } < 8 * seconds { work(short) }
  }

  @Test func `an agent's script is read in proportion to its lines`() {
    #expect(
      Self.isInProportion { text in
        guard case .success = ScriptStep.steps(of: text) else { fatalError("not a script") }
      })
  }

  /// In a debug build the engine itself checks its whole book after every message.
  @Test func `a script is played in proportion to its lines`() throws {
    let count = isFullScale ? 4 * Self.lineCount : 200
    let script = try BookScript(parsing: Self.text(lines: count) + "cancel all")
    let report = BookScriptRunner.run(script)
    #expect(report.events.count == 2 * count)
    guard isFullScale else { return }
    #expect(
      Self.isInProportion { text in
        guard let script = try? BookScript(parsing: text + "cancel all") else {
          fatalError("not a script")
        }
        _ = BookScriptRunner.run(script)
      })
  }

  @Test func `checks of a growing book look at a constant number of orders a message`() {
    var cadence = BookCheckCadence()
    var lookedAt = 0
    for liveOrders in 1...100_000 where cadence.isDue(after: liveOrders) { lookedAt += liveOrders }
    #expect(lookedAt > 0)
    #expect(lookedAt <= BookCheckCadence.ordersPerMessage * 100_000)
  }

  @Test func `a small book is checked after every message`() {
    var cadence = BookCheckCadence()
    #expect((0..<100).allSatisfy { _ in cadence.isDue(after: 8) })
  }

  @Test func `cancel all takes owner after owner, each in order of arrival`() throws {
    try bookScript(
      """
      as ann buy A1 1 @ 99
      as bob buy B1 2 @ 98
      as ann sell A2 3 @ 105
      as bob buy B2 4 stop 110
      as ann buy A3 5 @ 90 hidden
      cancel all buy -> A1 cancelled 1, A3 cancelled 5, B1 cancelled 2, B2 cancelled 4
      cancel all     -> A2 cancelled 3
      """)
  }
}
