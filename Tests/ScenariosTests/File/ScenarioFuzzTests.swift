import TestSupport
import Testing

@testable import Scenarios

/// Broken scenario files end in messages with places, never in a crash or a hang.
struct ScenarioFuzzTests {
  private static let seeds = 0..<(isFullScale ? UInt64(100_000) : 1_000)

  private static let values = [
    "colo", "twap", "noise", "XLIT", "ABM", "BRK.B", "0.01", "5", "100", "500 ns", "2 ms", "1 bps",
    "buy", "sell", "\"09:45:00\"", "constant", "cancel_both", "aggressive", "false", "none", "0.5",
  ]

  @Test func `a mutated scenario is read or every fault has a place`() {
    var parsed = 0
    var valid = 0
    var unplaced: [String] = []
    for seed in ScenarioFuzzTests.seeds {
      var mutator = TextMutator(seed: seed, values: ScenarioFuzzTests.values)
      let bytes = mutator.mutated(sampleScenario)
      var log = FaultLog()
      if YAMLDocument.parse(bytes, at: .file("s.yaml"), log: &log) != nil { parsed += 1 }
      switch outcome(bytes, isIncluded: seed % 4 == 0) {
      case .success: valid += 1
      case .failure(let error):
        unplaced += error.faults.filter { !isPlaced($0, in: bytes) }.map { "seed \(seed): \($0)" }
      }
    }
    let count = ScenarioFuzzTests.seeds.count
    print("\(count) mutated scenarios: \(parsed) parse as YAML, \(valid) are scenarios")
    #expect(unplaced == [])
    #expect(parsed * 100 >= count * 30)
    #expect(valid * 100 >= count * 5)
  }

  @Test func `a mutated override is applied or named as it was typed`() {
    let paths = [
      "agents.buyer.quantity=5000", "clock={start: \"09:00:00\", end: \"11:00:00\"}",
      "instruments.BRK.B.tick=0.05", "venues.XLIT.fees.maker=0 bps", "latency.desk=colo", "seed=1",
    ]
    var unnamed: [String] = []
    for seed in UInt64(0)..<(isFullScale ? 20_000 : 500) {
      var mutator = TextMutator(seed: seed, values: ScenarioFuzzTests.values)
      let text = String(decoding: mutator.mutated(paths[Int(seed) % paths.count]), as: UTF8.self)
      // A file without a fault of its own: what is wrong comes from the override.
      unnamed += faults(sampleScenario, set: [text])
        .filter { !$0.hasPrefix("--set \(text): ") && !$0.hasPrefix("s.yaml:") }
        .map { "seed \(seed): \($0)" }
    }
    #expect(unnamed == [])
  }

  @Test func `reading a mutated scenario twice gives the same outcome`() {
    for seed in UInt64(0)..<(isFullScale ? 2_000 : 100) {
      var mutator = TextMutator(seed: seed, values: ScenarioFuzzTests.values)
      let bytes = mutator.mutated(sampleScenario)
      let first = outcome(bytes, isIncluded: false)
      #expect(first == outcome(bytes, isIncluded: false), "seed \(seed)")
    }
  }

  private func outcome(_ bytes: [UInt8], isIncluded: Bool) -> Result<Scenario, ScenarioError> {
    do throws(ScenarioError) {
      guard isIncluded else { return .success(try testReader.read(bytes, file: "s.yaml")) }
      let main = Array("include: s.yaml\nagents: [{name: noise, size: 3}]\n".utf8)
      return .success(
        try testReader.read(main, file: "main.yaml") { path in
          guard path == "s.yaml" else { throw NoSuchFile() }
          return bytes
        })
    } catch {
      return .failure(error)
    }
  }

  /// Whether a fault says something and points into the text or just behind it.
  private func isPlaced(_ fault: ScenarioFault, in bytes: [UInt8]) -> Bool {
    guard let file = fault.file, let line = fault.line, let column = fault.column else {
      return false
    }
    // libyaml ends lines at carriage returns and at two characters of Unicode as well.
    let lines = bytes.count { $0 == 0x0A || $0 == 0x0D || $0 == 0xC2 || $0 == 0xE2 } + 2
    let isInText = file == "main.yaml" || (line <= lines && column <= bytes.count + 1)
    return !fault.message.isEmpty && line >= 1 && column >= 1 && isInText
  }
}
