import Testing

@testable import Harness

/// Which messages a file of a depth holds, in LOBSTER's own files and in ours.
struct LobsterWindowTests {
  /// Counts the messages after the first that do not do to their row what the rule says: visible
  /// ones change it, hidden executions do not.
  private func exceptions(_ messages: [LobsterMessage], _ rows: [LobsterBookRow]) -> Int {
    messages.indices.dropFirst().count { place in
      (rows[place] != rows[place - 1]) != messages[place].kind.changesBook
    }
  }

  private func read(
    _ messages: String, _ book: String, depth: Int
  ) throws -> (messages: [LobsterMessage], rows: [LobsterBookRow]) {
    let messageReader = try LobsterMessageReader(path: RealData.path(messages))
    let bookReader = try LobsterBookReader(path: RealData.path(book))
    var found: (messages: [LobsterMessage], rows: [LobsterBookRow]) = ([], [])
    var row = LobsterBookRow()
    while let message = try messageReader.next() {
      #expect(try bookReader.next(into: &row, depth: depth))
      found.messages.append(message)
      found.rows.append(row)
    }
    return found
  }

  @Test(
    .enabled(
      if: RealData.isAvailable(RealData.amazonMessages, RealData.amazonBook), "no LOBSTER files"))
  func `LOBSTER's file of one level holds what changes that level`() throws {
    let real = try read(RealData.amazonMessages, RealData.amazonBook, depth: 1)
    #expect(real.messages.count == 57_515)
    #expect(exceptions(real.messages, real.rows) == 0)
  }

  @Test(
    .enabled(
      if: RealData.isAvailable(RealData.appleMessages, RealData.appleBook), "no LOBSTER files"))
  func `LOBSTER's file of ten levels holds what changes one of them`() throws {
    let real = try read(RealData.appleMessages, RealData.appleBook, depth: 10)
    #expect(real.messages.count == 999)
    #expect(exceptions(real.messages, real.rows) == 0)
  }

  @Test(arguments: [1, 2, 5])
  func `so do ours, and with all messages the others leave the row alone`(depth: Int) throws {
    let sample = try SampleRun()
    let run = try sample.out("run")
    _ = try run.run(sample.setup(), Runner.Options())
    func tape(_ keepsAll: Bool) throws -> LobsterTape {
      try LobsterTape(
        run: run.path, instrument: "ABM",
        window: LobsterWindow(depth: depth, keepsAllMessages: keepsAll))
    }
    let shown = try tape(false)
    let all = try tape(true)
    #expect(exceptions(shown.messages, shown.rows) == 0)
    #expect(exceptions(all.messages, all.rows) == all.messages.count - shown.messages.count)
    #expect(all.messages.count > shown.messages.count && shown.messages.count > 20)
  }
}
