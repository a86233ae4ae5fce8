import Foundation
import Harness
import Scenarios
import TestSupport
import Testing

@testable import marketlab

/// `facts` of a finished run, and of two markets beside one another.
struct FactsOfRunTests {
  private let folder: TemporaryFolder
  private let run: String

  init() async throws {
    folder = try TemporaryFolder()
    let path = try folder.write(
      "sample.yaml", text: SmallMarket.text(until: "09:30:20", wakeEvery: "1 s"))
    run = folder.url.appendingPathComponent("run").path
    let code = await CommandSession().run(["run", path, "--out", run])
    try #require(code == .done)
  }

  /// Writes the run as LOBSTER files of a depth.
  private func export(depth: Int) async throws -> (messages: String, book: String) {
    let out = folder.url.appendingPathComponent("lobster-\(depth)").path
    let code = await CommandSession().run([
      "export", run, "--format", "lobster", "--depth", "\(depth)", "--out", out,
    ])
    try #require(code == .done)
    let files = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
    try #require(files.count == 2)
    return (out + "/" + files[0], out + "/" + files[1])
  }

  private func json(_ words: String...) async throws -> JSONValue {
    let session = CommandSession()
    let code = await session.run(["facts"] + words + ["--replicates", "0", "--json"])
    #expect(code == .done, "\(session.errors)")
    return try JSONValue(parsing: session.output)
  }

  private static func withoutName(_ json: JSONValue) -> JSONValue {
    guard case .object(var members) = json else { return json }
    members["name"] = nil
    return .object(members)
  }

  @Test func `a run has the facts of its own LOBSTER files`() async throws {
    let files = try await export(depth: 10)
    let ofRun = try await json(run)
    let ofFiles = try await json("--messages", files.messages, "--book", files.book)
    #expect(ofRun["name"] == .string("run"))
    #expect(Self.withoutName(ofRun) == Self.withoutName(ofFiles))
    guard case .number(let spread)? = ofRun["spread_time_weighted_mean_ticks"] else {
      Issue.record("no spread")
      return
    }
    #expect(spread > 0)
  }

  @Test(arguments: [1, 10])
  func `a run is at no distance from its own files, of whatever depth`(depth: Int) async throws {
    let files = try await export(depth: depth)
    let compared = try await json(
      run, "--against-messages", files.messages, "--against-book", files.book)
    #expect(compared["lob_bench"]?["mean"]?["l1"] == .number(0))
    #expect(compared["lob_bench"]?["orderbook_imbalance"]?["l1"] == .number(0))
    let isComputable = depth == 10
    #expect((compared["lob_bench"]?["ask_volume"]?["l1"] == .number(0)) == isComputable)
    #expect(
      compared["against"]?["spread_time_weighted_mean_ticks"]
        == compared["spread_time_weighted_mean_ticks"])
    #expect(compared["depth_levels"] == JSONValue(depth))
  }

  @Test func `another seed is at a distance, whichever stands first`() async throws {
    let other = folder.url.appendingPathComponent("other").path
    let scenario = folder.url.appendingPathComponent("sample.yaml").path
    let code = await CommandSession().run(["run", scenario, "--seed", "77", "--out", other])
    try #require(code == .done)
    let one = try await json(run, "--against", other)["lob_bench"]?["mean"]?["l1"]
    let two = try await json(other, "--against", run)["lob_bench"]?["mean"]?["l1"]
    guard case .number(let distance)? = one else {
      Issue.record("no distance")
      return
    }
    #expect(distance > 0)
    #expect(one == two)
  }

  @Test func `what cannot be compared is refused`() async throws {
    let shallow = try await export(depth: 1)
    let deep = try await export(depth: 3)
    let cases: [([String], String)] = [
      ([], "RUN or --messages is missing"),
      ([run, "--messages", "x"], "RUN or --messages is wanted, not both"),
      ([run, "--book", "x"], "an orderbook goes with messages, not with a run"),
      ([run, "--against-book", "x"], "--against or --against-messages is missing"),
      ([run, "--venue", "XLIP"], "did you mean"),
      (
        [
          "--messages", shallow.messages, "--book", shallow.book, "--against-messages",
          deep.messages, "--against-book", deep.book,
        ], "\(shallow.book) shows 1 levels and \(deep.book) 3; allowed are books of equal depth"
      ),
      (
        [
          run, "--depth", "2", "--against-messages", deep.messages, "--against-book", deep.book,
        ], "\(run) shows 2 levels and \(deep.book) 3; allowed are books of equal depth"
      ),
    ]
    for (words, expected) in cases {
      let session = CommandSession()
      #expect(await session.run(["facts"] + words) == .wrongInput, "\(words)")
      #expect(session.errors.contains(expected), "\(words): \(session.errors)")
      #expect(session.output.isEmpty)
    }
  }
}
