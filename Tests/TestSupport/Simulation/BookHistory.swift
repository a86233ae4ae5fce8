import SimKernel

/// What the displayed levels of every book were after each event that changed them: taken from the
/// books themselves, event by event, and not from any message.
public struct BookHistory: Sendable {
  public struct State: Hashable, Sendable {
    public var bids: [BookLevel]
    public var asks: [BookLevel]
    public var time: SimTime

    /// Whether the levels are the same.
    public func isSame(_ bids: [BookLevel], _ asks: [BookLevel]) -> Bool {
      self.bids == bids && self.asks == asks
    }
  }

  /// By venue and instrument, beginning with the empty book.
  public private(set) var states: [BookPlace: [State]] = [:]
  public private(set) var words: [UInt64] = []
  public private(set) var digest: SHA256Digest

  /// Runs a plan to its end.
  public init(_ plan: SimulationPlan) throws {
    var simulation = try Simulation(plan, keepsJournal: true)
    digest = simulation.digest
    var reason = StopReason.reached
    note(simulation)
    while reason == .reached {
      reason = PlanRun.advance(&simulation, events: 1, into: &words)
      note(simulation)
    }
    precondition(reason == .finished, "the run ends with \(reason)")
    digest = simulation.digest
  }

  private mutating func note(_ simulation: borrowing Simulation) {
    for venue in simulation.plan.venues.indices {
      for instrument in simulation.plan.instruments.indices {
        let place = BookPlace(venue: UInt16(venue), instrument: UInt16(instrument))
        let book = simulation.snapshot(
          VenueIndex(place.venue), InstrumentIndex(place.instrument), depth: 1 << 20)
        if let last = states[place]?.last, last.isSame(book.bids, book.asks) { continue }
        states[place, default: []].append(
          State(bids: book.bids, asks: book.asks, time: simulation.now))
      }
    }
  }

  /// The states that a book had at a moment: the last one before it, and all of that moment.
  public func states(_ place: BookPlace, around time: SimTime) -> [State] {
    let all = states[place] ?? []
    let earlier = all.last { $0.time < time }
    return (earlier.map { [$0] } ?? []) + all.filter { $0.time == time }
  }
}
