import Agents
import SimKernel
import Synchronization
import TestSupport

/// Random markets with a listener to their feeds.
enum FeedMarket {
  static let seeds = Array(UInt64(0)..<(isFullScale ? 300 : 40))
  /// Runs whose books are looked at event by event take longer.
  static let slowSeeds = Array(UInt64(0)..<(isFullScale ? 200 : 12))

  static func plan(_ seed: UInt64, milliseconds: Int64 = 300) -> SimulationPlan {
    RandomPlan.make(seed: seed &+ 40_000, milliseconds: milliseconds, allowsExternal: false)
  }

  static func books(_ plan: SimulationPlan) -> [BookPlace] {
    plan.venues.indices.flatMap { venue in
      plan.instruments.indices.map {
        BookPlace(venue: UInt16(venue), instrument: UInt16($0))
      }
    }
  }

  /// An agent that subscribes to feeds of every book at the start, and logs all that comes.
  static func listener(
    _ plan: SimulationPlan, to feeds: [FeedKind], every interval: SimDuration = .zero,
    latency: LatencyModel = .constant(.zero), log: MessageLog
  ) -> SimulationPlan.Participant {
    let places = books(plan)
    return ProbeMarket.probe(
      "listener/0", latency: latency,
      onStart: { context in
        for place in places {
          for feed in feeds {
            context.subscribe(
              VenueIndex(place.venue), InstrumentIndex(place.instrument), to: feed,
              every: interval, depth: 3)
          }
        }
      }, onMessage: { log.note($0, $1) })
  }
}

extension BookPlace {
  init(_ venue: VenueIndex, _ instrument: InstrumentIndex) {
    self.init(venue: venue.value, instrument: instrument.value)
  }
}

/// The books that a listener rebuilds from what it gets, each whole state with its number.
struct RebuiltStates {
  struct State {
    var number: UInt64
    var time: SimTime
    var bids: [BookLevel]
    var asks: [BookLevel]
  }

  private(set) var states: [BookPlace: [State]] = [:]

  init(_ messages: [AgentMessage]) {
    var builders: [BookPlace: BookBuilder] = [:]
    for message in messages {
      guard let place = RebuiltStates.place(of: message) else { continue }
      var builder =
        builders[place]
        ?? BookBuilder(VenueIndex(place.venue), InstrumentIndex(place.instrument))
      if RebuiltStates.take(message, &builder) == .whole {
        states[place, default: []].append(
          State(
            number: builder.number, time: builder.time, bids: builder.bids, asks: builder.asks))
      }
      builders[place] = builder
    }
  }

  private static func place(of message: AgentMessage) -> BookPlace? {
    switch message {
    case .snapshot(let snapshot): BookPlace(snapshot.venue, snapshot.instrument)
    case .feed(.level(let update)): BookPlace(update.venue, update.instrument)
    default: nil
    }
  }

  private static func take(
    _ message: AgentMessage, _ builder: inout BookBuilder
  ) -> BookBuilder.Effect {
    switch message {
    case .snapshot(let snapshot): builder.take(snapshot)
    case .feed(.level(let update)): builder.take(update)
    default: .none
    }
  }
}

/// An agent's builders, kept where a test can look at them; for runs that are not forked.
final class BuilderLog: Sendable {
  private let stored: Mutex<BookBuilder>
  private let seen = Mutex<[RebuiltStates.State]>([])

  init(_ place: BookPlace) {
    stored = Mutex(BookBuilder(VenueIndex(place.venue), InstrumentIndex(place.instrument)))
  }

  var states: [RebuiltStates.State] { seen.withLock { $0 } }
  var builder: BookBuilder { stored.withLock { $0 } }

  func start(_ context: inout AgentContext) {
    let builder = builder
    builder.subscribe(&context)
  }

  func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    var builder = builder
    let effect = builder.receive(message, &context)
    let result = builder
    stored.withLock { $0 = result }
    guard effect == .whole else { return }
    let state = RebuiltStates.State(
      number: result.number, time: result.time, bids: result.bids, asks: result.asks)
    seen.withLock { $0.append(state) }
  }
}
