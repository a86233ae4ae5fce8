import Foundation
import Scenarios
import SimKernel

/// The folder of one run: made under `.partial`, renamed when everything is in it.
///
/// A run that is killed at any moment leaves nothing under the final name.
public struct RunFolder: Sendable {
  /// The final path, without a slash at its end.
  public let path: String

  public var partialPath: String { path + ".partial" }

  static let journalName = "journal.mlj"

  public init(_ path: String) throws(RunError) {
    var path = path
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    guard !path.isEmpty, path != "/", path != ".", path != ".." else {
      throw .folder("--out '\(path)' cannot be made; allowed is the path of a new folder")
    }
    self.path = path
  }

  /// Runs a scenario into a new folder.
  ///
  /// - Throws: `RunError.folder` where the folder or a partial one is there already.
  public func run(_ setup: RunSetup, _ options: Runner.Options) throws -> RunResult {
    try checkAbsent()
    try makeParent()
    guard mkdir(partialPath, 0o755) == 0 else {
      if errno != EEXIST { throw Self.cannotMake(partialPath, String(cString: strerror(errno))) }
      throw RunError.folder(
        "\(partialPath) is there from a run that was stopped; add --resume to go on with it, or "
          + "remove it")
    }
    return try run(setup, options, keeping: 0)
  }

  /// Goes on with a run that was stopped, from the start without writing up to the last good
  /// checkpoint of its journal; begins anew where nothing of it is left.
  ///
  /// - Throws: `RunError.folder` for a finished folder or another run's; `ResumeDifference` where
  ///   this run does not repeat what the partial journal says.
  public func resume(_ setup: RunSetup, _ options: Runner.Options) throws -> RunResult {
    try checkAbsent()
    guard Self.exists(partialPath) else { return try run(setup, options) }
    return try run(setup, options, keeping: try keptBytes(of: setup))
  }

  /// Makes the folders above the run's own, where they are missing.
  private func makeParent() throws(RunError) {
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw Self.cannotMake(parent.path, "\(error.localizedDescription)")
    }
  }

  private static func cannotMake(_ path: String, _ reason: String) -> RunError {
    .folder("\(path): cannot be made: \(reason); allowed is a path where folders can be made")
  }

  private func checkAbsent() throws(RunError) {
    if Self.exists(path) {
      throw .folder("\(path) is there already; allowed is the path of a new folder")
    }
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private var journalPath: String { "\(partialPath)/\(Self.journalName)" }

  /// How much of the partial journal is good and this run's own.
  private func keptBytes(of setup: RunSetup) throws -> Int {
    guard Self.exists(journalPath) else { return 0 }
    let scan = try JournalScan(path: journalPath)
    guard let header = scan.header else {
      // Killed before the header was on the disk: nothing of that run is known, and nothing lost.
      guard let damage = scan.damage, damage.problem != .cutShort else { return 0 }
      throw damage
    }
    let own = JournalHeader(setup)
    if let difference = own.difference(from: header, calling: ("here", "there")) {
      throw RunError.folder(
        "\(partialPath) is of another run: \(difference); allowed is the same run or another --out")
    }
    return scan.goodEnd
  }

  // MARK: Writing

  private func run(
    _ setup: RunSetup, _ options: Runner.Options, keeping kept: Int
  ) throws -> RunResult {
    let journal = try JournalFileWriter(
      path: journalPath, header: JournalHeader(setup), keeping: kept)
    do {
      let result = try run(setup, options, into: journal)
      try publish(result)
      return result
    } catch let stop as RunInterrupted {
      try journal.flush()
      throw stop
    } catch let difference as JournalDifference {
      throw ResumeDifference(partialPath, difference, JournalNames(JournalHeader(setup)))
    } catch let error as RunError {
      // The scenario's own limit: the same run would end there again.
      try? FileManager.default.removeItem(atPath: partialPath)
      throw error
    }
  }

  private func run(
    _ setup: RunSetup, _ options: Runner.Options, into journal: JournalFileWriter
  ) throws -> RunResult {
    var sink: any JournalSink = journal
    var trades: TradeTable?
    if setup.scenario.record.trades {
      let file = try OutputFile("\(partialPath)/trades.csv")
      let table = try TradeTable(file, JournalHeader(setup))
      sink = SinkPair(journal, table)
      trades = table
    }
    let result = try Runner.run(setup, options, into: sink)
    try trades?.finish()
    try journal.finish(events: result.events, digest: result.digest)
    return result
  }

  /// Adds what is known at the end, and gives the folder its name.
  private func publish(_ result: RunResult) throws {
    try write(RunManifest(result).json.text() + "\n", as: "manifest.json")
    try write(result.summary, as: "summary.txt")
    try write(JSONValue.object(result.figures).text() + "\n", as: "metrics.json")
    try Self.sync(partialPath)
    guard !Self.exists(path), rename(partialPath, path) == 0 else {
      throw FileFailure("rename to \(path)", partialPath)
    }
    try Self.sync((path as NSString).deletingLastPathComponent)
  }

  private func write(_ text: String, as name: String) throws {
    let file = try OutputFile("\(partialPath)/\(name)")
    try file.write(Array(text.utf8))
    try file.finish()
  }

  /// Makes sure that the names in a folder are on the disk.
  private static func sync(_ folder: String) throws {
    let folder = folder.isEmpty ? "." : folder
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure("open", folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFailure("sync", folder) }
  }
}
