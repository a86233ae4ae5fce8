import Scenarios
import SimKernel

/// How a recorded market was seen, and how a simulated one must be seen beside it.
public struct MarketView: Hashable, Sendable {
  /// Levels within which a change of the book has a message.
  public var messageDepth: Int
  /// Levels that a row of the book shows.
  public var bookDepth: Int

  public init(messageDepth: Int, bookDepth: Int) {
    self.messageDepth = messageDepth
    self.bookDepth = bookDepth
  }
}

extension MarketRecording {
  /// Runs a scenario in memory and writes down its only book through a view.
  ///
  /// - Throws: What `Runner.run` and the export throw.
  static func simulating(
    _ setup: RunSetup, named name: String, _ view: MarketView
  ) throws -> MarketRecording {
    let lobster = try LobsterTape(
      simulating: setup, window: LobsterWindow(depth: view.messageDepth))
    var builder = MarketTapeBuilder(tick: lobster.tick, levels: view.bookDepth, keepsRows: true)
    for (message, row) in zip(lobster.messages, lobster.rows) {
      do {
        try builder.append(message, asks: row.asks, bids: row.bids)
      } catch {
        throw ExportMistake.row(path: name, message: error.message)
      }
    }
    return builder.recording(named: name)
  }
}
