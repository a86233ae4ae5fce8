import SimKernel

/// A trader who looks at the mid price at every wake-up of a cadence and decides on the answer.
///
/// What such traders have in common is here; each has its own idea of what a sample means, and
/// whoever needs more at the start adds it to the cadence's own.
protocol MidSampler: Agent {
  var cadence: Cadence { get set }
  var book: TradedBook { get }

  /// Twice the mid price, ticks, as the answer to a wake-up's question.
  mutating func decide(_ twiceMid: Int64, _ context: inout AgentContext)

  mutating func note(_ report: ExecutionReport)
}

extension MidSampler {
  mutating func prepare(_ setup: inout AgentSetup) { cadence.prepare(&setup) }

  mutating func start(_ context: inout AgentContext) { cadence.start(&context) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      cadence.next(&context)
      book.look(&context)
    case .snapshot(let snapshot): decide(book.twiceMid(snapshot), &context)
    case .report(let report): note(report)
    default: break
    }
  }
}
