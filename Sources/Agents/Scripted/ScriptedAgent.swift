import SimKernel

/// Sends the orders of a BookScript at the times that it gives.
///
/// Lines are those of docs/bookscript.md: buy, sell, cancel and replace, after `at TIME`, with
/// `advance` to move on; prices are ticks. Times are times of the simulated day, while the
/// scenario's clock runs. What a script asks to be shown or expected is for `marketlab book` and
/// refused here.
public struct ScriptedAgent: Agent {
  let venue: VenueIndex
  let instrument: InstrumentIndex
  let steps: [ScriptStep]
  private var next = 0

  public init(venue: VenueIndex, instrument: InstrumentIndex, steps: [ScriptStep]) {
    self.venue = venue
    self.instrument = instrument
    self.steps = steps
  }

  public mutating func start(_ context: inout AgentContext) { proceed(&context) }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    if case .wake = message { proceed(&context) }
  }

  /// Sends everything that is due and asks to be woken for the next line.
  private mutating func proceed(_ context: inout AgentContext) {
    while next < steps.count, steps[next].time <= context.now {
      send(steps[next].request, &context)
      next += 1
    }
    if next < steps.count { context.wake(at: steps[next].time) }
  }

  private func send(_ request: ScriptStep.Request, _ context: inout AgentContext) {
    switch request {
    case .submit(var order):
      order.venue = venue
      order.instrument = instrument
      context.submit(order)
    case .cancel(let id):
      context.cancel(CancelRequest(id: id, venue: venue, instrument: instrument))
    case .cancelAll(let side):
      context.cancelAll(MassCancelRequest(venue: venue, instrument: instrument, side: side))
    case .replace(let id, let quantity, let price):
      context.replace(
        ReplaceRequest(
          id: id, venue: venue, instrument: instrument, quantity: quantity, price: price))
    }
  }
}

extension AgentType {
  static var scripted: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "scripted", summary: "sends the orders of a script at given times",
        parameters: [
          Parameter("script", .script, "lines such as `at 09:31:00 buy B1 10 @ 100000`")
        ],
        check: { values, clock in
          switch ScriptStep.steps(of: values.script("script"), during: clock) {
          case .success: []
          case .failure(let faults): faults.list
          }
        }),
      make: { assignment in
        guard
          case .success(let steps) = ScriptStep.steps(of: assignment.parameters.script("script"))
        else { preconditionFailure("the script was checked when its scenario was read") }
        return ScriptedAgent(
          venue: assignment.venue, instrument: assignment.instrument, steps: steps)
      })
  }
}
