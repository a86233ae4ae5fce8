import Harness

/// A command line that its command does not take; the usage line is printed below it.
struct UsageError: InputMistake, Equatable {
  let description: String

  init(_ description: String) { self.description = description }
}
