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

  /// Whether something of a run that was stopped is there.
  public var hasPartial: Bool { PathKind(of: partialPath) == .folder }

  static let journalName = "journal.mlj"
  static let tradesName = "trades.csv"
  private static let fillsName = "fills.csv"
  private static let manifestName = "manifest.json"
  private static let summaryName = "summary.txt"
  private static let metricsName = "metrics.json"
  /// Names that a message lists.
  private static let namesShown = 12

  /// The names of all that a run can leave, in the order in which they are written.
  private static func names(of setup: RunSetup) -> [String] {
    let record = setup.scenario.record
    return [journalName] + (record.trades ? [tradesName] : [])
      + (record.fills ? [fillsName] : []) + lobsterNames(of: setup)
      + [manifestName, summaryName, metricsName]
  }

  private static func lobsterNames(of setup: RunSetup) -> [String] {
    guard let lobster = setup.scenario.record.lobster else { return [] }
    let header = JournalHeader(setup)
    return BookChoice.allBooks(of: header).flatMap { book in
      let name = LobsterFileName(header, book, depth: lobster.depth)
      return [name.messages, name.book].map { "\(LobsterFiles.folderName)/\($0)" }
    }
  }

  /// The journal of a run that is named by its folder or by the journal itself.
  static func journal(of run: String) -> String {
    InputFile.isFolder(run) ? "\(run)/\(journalName)" : run
  }

  public init(_ path: String) throws(RunError) {
    var path = path
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    let name = path.split(separator: "/").last
    guard let name, name != ".", name != ".." else {
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
      let failure = FileFailure("make", partialPath)
      if failure.code != EEXIST { throw Self.cannotMake(failure) }
      try checkPartial()
      throw RunError.folder(
        "\(partialPath) is there from a run that was stopped; add --resume to go on with it, or "
          + "remove it")
    }
    return try run(setup, options, keeping: 0)
  }

  /// Goes on with a run that was stopped, from the start without writing up to the last good
  /// checkpoint of its journal; begins anew where nothing of it is left.
  ///
  /// - Parameter announce: Told, before the run, what is kept; nil where it begins anew.
  /// - Throws: `RunError.folder` for a finished folder, another run's, or one that holds anything
  ///   but plain files of this run; `ResumeDifference` where this run does not repeat its partial
  ///   journal.
  public func resume(
    _ setup: RunSetup, _ options: Runner.Options,
    announcing announce: (ResumePoint?) -> Void = { _ in }
  ) throws -> RunResult {
    try checkUnfinished()
    try checkAbsent()
    if PathKind(of: partialPath) == .absent {
      announce(nil)
      return try run(setup, options)
    }
    try checkPartial()
    let kept = try kept(of: setup)
    try checkNames(of: setup)
    announce(kept)
    return try run(setup, options, keeping: kept?.bytes ?? 0)
  }

  /// Makes the folders above the run's own, where they are missing.
  private func makeParent() throws {
    do throws(FileFailure) {
      try OutputFolder.make(OutputFolder.parent(of: path))
    } catch {
      throw Self.cannotMake(error)
    }
  }

  /// A mistake in the path where it is one, else the failure itself.
  private static func cannotMake(_ failure: FileFailure) -> any Error {
    guard failure.isAboutPath || failure.code == EEXIST else { return failure }
    return RunError.folder(
      "\(failure.path): cannot be made: \(failure.reason); allowed is a path where folders can be "
        + "made")
  }

  private func checkAbsent() throws(RunError) {
    let kind = PathKind(of: path)
    if kind != .absent {
      throw .folder("\(path) is there already, \(kind.rawValue); allowed is a new folder's path")
    }
  }

  /// A folder with a manifest has its final name because its run is finished.
  private func checkUnfinished() throws(RunError) {
    guard PathKind(of: "\(path)/\(Self.manifestName)") == .file else { return }
    throw .folder(
      "\(path) is there already: the run is finished, and nothing is left to go on with; allowed "
        + "is a run that was stopped")
  }

  /// A link in the place of the partial folder, or in it, would lead the writing elsewhere.
  private func checkPartial() throws(RunError) {
    let kind = PathKind(of: partialPath)
    guard kind == .folder else {
      throw .folder(
        "\(partialPath) is \(kind.rawValue); allowed is nothing, or the folder of a run that was "
          + "stopped")
    }
    for name in try partialNames() {
      let kind = PathKind(of: "\(partialPath)/\(name)")
      if kind != .file {
        throw .folder("\(partialPath)/\(name) is \(kind.rawValue); allowed are plain files")
      }
    }
  }

  /// What is in the partial folder; of the one folder in it that a run makes, what is in that.
  private func partialNames() throws(RunError) -> [String] {
    var names: [String] = []
    for name in try InputFile.names(in: partialPath) {
      if name == LobsterFiles.folderName, PathKind(of: lobsterPath) == .folder {
        names += try InputFile.names(in: lobsterPath).map { "\(name)/\($0)" }
      } else {
        names.append(name)
      }
    }
    return names
  }

  private var lobsterPath: String { "\(partialPath)/\(LobsterFiles.folderName)" }

  /// A file of somebody else's would be published with the run, or lost with it.
  private func checkNames(of setup: RunSetup) throws(RunError) {
    let own = Self.names(of: setup)
    for name in try partialNames() where !own.contains(name) {
      let more = own.count > Self.namesShown ? " and \(own.count - Self.namesShown) more" : ""
      let shown = own.prefix(Self.namesShown).joined(separator: ", ") + more
      throw .folder("\(partialPath)/\(name) is no file of this run; allowed are \(shown)")
    }
  }

  private var journalPath: String { "\(partialPath)/\(Self.journalName)" }

  /// How much of the partial journal is good and this run's own; nil where nothing is.
  private func kept(of setup: RunSetup) throws -> ResumePoint? {
    if PathKind(of: journalPath) == .absent { return nil }
    let scan = try JournalScan(path: journalPath)
    guard let header = scan.header else {
      // Killed before the header was on the disk: nothing of that run is known, and nothing lost.
      guard let damage = scan.damage, damage.problem != .cutShort else { return nil }
      throw damage
    }
    let own = JournalHeader(setup)
    if let difference = own.difference(from: header, calling: ("here", "there")) {
      throw RunError.folder(
        "\(partialPath) is of another run: \(difference); allowed is the same run or another --out")
    }
    return ResumePoint(scan, start: setup.plan.start)
  }

  // MARK: Writing

  private func run(
    _ setup: RunSetup, _ options: Runner.Options, keeping kept: Int
  ) throws -> RunResult {
    let header = JournalHeader(setup)
    let journal = try JournalFileWriter(path: journalPath, header: header, keeping: kept)
    do {
      let result = try run(setup, header, options, into: journal)
      try publish(result)
      return result
    } catch let stop as RunInterrupted {
      try journal.flush()
      throw stop
    } catch let difference as JournalDifference {
      throw ResumeDifference(partialPath, difference, JournalNames(header))
    } catch let error as RunError {
      // The scenario's own limit: the same run would end there again.
      if case .limit = error { removePartial(of: setup) }
      if case .plan = error { removePartial(of: setup) }
      throw error
    } catch let mistake as ExportMistake {
      removePartial(of: setup)
      throw mistake
    }
  }

  /// Removes what this run wrote, and the folder where nothing else is in it.
  private func removePartial(of setup: RunSetup) {
    for name in Self.names(of: setup) { unlink("\(partialPath)/\(name)") }
    if setup.scenario.record.lobster != nil { rmdir(lobsterPath) }
    rmdir(partialPath)
  }

  private func run(
    _ setup: RunSetup, _ header: JournalHeader, _ options: Runner.Options,
    into journal: JournalFileWriter
  ) throws -> RunResult {
    let tables = try tables(setup, header)
    let lobster = try lobsterFiles(setup, header)
    var sink: any JournalSink =
      tables.isEmpty ? journal : SinkPair(journal, TradeSink(tables))
    if let lobster { sink = SinkPair(sink, lobster.sink) }
    let result = try Runner.run(setup, options, into: sink)
    for table in tables { try table.finish() }
    try lobster?.finish()
    try journal.finish(events: result.events, digest: result.digest)
    return result
  }

  /// The tables that the scenario asks for.
  private func tables(_ setup: RunSetup, _ header: JournalHeader) throws -> [any TradeListener] {
    var tables: [any TradeListener] = []
    if setup.scenario.record.trades {
      tables.append(try TradeTable(OutputFile("\(partialPath)/\(Self.tradesName)"), header))
    }
    if setup.scenario.record.fills {
      tables.append(try FillTable(OutputFile("\(partialPath)/\(Self.fillsName)"), setup.plan))
    }
    return tables
  }

  private func lobsterFiles(_ setup: RunSetup, _ header: JournalHeader) throws -> LobsterFiles? {
    guard let lobster = setup.scenario.record.lobster else { return nil }
    try OutputFolder.make(lobsterPath)
    return try LobsterFiles(
      lobsterPath, header, BookChoice.allBooks(of: header),
      LobsterWindow(depth: lobster.depth, keepsAllMessages: lobster.keepsAllMessages))
  }

  /// Adds what is known at the end, and gives the folder its name.
  private func publish(_ result: RunResult) throws {
    try write(try RunManifest(result).json.text() + "\n", as: Self.manifestName)
    try write(result.summary, as: Self.summaryName)
    try write(JSONValue.object(result.figures).text() + "\n", as: Self.metricsName)
    if PathKind(of: lobsterPath) == .folder { try OutputFolder.sync(lobsterPath) }
    try OutputFolder.sync(partialPath)
    try checkAbsent()
    guard rename(partialPath, path) == 0 else {
      throw FileFailure("rename to \(path)", partialPath)
    }
    try OutputFolder.sync(OutputFolder.parent(of: path))
  }

  private func write(_ text: String, as name: String) throws {
    let file = try OutputFile("\(partialPath)/\(name)")
    try file.write(Array(text.utf8))
    try file.finish()
  }
}
