import Foundation
import Synchronization

/// A folder of its own for one test, removed when the process ends.
///
/// Not when the value goes: an optimised build lets go of it after its last mention, while paths
/// made from it are still in use.
public struct TemporaryFolder: Sendable {
  public let url: URL

  private static let made = Mutex<[URL]>([])
  private static let removal: Void = {
    atexit { TemporaryFolder.removeAll() }
  }()

  /// Makes the folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("marketlab-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    _ = TemporaryFolder.removal
    let url = url
    TemporaryFolder.made.withLock { $0.append(url) }
  }

  private static func removeAll() {
    for url in made.withLock({ $0 }) { try? FileManager.default.removeItem(at: url) }
  }

  /// Writes a file and gives its path.
  public func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let file = url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file.path
  }

  /// Writes a file and gives its path.
  public func write(_ name: String, text: String) throws -> String { try write(name, text.utf8) }
}
