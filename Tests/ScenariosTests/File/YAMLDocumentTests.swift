import Testing

@testable import Scenarios

/// What stands in a file before anything knows what a scenario is.
struct YAMLDocumentTests {
  private func parse(_ bytes: [UInt8]) -> (node: YAMLNode?, faults: [String]) {
    var log = FaultLog()
    let node = YAMLDocument.parse(bytes, at: .file("f"), log: &log)
    return (node, log.faults.map(\.description))
  }

  private func parse(_ text: String) -> (node: YAMLNode?, faults: [String]) {
    parse(Array(text.utf8))
  }

  @Test func `keys keep the order of the file and places count from one`() {
    let node = parse("b: 1\na:\n  - 'x'\n").node
    guard case .mapping(let entries)? = node?.content else {
      Issue.record("not a mapping")
      return
    }
    #expect(entries.map(\.key) == ["b", "a"])
    #expect(entries[1].keyPlace == .file("f", line: 2, column: 1))
    let item = YAMLNode(
      content: .scalar("x", style: .quoted), place: .file("f", line: 3, column: 5))
    #expect(entries[1].value.content == .sequence([item]))
  }

  @Test func `columns count characters, not bytes`() {
    #expect(
      parse("{\"äöü\": *x}").faults == [
        "f:1:9: the alias '*x', allowed are values written out"
      ])
  }

  @Test func `an empty file is nothing`() {
    #expect(parse("").node?.isNull == true)
    #expect(parse("# only a remark\n").node?.isNull == true)
  }

  @Test func `bytes that are not UTF-8 are placed`() {
    #expect(
      parse(Array("a: 1\nb: é".utf8) + [0xFF]).faults == [
        "f:2:5: not YAML in UTF-8: invalid leading UTF-8 octet"
      ])
    #expect(
      parse([0x61, 0x00, 0x62]).faults == [
        "f:1:2: not YAML in UTF-8: control characters are not allowed"
      ])
    #expect(parse([0xFE, 0xFF, 0x00, 0x61]).node == nil)
    #expect(parse(Array("a: é".utf8).dropLast()).faults.count == 1)
  }

  @Test func `a mark of byte order before the text is no part of it`() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = Array("a: 1\nb: 2\n".utf8)
    #expect(parse(mark + text).node == parse(text).node)
    #expect(parse(mark + Array("*x".utf8)).faults == parse("*x").faults)
    #expect(parse(mark).node?.isNull == true)
  }

  @Test func `nesting has a limit`() {
    let limit = YAMLDocument.depthLimit
    let allowed = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    #expect(parse(allowed).faults == [])
    let endless = String(repeating: "[", count: 100_000)
    #expect(
      parse(endless).faults == ["f:1:34: values nested more than 32 deep, which is the limit"])
    let block = String(repeating: "- ", count: 100_000)
    #expect(parse(block).faults == ["f:1:67: values nested more than 32 deep, which is the limit"])
  }

  @Test func `the number of values has a limit`() {
    let list = "[" + String(repeating: "1,", count: YAMLDocument.nodeLimit) + "]"
    #expect(parse(list).faults.count == 1)
    #expect(
      parse(list).faults[0].hasSuffix("more than 200000 values, which is the limit of a file"))
  }

  @Test func `the size of a file has a limit`() {
    let bytes = [UInt8](repeating: 0x20, count: YAMLDocument.sizeLimit + 1)
    #expect(parse(bytes).faults == ["f:1:1: 4194305 bytes, allowed are 4194304"])
  }

  @Test func `a key that is nothing is a fault`() {
    #expect(parse("~: 1").faults == ["f:1:1: a key that is empty, allowed is a name"])
    #expect(parse("{*a : 1}").faults.count == 1)
  }

  @Test func `only so many faults are kept`() {
    let text = "[" + String(repeating: "*a ,", count: 1_000) + "]"
    #expect(parse(text).faults.count == FaultLog.limit)
  }
}
