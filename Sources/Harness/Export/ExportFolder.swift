import Foundation

/// A folder that is made under `.partial` and renamed when everything is in it.
struct ExportFolder {
  let path: String

  var partialPath: String { path + ".partial" }

  /// Makes the partial folder.
  ///
  /// - Throws: `ExportMistake.folder` where something of either name is there, or none can be made.
  init(_ path: String) throws {
    var path = path
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    self.path = path
    for place in [path, partialPath] {
      let kind = PathKind(of: place)
      if kind != .absent {
        throw ExportMistake.folder(
          "\(place) is there already, \(kind.rawValue); allowed is a new folder's path")
      }
    }
    do throws(FileFailure) {
      try OutputFolder.make(partialPath)
    } catch {
      guard error.isAboutPath || error.code == EEXIST else { throw error }
      throw ExportMistake.folder("\(error); allowed is a path where folders can be made")
    }
  }

  /// Gives the folder its name.
  func publish() throws {
    try OutputFolder.sync(partialPath)
    guard rename(partialPath, path) == 0 else {
      throw FileFailure("rename to \(path)", partialPath)
    }
    try OutputFolder.sync(OutputFolder.parent(of: path))
  }

  /// Removes what was written.
  func discard() { try? FileManager.default.removeItem(atPath: partialPath) }
}
