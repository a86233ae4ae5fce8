import Testing

/// The house rules that a program can check, held against the repository.
struct TidyTests {
  private let repository = Repository()

  @Test func `the repository was found`() throws {
    let paths = try repository.files().map(\.path)
    #expect(paths.contains("Sources/SimKernel/Time/SimTime.swift"))
    #expect(paths.contains("Tests/TidyTests/TidyTests.swift"))
    #expect(paths.contains(".ci/check"))
  }

  @Test func `layers import downward only`() throws {
    expectNone(ImportRules.violations(in: try repository.files()))
  }

  @Test func `nothing below Harness reads clocks, chance, environment or files`() throws {
    expectNone(BannedWords.violations(in: try repository.files()))
  }

  @Test func `nothing below Harness walks through a dictionary or a set in hash order`() throws {
    expectNone(OrderRules.violations(in: try repository.files()))
  }

  @Test func `files, functions and lines are short, and nothing is left behind`() throws {
    expectNone(LayoutRules.violations(in: try repository.files()))
  }

  @Test func `every scenario has a golden run, and every golden run a scenario`() {
    let scenarios = repository.names(in: "scenarios").filter { $0.hasSuffix(".yaml") }
    expectNone(
      RepositoryRules.goldenViolations(
        scenarios: scenarios.map { String($0.dropLast(".yaml".count)) },
        goldens: repository.names(in: "golden")))
  }

  @Test func `every target of the Makefile has help`() throws {
    expectNone(RepositoryRules.makefileViolations(try repository.text(of: "Makefile")))
  }

  @Test func `the package can be depended on`() throws {
    expectNone(RepositoryRules.packageViolations(try repository.text(of: "Package.swift")))
  }

  @Test func `every target names all that it builds on`() throws {
    expectNone(PackageRules.violations(try repository.text(of: "Package.swift")))
  }

  @Test func `C with floating point forbids contraction`() throws {
    expectNone(RepositoryRules.contractionViolations(in: try repository.files()))
  }

  private func expectNone(_ violations: [Violation]) {
    for violation in violations { Issue.record("\(violation)") }
  }
}
