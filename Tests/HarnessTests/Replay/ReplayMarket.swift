import Foundation
import TestSupport

@testable import Harness

/// A folder of scenarios in which an agent plays recorded messages, and of what comes of them.
struct ReplayMarket {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// - Parameters:
  ///   - messages: The file, and what else the agent is told.
  ///   - agents: Those beside it, in lines of YAML.
  func setup(
    _ messages: String, start: String = "09:30:00", end: String = "09:30:30", agents: String = ""
  ) throws -> RunSetup {
    let text = """
      clock: {start: "\(start)", end: "\(end)"}
      instruments:
        - {symbol: ABM, tick: 0.01, lot: 1, currency: USD, open_price: 100.00}
      venues:
        - {name: XLIT}
      latency:
        beside: {distribution: constant, one_way: 0 ns}
      limits: {open_orders: 1_000_000}
      agents:
        - {name: history, type: replay, latency: beside, messages: \(messages)}

      """
    return try RunSetup(path: folder.write("replay.yaml", text: text + agents + "\n"))
  }

  /// The book and the trades of a run as LOBSTER writes them, whole.
  func exported(_ setup: RunSetup, _ name: String) throws -> [String: String] {
    let run = try RunFolder(path(name))
    _ = try run.run(setup, Runner.Options())
    let out = path(name + "-lobster")
    _ = try RunExport(run: run.path, BookChoice(instrument: "ABM"))
      .write(.lobster(depth: 10, keepsAllMessages: true), to: out)
    var files: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: out) {
      let kind = file.contains("_message_") ? "messages" : "book"
      files[kind] = try String(contentsOfFile: out + "/" + file, encoding: .utf8)
    }
    return files
  }

  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  /// The rows without the numbers of orders, which are each run's own.
  static func anonymous(_ messages: String) -> [String] {
    messages.split(separator: "\n").map { line in
      var cells = line.split(separator: ",")
      cells.remove(at: 2)
      return cells.joined(separator: ",")
    }
  }

  /// What the replaying agent has counted.
  static func tallies(_ result: RunResult) -> [String: Int64] {
    let history = result.agents.first { $0.type == "replay" }
    return Dictionary(uniqueKeysWithValues: (history?.tallies ?? []).map { ($0.name, $0.count) })
  }
}
