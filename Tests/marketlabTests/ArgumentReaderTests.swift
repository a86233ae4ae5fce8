import Testing

@testable import marketlab

struct ArgumentReaderTests {
  @Test func `a value may be its own word or attached`() throws {
    #expect(try read("f", "--seed", "7").text(.seed) == "7")
    #expect(try read("f", "--seed=7").text(.seed) == "7")
    #expect(try read("f", "--seed=a=b").text(.seed) == "a=b")
    #expect(try read("f", "--seed=").text(.seed) == "")
  }

  @Test func `options and operands come in any order`() throws {
    let arguments = try read("--json", "--set", "a=1", "f", "--set=b=2")
    #expect(arguments.has(.json))
    #expect(arguments.operands == ["f"])
    #expect(arguments.texts(.set) == ["a=1", "b=2"])
  }

  @Test func `a dash is an operand, and so is all after two dashes`() throws {
    #expect(try read("-").operands == ["-"])
    #expect(try read("--", "--json").operands == ["--json"])
  }

  @Test func `a negative number is a value`() throws {
    #expect(try read("f", "--seed", "-5").text(.seed) == "-5")
  }

  @Test(arguments: [
    (["f", "--jsn"], "unknown option '--jsn', did you mean '--json'?"),
    (["f", "-q"], "unknown option '-q'"),
    (["f", "--seed"], "--seed needs a value: --seed N"),
    (["f", "--seed", "--json"], "--seed needs a value: --seed N"),
    (["f", "--json=yes"], "--json takes no value, but was given 'yes'"),
    (["f", "--seed=1", "--seed=2"], "--seed is given twice"),
    (["f", "--json", "--json"], "--json is given twice"),
    ([], "SCENARIO is missing"),
    (["f", "g"], "superfluous 'g'"),
  ])
  func `a mistake is named`(words: [String], message: String) {
    let error = #expect(throws: UsageError.self) {
      try ArgumentReader(command: SampleCommand()).read(words)
    }
    #expect(error?.description == message)
  }

  @Test func `numbers are read within their limits`() throws {
    #expect(try read("f").integer(.seed, in: 0...UInt64.max) == nil)
    #expect(
      try read("f", "--seed", "18_446_744_073_709_551_615").integer(.seed, in: 0...UInt64.max)
        == .max)
    #expect(try read("f", "--seed", "-3").integer(.seed, in: Int64.min...0) == -3)
    #expect(try read("f", "--seed", "0.99").number(.seed, in: 0...1) == 0.99)
  }

  @Test(arguments: ["", "x", "1.5", "+1", "_1", "1_", "-1", "9", "99999999999999999999999"])
  func `a number outside its limits is a mistake`(text: String) throws {
    let arguments = try read("f", "--seed=\(text)")
    let error = #expect(throws: UsageError.self) { try arguments.integer(.seed, in: 0...8) }
    #expect(error?.description == "--seed was '\(text)', allowed: whole numbers from 0 to 8")
  }

  @Test(arguments: ["nan", "inf", "infinity", "0x1p2", "1.5", "", "one"])
  func `what is not a finite decimal number is a mistake`(text: String) throws {
    let arguments = try read("f", "--seed=\(text)")
    #expect(throws: UsageError.self) { try arguments.number(.seed, in: 0...1) }
  }

  @Test(arguments: ["nan", "-inf", "infinity", "0x1p2", "1e999", "", "one", " 1", "1_0"])
  func `what is not a finite decimal number is a mistake without limits, too`(text: String) throws {
    let one = try read("f", "--seed=\(text)")
    let error = #expect(throws: UsageError.self) { try one.number(.seed) }
    #expect(error?.description == "--seed was '\(text)', allowed: finite decimal numbers")
    let list = try read("f", "--seed=2,\(text),1")
    #expect(throws: UsageError.self) { try list.numbers(.seed) }
  }

  @Test func `numbers without limits have signs, points and exponents`() throws {
    #expect(try read("f").number(.seed) == nil)
    #expect(try read("f").numbers(.seed) == nil)
    #expect(try read("f", "--seed", "-1e-6").number(.seed) == -1e-6)
    #expect(try read("f", "--seed", "1.85,-2,.5e3").numbers(.seed) == [1.85, -2, 500])
    #expect(try read("f", "--seed", "7").numbers(.seed) == [7])
  }

  @Test func `a range includes both ends`() throws {
    #expect(try read("f", "--seed", "1..3").range(.seed, in: 0...9) == 1...3)
    #expect(try read("f", "--seed", "4..4").range(.seed, in: 0...9) == 4...4)
  }

  @Test(arguments: ["3", "3..1", "1..", "..3", "1...3", "1..10", "1..2..3", "a..b"])
  func `what is no range is a mistake`(text: String) throws {
    let arguments = try read("f", "--seed=\(text)")
    let error = #expect(throws: UsageError.self) { try arguments.range(.seed, in: 0...9) }
    #expect(
      error?.description == "--seed was '\(text)', allowed: A..B with A <= B, both from 0 to 9")
  }

  @Test func `a choice outside its set names the nearest`() throws {
    #expect(try read("f", "--seed=lobster").choice(.seed, of: Format.self) == .lobster)
    let arguments = try read("f", "--seed=lobstr")
    let error = #expect(throws: UsageError.self) { try arguments.choice(.seed, of: Format.self) }
    #expect(
      error?.description
        == "--seed was 'lobstr', allowed: lobster, mbo, did you mean 'lobster'?")
  }

  private enum Format: String, CaseIterable { case lobster, mbo }

  private func read(_ words: String...) throws -> Arguments {
    try ArgumentReader(command: SampleCommand()).read(words)
  }
}
