import SimKernel
import Synchronization

/// What tallying agents found; for runs that are not forked.
public final class ReportTally: Sendable {
  private let stored = Mutex<(differences: [String], fills: UInt64)>(([], 0))

  public init() {}

  /// Where an agent's account was not the sum of its reports.
  public var differences: [String] { stored.withLock { $0.differences } }
  /// Fills reported.
  public var fills: UInt64 { stored.withLock { $0.fills } }

  func note(_ difference: String) { stored.withLock { $0.differences.append(difference) } }
  func noteFill() { stored.withLock { $0.fills += 1 } }
}

/// Lets another agent act, and compares its account with the sum of its reports at every message.
public struct TallyingAgent: Agent {
  private var inner: any Agent
  private let tally: ReportTally
  private var positions: [Int64]
  private var cash: [Int64]

  public init(_ inner: any Agent, instrumentCount: Int, _ tally: ReportTally) {
    self.inner = inner
    self.tally = tally
    positions = [Int64](repeating: 0, count: instrumentCount)
    cash = positions
  }

  public mutating func prepare(_ setup: inout AgentSetup) { inner.prepare(&setup) }

  public mutating func start(_ context: inout AgentContext) { inner.start(&context) }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    if case .report(let report) = message, report.isTrade { add(report) }
    for place in positions.indices {
      let instrument = InstrumentIndex(UInt16(place))
      let found = [context.position(instrument).lots, context.cash(instrument).units]
      if found != [positions[place], cash[place]] {
        tally.note("\(context.agent) at \(context.now): \(found), not \(positions[place])")
      }
    }
    inner.receive(message, &context)
  }

  private mutating func add(_ report: ExecutionReport) {
    tally.noteFill()
    let sign: Int64 = report.side == .buy ? 1 : -1
    let place = Int(report.instrument.value)
    positions[place] += sign * report.quantity.lots
    cash[place] -= sign * report.price.ticks * report.quantity.lots * 10_000 + report.fee.units
  }
}
