import SimKernel

/// A journal says something that cannot have happened: a fault of ours, for seals keep others out.
struct JournalContradiction: Error, CustomStringConvertible {
  let description: String

  /// - Parameters:
  ///   - time: When it is said to have happened.
  ///   - what: What was found and what must be.
  init(_ time: SimTime, _ what: String) {
    description = "the journal contradicts itself at \(time.timeOfDayText): \(what)"
  }
}
