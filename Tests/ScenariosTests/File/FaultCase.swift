import Testing

/// One change to the sample scenario and everything that is then said about it.
struct FaultCase: Sendable, CustomTestStringConvertible {
  /// The text that is replaced.
  var old: String
  var new: String
  /// The messages, one a line.
  var expected: String

  init(_ old: String, _ new: String, _ expected: String) {
    self.old = old
    self.new = new
    self.expected = expected
  }

  var found: String { faults(sample(old, new)).joined(separator: "\n") }

  var testDescription: String { new }
}
