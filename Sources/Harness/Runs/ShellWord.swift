/// Words for a shell to read back as they are.
enum ShellWord {
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%")

  /// The word itself, or between single quotes where a shell would take it apart.
  static func quoted(_ word: String) -> String {
    if !word.isEmpty && word.allSatisfy(plain.contains) { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  /// A command line of these words.
  static func line(_ words: [String]) -> String {
    words.map(quoted).joined(separator: " ")
  }
}
