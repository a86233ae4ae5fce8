import SimKernel
import Testing

@testable import Scenarios

struct ScenarioIncludeTests {
  @Test func `mappings merge key by key and the including file wins`() throws {
    let text = """
      include: base.yaml
      seed: 7
      clock: {end: "12:00:00"}
      """
    let scenario = try read(text, files: ["base.yaml": sampleScenario])
    #expect(scenario.seed == 7)
    #expect(scenario.clock.start == .zero + .hours(9) + .minutes(30))
    #expect(scenario.clock.end == .zero + .hours(12))
  }

  @Test func `lists of named things merge by name and new ones follow`() throws {
    let text = """
      include: base.yaml
      agents:
        - {name: extra, type: noise, latency: colo}
        - {name: buyer, quantity: 9}
      instruments: [{symbol: ABM, open_price: 5}]
      """
    let scenario = try read(text, files: ["base.yaml": sampleScenario])
    #expect(scenario.agents.map(\.name) == ["noise", "maker", "buyer", "bridge", "story", "extra"])
    #expect(scenario.agents[2].parameters.quantity("quantity") == Quantity(lots: 9))
    #expect(scenario.agents[2].parameters.side("side") == .buy)
    #expect(scenario.instruments[0].openPrice == Price(ticks: 500))
  }

  @Test func `a later include lies over an earlier one`() throws {
    let scenario = try read(
      "include: [base.yaml, one.yaml, two.yaml]",
      files: ["base.yaml": sampleScenario, "one.yaml": "seed: 1", "two.yaml": "seed: 2"])
    #expect(scenario.seed == 2)
  }

  @Test func `paths are relative to the including file`() throws {
    let scenario = try read(
      "include: lib/one.yaml",
      files: ["lib/one.yaml": "include: ../base.yaml\nseed: 3", "base.yaml": sampleScenario])
    #expect(scenario.seed == 3)
    #expect(ScenarioLoader.path("./b.yaml", from: "/x/y/a.yaml") == "/x/y/b.yaml")
    #expect(ScenarioLoader.path("/b.yaml", from: "x/a.yaml") == "/b.yaml")
    #expect(ScenarioLoader.path("../../b.yaml", from: "x/a.yaml") == "../b.yaml")
    #expect(ScenarioLoader.path("../../b.yaml", from: "/x/a.yaml") == "/b.yaml")
  }

  @Test func `a fault is placed in the file that it is in, the including file first`() {
    let found = faults(
      "include: base.yaml\nrecord: {trades: 1}",
      files: ["base.yaml": sample("seed: 42", "seed: x")])
    #expect(
      found == [
        "s.yaml:2:18: trades is '1', allowed is true or false",
        "base.yaml:2:7: seed is 'x', allowed is an integer from 0 to 18446744073709551615",
      ])
  }

  @Test func `a name given twice in one file stays a fault`() {
    let text = """
      include: base.yaml
      venues: [{name: XLIT}, {name: XLIT}]
      """
    #expect(
      faults(text, files: ["base.yaml": sampleScenario]) == [
        "s.yaml:2:31: the name 'XLIT' again, allowed is a new one; the first is at s.yaml:2:17"
      ])
  }

  @Test func `a file that is not there is a fault of the including one`() {
    #expect(
      faults("include: gone.yaml") == [
        "s.yaml:1:10: 'gone.yaml' cannot be read: no such file, allowed is the path of a scenario "
          + "file, from the folder of this one"
      ])
  }

  @Test(arguments: [
    ("- a\n- b\n", "1:1: the included file 'a.yaml' is a list"),
    ("\n  just text\n", "2:3: the included file 'a.yaml' is 'just text'"),
    ("'a: 1'\n", "1:1: the included file 'a.yaml' is \"a: 1\""),
    ("# only a remark\n", "1:1: the included file 'a.yaml' is empty"),
    ("", "1:1: the included file 'a.yaml' is empty"),
  ])
  func `an included file that is no mapping is a fault of its own`(text: String, fault: String) {
    let expected = ["a.yaml:\(fault), allowed is a mapping with the keys of a scenario"]
    #expect(faults("include: a.yaml\n" + sampleScenario, files: ["a.yaml": text]) == expected)
    let list = "include: [b.yaml, a.yaml]\n" + sampleScenario
    #expect(faults(list, files: ["a.yaml": text, "b.yaml": "seed: 1"]) == expected)
  }

  @Test func `a mistake of syntax is placed in the included file`() {
    #expect(
      faults("include: a.yaml", files: ["a.yaml": "a: ]"]) == [
        "a.yaml:1:4: not YAML: did not find expected node content while parsing a block node"
      ])
  }

  @Test func `a circle of files is a fault`() {
    #expect(
      faults("include: a.yaml", files: ["a.yaml": "include: b.yaml", "b.yaml": "include: a.yaml"])
        == [
          "b.yaml:1:10: 'a.yaml' includes itself by a.yaml -> b.yaml -> a.yaml, allowed are files "
            + "without a circle"
        ])
    #expect(
      faults("include: s.yaml") == [
        "s.yaml:1:10: 's.yaml' includes itself by s.yaml -> s.yaml, allowed are files without a "
          + "circle"
      ])
  }

  @Test func `includes have a limit in depth and in number`() {
    var chain: [String: String] = [:]
    for number in 0..<20 { chain["\(number).yaml"] = "include: \(number + 1).yaml" }
    #expect(
      faults("include: 0.yaml", files: chain) == [
        "7.yaml:1:10: one more file '8.yaml', allowed are 64 included files, 8 deep"
      ])
    let many = "include: [" + String(repeating: "e.yaml,", count: 65) + "]"
    #expect(faults(many, files: ["e.yaml": "seed: 1"]).count == 1)
  }

  @Test func `an include that is no path is a fault`() {
    #expect(
      faults("include: [a.yaml, [b]]") == [
        "s.yaml:1:19: include is a list, allowed is a path or a list of paths"
      ])
  }

  @Test func `without a way to read files an include is a fault`() {
    let error = #expect(throws: ScenarioError.self) {
      try testReader.read(Array("include: a.yaml".utf8), file: "s.yaml")
    }
    #expect(
      error?.description
        == "s.yaml:1:10: the include 'a.yaml', allowed is a scenario in one file here")
  }
}
