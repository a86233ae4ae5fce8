import Foundation

/// What a path names itself; symbolic links are not followed.
enum PathKind: String {
  case absent = "nothing"
  case folder = "a folder"
  case file = "a file"
  case link = "a symbolic link"
  /// A pipe, a socket, a device.
  case other = "neither a file nor a folder"

  /// Whether a file may be put into its place.
  var isReplaceable: Bool { self == .absent || self == .file }

  init(of path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      self = .absent
      return
    }
    self.init(mode: status.st_mode)
  }

  /// - Parameter mode: As the system gives it.
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFREG: self = .file
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}
