import Foundation
import Harness
import Scenarios
import TestSupport
import Testing

@testable import marketlab

/// The race command from the words typed to the exit code.
struct RaceCommandTests {
  private static let scenario = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios/speed_race.yaml").path

  private static let short = ["--set", "clock.end=\"10:00:00\"", "--seeds", "1..3"]

  @Test func `a race prints losses with their closed form, and differences`() async throws {
    let session = CommandSession()
    let words = ["race", Self.scenario, "--profiles", "colo,retail"] + Self.short
    #expect(await session.run(words) == .done)
    #expect(session.errors == "")
    #expect(session.output.contains("loss to adverse selection, USD an hour, 3 seeds\n"))
    #expect(session.output.contains("\ncolo to retail "))
    let other = CommandSession()
    #expect(await other.run(words + ["--json", "--workers", "2"]) == .done)
    let json = try JSONValue(parsing: other.output)
    guard case .array(let profiles)? = json["profiles"], case .array(let steps)? = json["steps"]
    else {
      Issue.record("no lists: \(other.output)")
      return
    }
    #expect(profiles.map { $0["profile"] } == ["colo", "retail"])
    #expect(profiles.allSatisfy { $0["closed_form_per_hour"] != nil && $0["within"] != nil })
    #expect(steps.map { $0["from"] } == ["colo"])
    #expect(json["seeds"] == [1, 3])
  }

  @Test(arguments: [
    (["--profiles", "colo,,cloud"], "--profiles was 'colo,,cloud'"),
    (["--profiles", "colo,colo"], "--profiles was 'colo,colo'"),
    (["--profiles", "colo,moon"], "latency is 'moon', allowed is one of"),
    (["--seeds", "4..4"], "--seeds was '4..4', allowed: 2 to 1000000 seeds"),
    (["--picture", "race.txt"], "--picture was 'race.txt'"),
    (["--set", "agents.takers.latency=adversarial"], "no distribution in closed form"),
  ])
  func `a wrong word ends with 2 and says what is allowed`(
    _ words: [String], _ message: String
  ) async {
    let session = CommandSession()
    #expect(await session.run(["race", Self.scenario] + words) == .wrongInput)
    #expect(session.errors.contains(message), "\(session.errors)")
    #expect(session.output == "")
  }
}
