import Testing

/// Every rule fires on what it forbids and stays silent on what it allows.
struct TidyRuleTests {
  @Test(arguments: [
    ("Sources/SimKernel/A.swift", "import Foundation", "SimKernel may not import Foundation"),
    ("Sources/SimKernel/A.swift", "import Glibc", "SimKernel may not import Glibc"),
    ("Sources/SimKernel/A.swift", "@testable import Agents", "SimKernel may not import Agents"),
    ("Sources/Agents/A.swift", "import CGSL", "Agents may not import CGSL"),
    ("Sources/Agents/A.swift", "import struct Scenarios.X", "Agents may not import Scenarios"),
    ("Sources/Scenarios/A.swift", "public import Harness", "Scenarios may not import Harness"),
    ("Sources/marketlab/A.swift", "import COpenBLAS", "marketlab may not import COpenBLAS"),
    ("Sources/New/A.swift", "import A", "the target New has no row in the table of imports"),
    ("Tests/AgentsTests/A.swift", "import Harness", "AgentsTests may not import Harness"),
  ])
  func `an arrow upward is a violation`(path: String, text: String, problem: String) {
    let found = ImportRules.violations(in: [SourceFile(path: path, text: "\n" + text)])
    #expect(found == [Violation(path: path, line: 2, problem: problem)])
  }

  @Test func `an arrow downward is not`() {
    let files = [
      SourceFile(path: "Sources/SimKernel/A.swift", text: "import CGSL // import Foundation"),
      SourceFile(path: "Sources/Harness/A.swift", text: "import Foundation\nimport SimKernel"),
      SourceFile(path: "Tests/AgentsTests/A.swift", text: "@testable import Agents"),
    ]
    #expect(ImportRules.violations(in: files) == [])
  }

  @Test func `a target that does not name what its dependencies need is a violation`() {
    let manifest = """
      let layers: [Target.Dependency] = ["B", "A"]
      .target(name: "A", dependencies: ["CBridge"]),
      .target(name: "B", dependencies: ["A"], path: "X"),
      .testTarget(
        name: "CTests",
        dependencies: ["B"]),
      .executableTarget(name: "D", dependencies: layers),
      """
    #expect(PackageRules.violations(manifest).map(\.problem) == ["CTests does not name A"])
  }

  @Test func `a second wrapper of a bridge is a violation`() {
    let files = ["A", "B"].map {
      SourceFile(path: "Sources/SimKernel/\($0).swift", text: "import CCrypto")
    }
    #expect(ImportRules.violations(in: files).map(\.path) == ["Sources/SimKernel/B.swift"])
  }

  @Test(arguments: [
    "Date()", "let now = DispatchTime(uptimeNanoseconds: 1)", "ContinuousClock.now",
    "clock_gettime(CLOCK_REALTIME, &t)", "Int.random(in: 0..<3)", "agents.shuffled()",
    "SystemRandomNumberGenerator()", "UUID()", "getenv(name)", "ProcessInfo.processInfo",
    "Task { }", "Thread.current", "actor Venue { }", "exp(x)", "log (x)", "x + pow(x, 2)",
    "sqrt(x)", "Hasher()", "key.hashValue", "print(x)", "FileManager.default",
    "\"\\(exp(x))\"", "func f() async { }",
  ])
  func `a banned word below Harness is a violation`(text: String) {
    for layer in ["SimKernel", "Agents", "Scenarios"] {
      let file = SourceFile(path: "Sources/\(layer)/A.swift", text: text)
      #expect(BannedWords.violations(in: [file]).count == 1, "\(layer)")
    }
    let above = SourceFile(path: "Sources/Harness/A.swift", text: text)
    #expect(BannedWords.violations(in: [above]) == [])
  }

  @Test(arguments: [
    "// Date() and exp(x)", "let text = \"exp(x) and Date()\"", "/* Task { } */", "DetMath.exp(x)",
    "static func exp(_ x: Double) -> Double { x }", "TieOrder.shuffled(seed)", "let exp = 3",
    "let expected = log1pTable(x)", "let random = 1", "case time(SimTime)", "#\"print(x)\"#",
    "func `an actor waits`() {}",
    "\"\"\"\nTask { }\n\"\"\"",
  ])
  func `what only looks like a banned word is not`(text: String) {
    let file = SourceFile(path: "Sources/SimKernel/A.swift", text: text)
    #expect(BannedWords.violations(in: [file]) == [])
  }

  @Test func `DetMath calls its own functions`() {
    let path = "Sources/SimKernel/Numerics/DetMath+Erf.swift"
    let texts = ["exp(x)", "Date()"].map { SourceFile(path: path, text: $0) }
    #expect(BannedWords.violations(in: texts).count == 1)
  }

  @Test func `a violation names its line`() {
    let file = SourceFile(path: "Sources/Agents/A.swift", text: "/* a\n b */ let a = \"\n\nDate()")
    #expect(BannedWords.violations(in: [file]).map(\.line) == [4])
  }

  @Test func `a file over its limit is a violation`() {
    let line = "let a = 1\n"
    #expect(layout(String(repeating: line, count: 400)) == [])
    #expect(layout(String(repeating: line, count: 401)) == ["401 lines, allowed 400"])
  }

  @Test func `a line over its limit is a violation`() {
    #expect(layout(String(repeating: "é", count: 100)) == [])
    #expect(layout(String(repeating: "e", count: 101)) == ["101 columns, allowed 100"])
  }

  @Test(arguments: ["func f() -> [Int] {", "init(a: Int) {", "subscript(i: Int) -> Int {"])
  func `a function over its limit is a violation`(head: String) {
    let body = String(repeating: "  if a { b(\"}\") }\n", count: 68)
    #expect(layout("struct S {\n\(head)\n\(body)}\n}\n") == [])
    #expect(layout("struct S {\n\(head)\n\(body)\n}\n}\n").count == 1)
  }

  @Test func `a requirement without a body has no length`() {
    let rest = String(repeating: "  a()\n", count: 80)
    #expect(layout("protocol P {\n  func f() -> Int\n}\nlet a = {\n\(rest)}\n") == [])
    #expect(layout("protocol P {\n  func f()\n  func g()\n}\n") == [])
  }

  @Test(arguments: ["TODO", "FIXME", "XXX"])
  func `a leftover is a violation`(word: String) {
    #expect(layout("// \(word): later") == ["\(word) is left behind"])
    #expect(layout("let a = \"\(word)\"") == [])
    let document = SourceFile(path: "docs/a.md", text: "\(word) later")
    #expect(LayoutRules.violations(in: [document]).count == 1)
  }

  @Test(arguments: ["home", "tmp", "Users"])
  func `a path of one machine is a violation`(folder: String) {
    #expect(layout("let a = \"/\(folder)/b\"") == ["/\(folder)/ is a path of one machine"])
    #expect(layout("let a = \"b/\(folder)/c\"") == [])
  }

  @Test func `a scenario without a golden run is a violation, and so is the reverse`() {
    let found = RepositoryRules.goldenViolations(scenarios: ["a", "b"], goldens: ["b", "c"])
    #expect(found.map(\.path) == ["scenarios/a.yaml", "golden/c"])
  }

  @Test func `a target without help is a violation`() {
    let text = "A := b\n.PHONY: run\nrun: deps #-- Run it\n\t@run\ntest: deps\n\t@test: x\n"
    #expect(
      RepositoryRules.makefileViolations(text) == [
        Violation(path: "Makefile", line: 5, problem: "the target test has no help")
      ])
  }

  @Test func `unsafe flags are a violation`() {
    #expect(RepositoryRules.packageViolations(".unsafeFlags([\"-Ounchecked\"])").count == 1)
    #expect(RepositoryRules.packageViolations("// no unsafeFlags") == [])
  }

  @Test func `C floating point that may be contracted is a violation`() {
    let text = "static inline double twice(double x) { return 2 * x; }"
    let pragma = "#pragma STDC FP_CONTRACT OFF\n"
    #expect(contraction(text) == 1)
    #expect(contraction(pragma + text) == 0)
    #expect(contraction("/* a double */ int one(void);") == 0)
  }

  private func layout(_ text: String) -> [String] {
    LayoutRules.violations(in: [SourceFile(path: "Sources/Agents/A.swift", text: text)])
      .map(\.problem)
  }

  private func contraction(_ text: String) -> Int {
    RepositoryRules.contractionViolations(in: [SourceFile(path: "Sources/C/a.h", text: text)]).count
  }
}
