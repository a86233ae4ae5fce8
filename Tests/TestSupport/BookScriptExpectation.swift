import Agents
import Harness
import SimKernel
import Testing

/// Plays a script and fails the test with each line that did not go as the script says.
///
/// - Throws: `BookScriptFaults` where the text is no script.
public func bookScript(
  _ text: String, rules: MatchingRules = MatchingRules(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let report = BookScriptRunner.run(try BookScript(parsing: text), rules: rules)
  for mismatch in report.mismatches {
    Issue.record("\(mismatch)", sourceLocation: sourceLocation)
  }
}
