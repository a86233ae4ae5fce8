import Foundation

/// Folders that are written into.
enum OutputFolder {
  /// Makes a folder, and those above it, where they are missing.
  ///
  /// - Throws: `FileFailure` about the first that cannot be made.
  static func make(_ path: String) throws(FileFailure) {
    if InputFile.isFolder(path) { return }
    let parent = parent(of: path)
    if parent != path { try make(parent) }
    if mkdir(path, 0o755) == 0 { return }
    let failure = FileFailure("make", path)
    // Somebody else may have made it meanwhile.
    if failure.code != EEXIST || !InputFile.isFolder(path) { throw failure }
  }

  /// The folder that a path is in; `.` for a bare name.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    var parent = path[..<slash]
    while parent.last == "/" { parent.removeLast() }
    return parent.isEmpty ? "/" : String(parent)
  }

  /// Makes sure that the names in a folder are on the disk.
  static func sync(_ path: String) throws(FileFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFailure("sync", path) }
  }
}
