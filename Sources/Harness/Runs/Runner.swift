import Foundation
import SimKernel

/// Makes runs: from a setup to its result.
public enum Runner {
  /// How a run is watched.
  public struct Options: Sendable {
    /// Whether every invariant is checked after every event.
    public var checksInvariants = false
    /// Asked every 16,384 events with the moment reached; false stops the run.
    public var goesOn: @Sendable (SimTime) -> Bool = { _ in true }

    public init() {}
  }

  /// Events between two looks at the outside.
  private static let stride = 16_384

  /// Runs a scenario to its end, writing nothing.
  ///
  /// - Throws: `RunError` for what the scenario brought about, `RunInterrupted`.
  public static func run(_ setup: RunSetup, _ options: Options = Options()) throws -> RunResult {
    try run(setup, options, into: nil)
  }

  /// Runs a scenario to its end, handing its journal to a sink.
  static func run(
    _ setup: RunSetup, _ options: Options, into sink: (any JournalSink)?
  ) throws -> RunResult {
    let clock = ContinuousClock()
    let began = clock.now
    var simulation = try simulation(setup, keepsJournal: sink != nil)
    let loopBegan = clock.now
    try advance(&simulation, setup, options, into: sink)
    let loopEnded = clock.now
    if options.checksInvariants { simulation.checkInvariants() }
    var result = RunResult(setup, simulation)
    result.eventLoopSeconds = seconds(loopEnded - loopBegan)
    result.wallSeconds = seconds(clock.now - began)
    result.peakMemoryBytes = peakMemoryBytes()
    return result
  }

  /// The simulation at its start.
  static func simulation(
    _ setup: RunSetup, keepsJournal: Bool
  ) throws(RunError) -> Simulation {
    do throws(PlanError) {
      return try Simulation(setup.plan, keepsJournal: keepsJournal)
    } catch {
      throw .plan(path: setup.path, error)
    }
  }

  private static func advance(
    _ simulation: inout Simulation, _ setup: RunSetup, _ options: Options,
    into sink: (any JournalSink)?
  ) throws {
    let step = options.checksInvariants ? 1 : stride
    var nextLook = stride
    while true {
      let reason = simulation.advance(until: .events(step))
      if let sink { try simulation.drainJournal { try sink.write($0) } }
      if case .fault(let fault) = reason {
        throw RunError.limit(
          path: setup.path, fault, event: simulation.eventCount, time: simulation.now)
      }
      // After a fault the last trade may be booked on one side only.
      if options.checksInvariants { simulation.checkInvariants() }
      switch reason {
      case .finished: return
      case .fault: break
      case .decision:
        // Nobody drives this run from outside, so an external agent lets every decision pass.
        simulation.decide { _ in }
      case .reached, .journalFull: break
      }
      if simulation.eventCount < nextLook { continue }
      nextLook = simulation.eventCount + stride
      if !options.goesOn(simulation.now) {
        throw RunInterrupted(event: simulation.eventCount, time: simulation.now)
      }
    }
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// The largest resident size of this process so far.
  private static func peakMemoryBytes() -> Int {
    var usage = rusage()
    #if os(macOS)
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      getrusage(RUSAGE_SELF.rawValue, &usage)
      return usage.ru_maxrss * 1024
    #endif
  }
}
