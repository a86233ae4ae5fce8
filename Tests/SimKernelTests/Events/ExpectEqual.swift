import Testing

/// Records an issue where a value is not the expected one.
///
/// `#expect` cannot look into calls on noncopyable values, and costs much in loops of millions.
func expect<Value: Equatable>(
  _ found: Value, equals expected: Value, _ comment: @autoclosure () -> String = "",
  at location: SourceLocation = #_sourceLocation
) {
  if found == expected { return }
  Issue.record("found \(found), expected \(expected) \(comment())", sourceLocation: location)
}
