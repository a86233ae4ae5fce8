import SimKernel
import TestSupport
import Testing

/// Over 10,000 random sessions, each an agent with a venue, no message overtakes an earlier one.
struct SessionOrderTests {
  private static let markets: UInt64 = 104
  private static let agents = 50
  private static let venues = 2

  /// Sends bursts of everything that can be sent to two venues, at moments of its own.
  private struct Burster: Agent {
    var random: SplitMix64
    var left = 3
    let subscribes: Bool

    mutating func start(_ context: inout AgentContext) {
      for venue in 0..<UInt16(SessionOrderTests.venues) where subscribes {
        context.subscribe(VenueIndex(venue), InstrumentIndex(0))
      }
      sleep(&context)
    }

    private mutating func sleep(_ context: inout AgentContext) {
      context.wake(at: context.now + .nanoseconds(random.integer(in: 0...3_000_000)))
    }

    mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
      guard case .wake = message, left > 0 else { return }
      left -= 1
      for _ in 0..<random.integer(in: 1...6) { send(&context) }
      sleep(&context)
    }

    private mutating func send(_ context: inout AgentContext) {
      let venue = VenueIndex(UInt16(random.integer(in: 0...Int64(SessionOrderTests.venues) - 1)))
      let id = ClientOrderID(UInt64(random.integer(in: 1...4)))
      switch random.integer(in: 0...5) {
      case 0: context.cancel(CancelRequest(id: id, venue: venue))
      case 1:
        context.replace(
          ReplaceRequest(
            id: id, venue: venue, price: Price(ticks: random.integer(in: 95...105))))
      case 2: context.requestSnapshot(venue, InstrumentIndex(0), depth: 1)
      case 3: context.cancelAll(MassCancelRequest(venue: venue))
      default:
        context.submit(
          NewOrder(
            id: context.nextOrderID(), venue: venue,
            side: random.chance(percent: 50) ? .buy : .sell, quantity: Quantity(lots: 1),
            price: Price(ticks: random.integer(in: 95...105))))
      }
    }
  }

  private static func model(_ random: inout SplitMix64) -> LatencyModel {
    let one = random.integer(in: 1...2_000_000)
    let mean = SimDuration.nanoseconds(one)
    switch random.integer(in: 0...6) {
    case 0: return .constant(mean)
    case 1: return .shiftedGamma(shift: mean, scaleNanoseconds: Double(one))
    case 2: return .shiftedLognormal(least: .zero, mean: mean, deviation: .nanoseconds(3 * one))
    case 3: return .truncatedNormal(least: .zero, mean: mean, deviation: mean)
    case 4:
      return .empirical([
        LatencyQuantile(probability: 0, nanoseconds: 1),
        LatencyQuantile(probability: 1, nanoseconds: Double(one)),
      ])
    case 5: return .line(lengthMetres: Double(one), metresPerNanosecond: 0.299792458)
    default:
      return .piecewise([
        LatencyPiece(from: .zero, model: .constant(.milliseconds(3))),
        LatencyPiece(from: .zero + .milliseconds(2), model: .constant(.microseconds(1))),
      ])
    }
  }

  private static func plan(seed: UInt64) -> SimulationPlan {
    var random = SplitMix64(seed: seed &+ 77)
    let participants = (0..<agents).map { number in
      var profile: [LatencyModel] = []
      for _ in LatencyWay.allCases { profile.append(model(&random)) }
      return SimulationPlan.Participant(
        name: "burster/\(number)", type: "burster",
        agent: Burster(
          random: SplitMix64(seed: seed << 8 &+ UInt64(number)),
          subscribes: random.chance(percent: 20)),
        latency: LatencyProfile(congestion: random.chance(percent: 30) ? 0 : nil) {
          profile[$0.rawValue]
        },
        decisionLatency: .nanoseconds(random.element(of: [0, 0, 1_000, 400_000])))
    }
    return SimulationPlan(
      seed: seed, start: .zero, end: .zero + .milliseconds(60),
      instruments: [Instrument(symbol: "I", openPrice: Price(ticks: 100))],
      venues: (0..<venues).map { VenueDescription(name: "V\($0)", processing: .nanoseconds(500)) },
      participants: participants,
      congestion: [
        CongestionProcess(
          name: "net", calm: .milliseconds(2), congested: .milliseconds(1), factor: 5,
          extra: .microseconds(300))
      ], recordsDeliveries: true)
  }

  private struct Session: Hashable {
    var agent: UInt32
    var venue: UInt16
  }

  /// What was seen of one market's sessions.
  private struct Findings {
    var sessions = Set<Session>()
    var messages = 0
    var overtakings = 0
    /// Messages to a venue that arrive at the very moment of the one before: had to wait for it.
    var waits = 0
    private var lastSent: [Session: Int64] = [:]
    private var lastHandled: [Session: [JournalLine.EventKind: UInt64]] = [:]
    /// By sequence of the message that came to it.
    private var venues: [UInt64: UInt16] = [:]
    private var quoteVenues: [UInt64: UInt16] = [:]
    private var place: UInt16 = 0

    mutating func look(at line: JournalLine) {
      if let book = line.book { place = book.venue }
      switch line.kind {
      case .sent: noteSent(line)
      case .quote: quoteVenues[line.words[5]] = place
      case .event: noteEvent(line)
      default: break
      }
    }

    private mutating func noteSent(_ line: JournalLine) {
      let session = Session(agent: line.agent, venue: UInt16(truncatingIfNeeded: line.words[6]))
      sessions.insert(session)
      venues[line.words[1]] = session.venue
      messages += 1
      let last = lastSent[session] ?? .min
      if line.signed(2) < last { overtakings += 1 }
      if line.signed(2) == last { waits += 1 }
      lastSent[session] = line.signed(2)
    }

    /// Messages of one kind on one session are sent in the order of their sequences.
    private mutating func noteEvent(_ line: JournalLine) {
      guard let kind = line.eventKind, let venue = venue(of: line, kind) else { return }
      let session = Session(agent: line.agent, venue: venue)
      messages += 1
      if let last = lastHandled[session]?[kind], line.words[2] <= last { overtakings += 1 }
      lastHandled[session, default: [:]][kind] = line.words[2]
    }

    private func venue(of line: JournalLine, _ kind: JournalLine.EventKind) -> UInt16? {
      switch kind {
      case .arrival: line.book?.venue
      case .report: venues[line.words[3]]
      case .quote: quoteVenues[line.words[3]]
      default: nil
      }
    }
  }

  @Test func `no message overtakes an earlier one of its session`() throws {
    var sessions = 0
    var messages = 0
    var waits = 0
    for seed in 0..<SessionOrderTests.markets {
      var findings = Findings()
      for line in try PlanRun(SessionOrderTests.plan(seed: seed)).lines { findings.look(at: line) }
      #expect(findings.overtakings == 0, "seed \(seed)")
      sessions += findings.sessions.count
      messages += findings.messages
      waits += findings.waits
    }
    print("\(sessions) sessions, \(messages) messages, \(waits) waited for the one before")
    // 104 markets of 50 agents with two venues each; some agents leave a venue out.
    #expect(sessions >= 10_000)
    #expect(waits > 10_000)
  }
}
