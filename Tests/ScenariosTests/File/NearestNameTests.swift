import Testing

@testable import Scenarios

struct NearestNameTests {
  @Test(arguments: [
    ("quantty", "quantity"), ("Quantity", "quantity"), ("qauntity", "quantity"), ("sied", "side"),
  ])
  func `a misspelt name finds the one it means`(_ name: String, _ meant: String) {
    #expect(NearestName.of(name, among: ["side", "quantity", "from"]) == meant)
  }

  @Test func `nothing is near to another word`() {
    #expect(NearestName.of("shock", among: ["side", "quantity"]) == nil)
    #expect(NearestName.of("", among: ["side"]) == nil)
    #expect(NearestName.of(String(repeating: "a", count: 100_000), among: ["a"]) == nil)
  }

  @Test func `distances count edits and swaps of neighbours`() {
    func distance(_ first: String, _ second: String) -> Int {
      NearestName.editDistance(Array(first), Array(second))
    }
    #expect(distance("", "abc") == 3)
    #expect(distance("abc", "abc") == 0)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("ab", "ba") == 1)
    #expect(distance("abc", "") == 3)
  }
}
