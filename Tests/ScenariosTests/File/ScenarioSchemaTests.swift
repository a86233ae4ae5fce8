import Foundation
import SimKernel
import Testing

@testable import Scenarios

struct ScenarioSchemaTests {
  private func schema() throws -> [String: Any] {
    let bytes = Data(testReader.schema().utf8)
    return try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  @Test func `the schema is JSON of draft 2020-12`() throws {
    let schema = try schema()
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["additionalProperties"] as? Bool == false)
    #expect(testReader.schema().hasSuffix("}\n"))
    #expect(testReader.schema() == testReader.schema())
  }

  @Test func `the schema has exactly the keys that reading allows`() throws {
    let properties = try #require(schema()["properties"] as? [String: Any])
    #expect(properties.keys.sorted() == ScenarioFormat.root.fields.map(\.name).sorted())
    let limits = try #require(properties["limits"] as? [String: Any])
    let keys = try #require(limits["properties"] as? [String: Any]).keys
    #expect(keys.sorted() == ScenarioFormat.limits.fields.map(\.name).sorted())
  }

  @Test func `every agent type brings its own keys`() throws {
    let properties = try #require(schema()["properties"] as? [String: Any])
    let agents = try #require(properties["agents"] as? [String: Any])
    let item = try #require(agents["items"] as? [String: Any])
    let variants = try #require(item["allOf"] as? [[String: Any]])
    #expect(variants.count == testAgentTypes.count)
    for (variant, type) in zip(variants, testAgentTypes) {
      let then = try #require(variant["then"] as? [String: Any])
      let keys = try #require(then["properties"] as? [String: Any]).keys
      #expect(keys.sorted() == type.parameters.map(\.name).sorted())
      let required = try #require(then["required"] as? [String])
      #expect(required == type.parameters.filter(\.isRequired).map(\.name))
    }
  }

  @Test func `a duration has a sign where it may be negative`() throws {
    func shape(_ range: ClosedRange<SimDuration>) throws -> String {
      let type = AgentTypeDeclaration(
        name: "shifted", summary: "shifts",
        parameters: [Parameter("shift", .duration(range), "how far", default: .duration(.zero))])
      let text = ScenarioReader(agentTypes: [type]).schema()
      let schema = try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let properties = try #require(schema["properties"] as? [String: Any])
      let agents = try #require(properties["agents"] as? [String: Any])
      let item = try #require(agents["items"] as? [String: Any])
      let variants = try #require(item["allOf"] as? [[String: Any]])
      let then = try #require(variants[0]["then"] as? [String: Any])
      let keys = try #require(then["properties"] as? [String: [String: Any]])
      return try #require(keys["shift"]?["pattern"] as? String)
    }
    let (signed, plain) = (try shape(.hours(-1) ... .hours(1)), try shape(.zero ... .hours(1)))
    #expect(signed == plain.replacingOccurrences(of: "^", with: "^-?"))
    #expect("-4 h".range(of: signed, options: .regularExpression) != nil)
    #expect("-4 h".range(of: plain, options: .regularExpression) == nil)
  }

  @Test func `a latency profile needs its model's keys, pieces, or all five ways`() throws {
    let properties = try #require(schema()["properties"] as? [String: Any])
    let latency = try #require(properties["latency"] as? [String: Any])
    let profile = try #require(latency["additionalProperties"] as? [String: Any])
    let keys = try #require(profile["properties"] as? [String: Any]).keys
    #expect(keys.sorted() == ScenarioFormat.latencyProfile.fields.map(\.name).sorted())
    let variants = try #require(profile["allOf"] as? [[String: Any]])
    #expect(variants.count == testReader.latencyModels.count)
    let then = try #require(variants[0]["then"] as? [String: Any])
    let needed = try #require(then["anyOf"] as? [[String: [String]]]).map { $0["required"] }
    #expect(
      needed == [
        ["one_way", "jitter"], ["pieces"], ["entry", "cancel", "replace", "response", "data"],
      ])
  }
}
