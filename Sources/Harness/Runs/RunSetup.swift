import Scenarios
import SimKernel

/// A scenario with all that a command line adds to it, read, checked and ready to run.
public struct RunSetup: Sendable {
  /// The scenario file as the user named it.
  public let path: String
  /// What `--set` gave, in order.
  public let overrides: [String]
  /// SHA-256 of the scenario's bytes and of those of the files that it includes, in reading order.
  public let scenarioHash: SHA256Digest
  public let scenario: Scenario
  public private(set) var plan: SimulationPlan

  /// Reads a scenario file.
  ///
  /// - Parameters:
  ///   - seed: Replaces the scenario's own.
  ///   - overrides: `path=value` each, applied in order.
  /// - Throws: `ScenarioError` with every fault of file and overrides, or `RunError.unreadable`.
  public init(
    path: String, seed: UInt64? = nil, overrides: [String] = [], tieOrder: TieOrder = .sequence
  ) throws {
    let files = ScenarioFiles()
    let bytes = try files.read(path)
    var assignments = try RunSetup.assignments(overrides)
    if let seed { assignments.append(.seed(seed)) }
    let reader = ScenarioReader.standard
    scenario = try reader.read(bytes, file: path, overrides: assignments) { try files.include($0) }
    plan = SimulationPlan(scenario)
    plan.tieOrder = tieOrder
    plan.measuresEntryLatency = true
    self.path = path
    self.overrides = overrides
    scenarioHash = files.hash.digest
  }

  /// A scenario that was written in memory; it includes nothing.
  ///
  /// - Parameter name: Of the scenario, in place of a path.
  /// - Throws: `ScenarioError` with every fault.
  init(text: String, name: String, seed: UInt64) throws {
    let bytes = Array(text.utf8)
    scenario = try ScenarioReader.standard.read(bytes, file: name, overrides: [.seed(seed)])
    plan = SimulationPlan(scenario)
    path = name
    overrides = []
    var hash = SHA256State()
    bytes.withUnsafeBytes { hash.update($0) }
    scenarioHash = hash.digest
  }

  private static func assignments(_ texts: [String]) throws -> [ScenarioOverride] {
    var assignments: [ScenarioOverride] = []
    var faults: [ScenarioFault] = []
    for text in texts {
      do throws(ScenarioError) {
        assignments.append(try ScenarioOverride(text))
      } catch {
        faults += error.faults
      }
    }
    if !faults.isEmpty { throw ScenarioError(faults: faults) }
    return assignments
  }

  /// The same with another seed.
  public func seeded(_ seed: UInt64) -> RunSetup {
    var setup = self
    setup.plan.seed = seed
    return setup
  }

  public var seed: UInt64 { plan.seed }

  /// The tie order as the command line writes it.
  public var tieOrderText: String {
    switch plan.tieOrder {
    case .sequence: "sequence"
    case .shuffled(let seed): "shuffled:\(seed)"
    }
  }

  /// Arguments that repeat this run, or a sweep of it, without the command's name.
  public func arguments(seeds: ClosedRange<UInt64>? = nil) -> [String] {
    var words = [path]
    if let seeds {
      words += ["--seeds", "\(seeds.lowerBound)..\(seeds.upperBound)"]
    } else {
      words += ["--seed", "\(seed)"]
    }
    for text in overrides { words += ["--set", text] }
    if plan.tieOrder != .sequence { words += ["--tie-order", tieOrderText] }
    return words
  }

  /// The command line that repeats this run, to paste into a shell.
  ///
  /// - Parameter program: What is typed to start marketlab.
  public func replayLine(program: String = "marketlab") -> String {
    ShellWord.line([program, "run"] + arguments())
  }

  /// The command line that goes on with this run where it was stopped.
  public func resumeLine(_ folder: RunFolder, program: String = "marketlab") -> String {
    ShellWord.line([program, "run"] + arguments() + ["--out", folder.path, "--resume"])
  }
}

/// Reads a scenario's files and hashes what it reads.
private final class ScenarioFiles {
  var hash = SHA256State()

  func read(_ path: String) throws(RunError) -> [UInt8] { hashed(try InputFile.bytes(path)) }

  /// A file that the scenario names, with a reason alone for an error: the scenario's reader names
  /// the file.
  func include(_ path: String) throws -> [UInt8] {
    do throws(RunError) {
      return hashed(try InputFile.plainBytes(path))
    } catch .unreadable(_, let reason) {
      throw Unreadable(description: reason)
    }
  }

  private func hashed(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { hash.update($0) }
    return bytes
  }

  private struct Unreadable: Error, CustomStringConvertible { let description: String }
}
