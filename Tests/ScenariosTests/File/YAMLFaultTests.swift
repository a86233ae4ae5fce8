import Testing

@testable import Scenarios

struct YAMLFaultTests {
  static let cases = [
    FaultCase(
      "seed: 42", "seed: 42\nseed: 43",
      """
      s.yaml:3:1: the key 'seed' again, the first is at s.yaml:2:1
      """),
    FaultCase(
      "seed: 42", "seed: &a 42",
      """
      s.yaml:2:7: the anchor '&a', allowed are values without anchors and tags
      """),
    FaultCase(
      "seed: 42", "seed: !!int 42",
      """
      s.yaml:2:7: the tag 'tag:yaml.org,2002:int', allowed are values without anchors \
      and tags
      """),
    FaultCase(
      "seed: 42", "seed: *a",
      """
      s.yaml:2:7: the alias '*a', allowed are values written out
      """),
    FaultCase(
      "seed: 42", "<<: {seed: 42}",
      """
      s.yaml:2:1: the merge key '<<', allowed is 'include' or writing the values out
      """),
    FaultCase(
      "seed: 42", "[a]: 42",
      """
      s.yaml:2:1: a key that is a list, allowed is a name
      """),
    FaultCase(
      "seed: 42", "seed: [42",
      """
      s.yaml:3:6: not YAML: did not find expected ',' or ']' while parsing a flow \
      sequence
      """),
    FaultCase(
      "seed: 42", "seed: 42\n---\na: 1",
      """
      s.yaml:3:1: a second document, allowed is one
      """),
    FaultCase(
      "seed: 42", "seed: \u{1}",
      """
      s.yaml:2:7: not YAML in UTF-8: control characters are not allowed
      """),
  ]

  @Test(arguments: cases)
  func `what YAML allows and scenarios do not is a fault with its place`(_ fault: FaultCase) {
    #expect(fault.found == fault.expected)
  }
}
