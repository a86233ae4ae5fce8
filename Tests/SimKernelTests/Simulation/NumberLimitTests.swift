import TestSupport
import Testing

@testable import SimKernel

/// A run that is too long for the numbers of its decisions or events ends with a name; none is
/// given twice.
struct NumberLimitTests {
  /// Draws once at 1 ms and once at 10 ms, under consecutive numbers.
  private struct Drawer: Agent {
    var number: UInt64
    var draws = StreamHandle.unassigned

    mutating func prepare(_ setup: inout AgentSetup) { draws = setup.stream("draws") }

    mutating func start(_ context: inout AgentContext) {
      context.wake(at: .zero + .milliseconds(1))
      context.wake(at: .zero + .milliseconds(10))
    }

    mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
      guard case .wake = message else { return }
      _ = context[stream: draws, decision: number].nextUInt32()
      number += 1
    }
  }

  /// An agent that sends an order, replaces and cancels it, and asks for a snapshot at 1 ms and at
  /// 10 ms.
  private static func sender(_ latency: LatencyModel) throws -> Simulation {
    try Simulation(
      ProbeMarket.plan([
        ProbeMarket.probe(
          "a/0", latency: latency,
          onStart: { context in
            context.wake(at: .zero + .milliseconds(1))
            context.wake(at: .zero + .milliseconds(10))
          },
          onMessage: { message, context in
            guard case .wake = message else { return }
            let id = context.nextOrderID()
            context.submit(ProbeMarket.order(id.value, .buy, 1, at: 90))
            context.replace(ReplaceRequest(id: id, price: Price(ticks: 91)))
            context.cancel(CancelRequest(id: id))
            context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 1)
          })
      ]))
  }

  /// Lets the only agent have exchanged so many messages on one of its ways.
  private static func setCount(
    _ count: UInt32, of way: LatencyWay, _ simulation: borrowing Simulation
  ) {
    simulation.kernel.pointee.latencyStream(0, way).pointee.position =
      StreamPosition(decision: count, block: 1, word: 0)
    simulation.kernel.pointee.rekeyStreams()
  }

  @Test(arguments: LatencyWay.allCases)
  func `a latency is drawn for 2^32 - 1 messages on each way and not for one more`(
    way: LatencyWay
  ) throws {
    // At 1 ms an order and a request, a replace and a cancel are sent, and three reports and one
    // snapshot come back.
    let messages: UInt32 =
      switch way {
      case .entry: 2
      case .response: 3
      case .cancel, .replace, .data: 1
      }
    let gamma = LatencyModel.shiftedGamma(shift: .microseconds(5), scaleNanoseconds: 100)
    var simulation = try NumberLimitTests.sender(gamma)
    NumberLimitTests.setCount(.max - messages, of: way, simulation)
    #expect(simulation.advance(until: .time(.zero + .milliseconds(9))) == .reached)
    #expect(simulation.kernel.pointee.latencyStream(0, way).pointee.position.decision == .max)
    #expect(simulation.advance(until: .end) == .fault(.decisionLimit(agent: "a/0")))
  }

  @Test func `messages of a constant latency have no limit`() throws {
    var simulation = try NumberLimitTests.sender(.constant(.microseconds(5)))
    for way in LatencyWay.allCases { NumberLimitTests.setCount(.max, of: way, simulation) }
    #expect(simulation.advance(until: .end) == .finished)
  }

  @Test func `an agent's decision beyond 32 bits ends the run instead of repeating the first`()
    throws
  {
    let drawer = SimulationPlan.Participant(
      name: "d/0", type: "drawer", agent: Drawer(number: UInt64(UInt32.max)))
    var simulation = try Simulation(ProbeMarket.plan([drawer]))
    #expect(simulation.advance(until: .time(.zero + .milliseconds(9))) == .reached)
    let reason = simulation.advance(until: .end)
    #expect(reason == .fault(.decisionLimit(agent: "d/0")))
    guard case .fault(let fault) = reason else { return }
    #expect(
      "\(fault)" == "d/0 has made the 4294967295 decisions that a random stream can number")
  }

  @Test func `a run ends before the sequences of its events do`() throws {
    var simulation = try NumberLimitTests.sender(.constant(.microseconds(5)))
    simulation.kernel.pointee.queue.nextOrder =
      (Kernel.sequenceLimit - 3) << EventQueue.tokenBits
    #expect(
      simulation.advance(until: .end) == .fault(.sequenceLimit(Kernel.sequenceLimit)))
  }

  @Test func `choices among ties do not repeat after 2^32 of them`() {
    func order(after choices: UInt64) -> [UInt64] {
      var queue = EventQueue(pendingLimit: 100)
      for session in 0..<UInt64(40) { queue.push(at: .zero, EventPayload(word: session << 32)) }
      var shuffler = TieShuffler(seed: 3)
      shuffler.choiceCount = choices
      var sessions: [UInt64] = []
      while let event = shuffler.pop(from: &queue, session: TieShufflerTests.session) {
        sessions.append(event.payload.word >> 32)
      }
      return sessions
    }
    #expect(order(after: 0) == order(after: 0))
    #expect(order(after: 0) != order(after: 1 << 32))
  }
}
