import Foundation
import Scenarios

/// The scenario files of one folder.
public struct ScenarioFolder {
  public struct Entry: Sendable {
    public var path: String
    /// The scenario's own description, or the first thing that is wrong with it.
    public var description: String
    public var isSound: Bool
  }

  public let path: String

  public init(_ path: String) { self.path = path }

  /// Every `.yaml` file, by name.
  ///
  /// - Throws: `RunError.unreadable`.
  public func entries() throws(RunError) -> [Entry] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw .unreadable(path: path, reason: "there is no such folder")
    }
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { entry("\(path)/\($0)") }
  }

  private func entry(_ path: String) -> Entry {
    do {
      let setup = try RunSetup(path: path)
      return Entry(path: path, description: setup.scenario.description, isSound: true)
    } catch let error as ScenarioError {
      return Entry(path: path, description: "\(error.faults[0])", isSound: false)
    } catch {
      return Entry(path: path, description: "\(error)", isSound: false)
    }
  }
}
