import Harness
import Scenarios
import Testing

struct JSONTests {
  @Test func `keys are sorted by their bytes`() {
    let value: JSONValue = ["b": 1, "Z": 2, "a10": 3, "a9": 4, "é": 5, "a": 6]
    #expect(value.text(.compact) == #"{"Z":2,"a":6,"a10":3,"a9":4,"b":1,"é":5}"#)
  }

  @Test func `integers keep every digit`() {
    #expect(JSONValue(Int64.min).text() == "-9223372036854775808")
    #expect(JSONValue(UInt64.max).text() == "18446744073709551615")
    #expect(JSONValue(9_007_199_254_740_993).text() == "9007199254740993")
  }

  @Test func `an integer has one case whatever its type`() {
    #expect(JSONValue(UInt64(7)) == .integer(7))
    #expect(JSONValue(UInt64.max) == .unsigned(.max))
  }

  @Test func `what JSON has no number for is null`() {
    for value in [Double.nan, .infinity, -.infinity] { #expect(JSONValue(value).text() == "null") }
  }

  @Test func `strings escape quotes, backslashes and control characters alone`() {
    let text = JSONValue("a\"b\\c\n\t\r\u{1}\u{1f}/é€😀\u{7f}").text()
    #expect(text == "\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u001f/é€😀\u{7f}\"")
  }

  @Test func `an array of scalars stays on one line`() {
    let value: JSONValue = ["asks": [[101, 5, 1], [102, 7, 2]], "bids": [], "name": "x"]
    #expect(
      value.text() == """
        {
          "asks": [
            [101, 5, 1],
            [102, 7, 2]
          ],
          "bids": [],
          "name": "x"
        }
        """)
  }

  @Test func `every value reads back as itself`() throws {
    for seed in UInt64(0)..<2_000 {
      var random = SplitMix(state: seed)
      let value = randomValue(&random, depth: 0)
      #expect(try JSONValue(parsing: value.text(.compact)) == value, "seed \(seed)")
      #expect(try JSONValue(parsing: value.text(.pretty)) == value, "seed \(seed)")
    }
  }

  @Test func `a number reads back to the same bits`() throws {
    var random = SplitMix(state: 1)
    for draw in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      guard case .number(let read) = try JSONValue(parsing: JSONValue(number).text()) else {
        Issue.record("draw \(draw): \(number) is not read as a number")
        continue
      }
      #expect(read.bitPattern == number.bitPattern, "draw \(draw)")
    }
  }

  @Test(arguments: [
    ("", 1, 1, "a value is missing at the end"),
    ("{\"a\": 1,\n \"a\": 2}", 2, 2, "the key \"a\" is there already"),
    ("[1,]", 1, 4, "no value begins with this character"),
    ("[1 2]", 1, 4, "`,` or `]` is missing"),
    ("{\"a\" 1}", 1, 6, "`:` is missing after a key"),
    ("{a: 1}", 1, 2, "a key in quotes is missing"),
    ("01", 1, 3, "a number begins with 0"),
    ("1.", 1, 3, "a digit is missing after the point"),
    ("1e", 1, 3, "a digit is missing in the exponent"),
    ("1e999", 1, 6, "a number is too large"),
    ("-", 1, 2, "a digit is missing"),
    ("nul", 1, 1, "no value begins with this character"),
    ("\"a", 1, 3, "a string has no end"),
    ("\"\\x\"", 1, 3, "no escape has this character"),
    ("\"\\ud800\"", 1, 8, "half of a surrogate pair"),
    ("1\n1", 2, 1, "the text goes on after its value"),
  ])
  func `a fault is named with its place`(text: String, line: Int, column: Int, problem: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    #expect(error?.problem == problem)
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test func `escapes are read`() throws {
    let value = try JSONValue(parsing: #""\u0041\ud83d\ude00\/\b\f""#)
    #expect(value == .string("A😀/\u{8}\u{c}"))
  }

  @Test func `deep nesting is a fault, not a crash`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
  }

  private func randomValue(_ random: inout SplitMix, depth: Int) -> JSONValue {
    switch random.next() % (depth < 3 ? 7 : 5) {
    case 0: .null
    case 1: .bool(random.next() % 2 == 0)
    case 2: JSONValue(Int64(bitPattern: random.next()))
    case 3: JSONValue(random.next() | 1 << 63)
    case 4: .string(randomText(&random))
    case 5: .array((0..<random.next() % 4).map { _ in randomValue(&random, depth: depth + 1) })
    default: randomObject(&random, depth: depth)
    }
  }

  private func randomObject(_ random: inout SplitMix, depth: Int) -> JSONValue {
    var members: [String: JSONValue] = [:]
    for _ in 0..<random.next() % 4 {
      members[randomText(&random)] = randomValue(&random, depth: depth + 1)
    }
    return .object(members)
  }

  private func randomText(_ random: inout SplitMix) -> String {
    let alphabet: [Character] = ["a", "\"", "\\", "\n", "\u{0}", "é", "😀", " ", "/"]
    return String((0..<random.next() % 6).map { _ in alphabet[Int(random.next() % 9)] })
  }
}

/// Steele, Lea and Flood 2014: enough for test inputs.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
