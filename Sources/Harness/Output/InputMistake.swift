import Agents
import Scenarios

/// A mistake in what the user gave: a file, a value, a combination.
///
/// Its description says where, what was found and what is allowed. A command that throws one ends
/// with exit code 2; any other error is a fault of ours and ends with 3.
public protocol InputMistake: Error, CustomStringConvertible {}

extension ScenarioError: InputMistake {}
