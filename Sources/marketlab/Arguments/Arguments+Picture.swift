import Harness

extension Option {
  static let picture = Option.value(
    "picture", "FILE", "draw a page of panels; .svg or .png, by gnuplot")
}

extension Arguments {
  /// The file that `--picture` asks for; to be taken before the work, so that a wrong name or a
  /// missing gnuplot costs no time.
  ///
  /// - Parameter inputs: Paths of what the command reads, whose place no picture takes.
  /// - Throws: `PictureMistake`, `OutputMistake`.
  func picture(apartFrom inputs: [String]) throws -> PictureFile? {
    try text(.picture).map { try PictureFile(path: $0, apartFrom: inputs) }
  }
}
