/// Why two sets cannot be compared.
struct LobBenchError: InputMistake, Hashable {
  var description: String

  /// Throws unless both sets have messages and every stretch shows equally many levels.
  static func check(
    real: [LobBenchSequence], generated: [LobBenchSequence]
  ) throws(LobBenchError) {
    for (set, name) in [(real, "real"), (generated, "generated")] where set.isEmpty {
      throw LobBenchError(
        description: "the \(name) set has 0 messages; allowed is 1 or more")
    }
    let depth = real[0].depth
    for (set, name) in [(real, "real"), (generated, "generated")] {
      for sequence in set where sequence.depth != depth {
        throw LobBenchError(
          description: "a stretch of the \(name) set shows \(sequence.depth) levels and the first "
            + "of the real set \(depth); allowed are equally many, because both must be seen "
            + "through the same window")
      }
    }
  }
}
