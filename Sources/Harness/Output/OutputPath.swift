import Foundation

/// Where a file of output goes, looked at before the work, so that a mistake costs neither time nor
/// data.
public enum OutputPath {
  /// Checks a path that an option names.
  ///
  /// - Parameters:
  ///   - option: As it is typed, such as `--out`.
  ///   - inputs: Paths of what the command reads; of those that are not there, none is meant.
  /// - Throws: `OutputMistake` for a path in no folder, for one of something else than a file, and
  ///   for one of an input, by whatever name.
  public static func check(
    _ path: String, of option: String, apartFrom inputs: [String]
  ) throws(OutputMistake) {
    let found = "\(option) was '\(path)'"
    let folder = OutputFolder.parent(of: path)
    guard InputFile.isFolder(folder) else {
      throw OutputMistake(description: "\(found): there is no folder \(folder)")
    }
    for (place, name) in [(path, ""), (partial(of: path), partialText(of: path))]
    where inputs.contains(where: { isSame($0, place) }) {
      throw OutputMistake(
        description: "\(found)\(name), an input of this command; allowed is another file")
    }
    let kind = PathKind(of: path)
    guard kind.isReplaceable else {
      throw OutputMistake(
        description: "\(found), \(kind.rawValue); allowed is the path of a file, new or to be "
          + "replaced")
    }
  }

  /// Where a file is written before it is put into its place.
  static func partial(of path: String) -> String { path + ".partial" }

  private static func partialText(of path: String) -> String {
    ", which is written as '\(partial(of: path))' first"
  }

  /// Whether two paths lead to one file.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}

/// What the user can put right about where output goes.
public struct OutputMistake: InputMistake, Hashable {
  public let description: String
}
