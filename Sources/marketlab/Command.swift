/// One thing that `marketlab` can be asked to do.
///
/// A command is one file and one line in `CommandCatalog`; its help and its usage line are made
/// from what it declares here.
protocol Command: Sendable {
  /// One word, or two where the first has several verbs: `golden check`.
  var name: String { get }
  /// One sentence, without a full stop.
  var summary: String { get }
  /// What comes after the name, in order.
  var operands: [Operand] { get }
  var options: [Option] { get }
  /// Command lines as typed, without `marketlab`.
  var examples: [String] { get }

  /// Does it.
  ///
  /// - Throws: `InputMistake` for what the user can put right; anything else is reported as a fault
  ///   of ours.
  func run(_ arguments: Arguments, on console: Console) async throws -> ExitCode
}

extension Command {
  var operands: [Operand] { [] }
  var options: [Option] { [] }

  var words: [String] { name.split(separator: " ").map(String.init) }
}
