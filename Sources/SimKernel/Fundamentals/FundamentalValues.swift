/// The fundamental values of a running simulation: a plain value that a fork copies.
///
/// Point n of the grid lies n steps after the start of the run. Everything that is drawn for it
/// comes from streams of the instrument's own, with n as the decision, so that it is the same
/// whoever asks first; the processes catch up when somebody asks. Jumps, random and scheduled, come
/// at their own times, which need not lie on the grid; the step that is under way then moves on
/// from where they have left the value.
struct FundamentalValues: Sendable {
  /// A jump of a value of which somebody is to be told.
  struct ToldJump: Sendable {
    /// The place of the entry.
    var place: Int
    var time: SimTime
    /// Ticks.
    var size: Double
    /// The value behind it, ticks.
    var value: Double
  }

  struct Entry: Sendable {
    var process: any FundamentalProcess
    let moves: StreamID
    var shocks: ShockTimeline
    /// Whether somebody is told of this value's jumps.
    var isFollowed = false
    /// The place of the common factor.
    let factor: Int?
    let loading: Double
    /// The place of the entry that it builds on.
    let base: Int?
  }

  var entries: [Entry] = []
  /// The streams of the factors, in order of first mention.
  private var factors: [StreamID] = []
  private var normals: [Double] = []
  private let start: Int64
  private let step: Int64
  private(set) var key: RunKey
  private var regimes: RegimeTimeline
  /// Under which the last step went.
  private var conditions = MarketConditions.usual
  /// The last point of the grid that was reached.
  private(set) var point: Int64 = 0
  /// When the next jump of any value comes.
  var nextJump: Int64 = .max
  /// Jumps of followed values that have come and of which nobody has been told yet.
  var untold: [ToldJump] = []

  /// - Precondition: the plan's fundamentals have no fault.
  init(_ plan: SimulationPlan, regimes: RegimeTimeline, key: RunKey) {
    self.regimes = regimes
    start = plan.start.nanoseconds
    step = plan.fundamentals.step.nanoseconds
    self.key = key
    var names: [String] = []
    for description in plan.fundamentals.descriptions {
      let factor = description.factor.map { factor in
        names.firstIndex(of: factor.name)
          ?? {
            names.append(factor.name)
            return names.count - 1
          }()
      }
      append(description, of: plan, factor: factor)
    }
    factors = names.map(FundamentalValues.stream(ofFactor:))
    normals = factors.map { _ in 0 }
    findNextJump()
    jump(upTo: start)
  }

  private mutating func append(
    _ description: FundamentalDescription, of plan: SimulationPlan, factor: Int?
  ) {
    let symbol = plan.instruments[Int(description.instrument.value)].symbol
    var process = description.process
    process.prepare(step: plan.fundamentals.step)
    let base = process.base.flatMap { base in
      plan.fundamentals.descriptions.firstIndex { $0.instrument == base }
    }
    entries.append(
      Entry(
        process: process, moves: FundamentalValues.stream(of: symbol, "moves"),
        shocks: ShockTimeline(
          description, start: plan.start,
          stream: FundamentalValues.stream(of: symbol, "shocks"), key: key), factor: factor,
        loading: description.factor?.loading ?? 0, base: base))
  }

  /// No agent's stable name has a space.
  private static func stream(of symbol: String, _ purpose: String) -> StreamID {
    StreamID(name: "fundamental \(symbol)", purpose: purpose)
  }

  private static func stream(ofFactor name: String) -> StreamID {
    StreamID(name: "fundamental factor \(name)", purpose: "moves")
  }

  /// All its streams with their owners and purposes, to be compared with those of the agents.
  static func streams(
    of plan: SimulationPlan
  ) -> [(id: StreamID, owner: String, purpose: String)] {
    var streams: [(id: StreamID, owner: String, purpose: String)] = []
    var names: [String] = []
    for description in plan.fundamentals.descriptions {
      let symbol = plan.instruments[Int(description.instrument.value)].symbol
      for purpose in ["moves", "shocks"] {
        streams.append((stream(of: symbol, purpose), "fundamental \(symbol)", purpose))
      }
      if let name = description.factor?.name, !names.contains(name) { names.append(name) }
    }
    return streams
      + names.map { (stream(ofFactor: $0), "fundamental factor \($0)", "moves") }
  }
}

// MARK: - Values

extension FundamentalValues {
  /// The value of the entry at a place at a moment not before the last one, ticks.
  ///
  /// - Complexity: O(instruments) for each point of the grid since the last moment.
  mutating func value(at place: Int, _ now: Int64) -> Double {
    advance(to: now)
    return current(place, SimTime(nanoseconds: now))
  }

  func current(_ place: Int, _ time: SimTime) -> Double {
    let entry = entries[place]
    let base = entry.base.map { current($0, time) } ?? 0
    return entry.process.value(at: time, base: base)
  }

  /// Moves every process to the last point of the grid that is not after a moment, and lets every
  /// jump come up to then. At a point of the grid a process moves first and jumps behind it.
  mutating func advance(to now: Int64) {
    guard !entries.isEmpty else { return }
    let last = (now - start) / step
    while point < last {
      point += 1
      let time = start + point * step
      if nextJump < time { jump(upTo: time - 1) }
      for place in factors.indices { normals[place] = normal(factors[place]) }
      if regimes.varies { adapt(to: regimes.conditions(at: time - step)) }
      for place in entries.indices { move(place) }
    }
    if nextJump <= now { jump(upTo: now) }
  }

  private func stream(_ id: StreamID) -> RandomStream {
    RandomStream(key: key, stream: id, decision: UInt32(truncatingIfNeeded: point))
  }

  private func normal(_ id: StreamID) -> Double {
    var stream = stream(id)
    return stream.normal()
  }

  private mutating func move(_ place: Int) {
    var stream = stream(entries[place].moves)
    var normal = stream.normal()
    if let factor = entries[place].factor {
      let loading = entries[place].loading
      normal = loading * normals[factor] + (1 - loading * loading).squareRoot() * normal
    }
    entries[place].process.move(normal, &stream)
    // What builds on another value drifts with that one.
    if conditions.drift == 0 || entries[place].base != nil { return }
    entries[place].process.jump(conditions.drift * Double(step) / 1e9)
  }

  /// Lets a step go under the conditions of its beginning.
  private mutating func adapt(to present: MarketConditions) {
    if present == conditions { return }
    conditions = present
    for place in entries.indices {
      entries[place].process.adapt(
        volatility: present.volatility, reversion: present.reversion)
    }
  }

  /// Draws from the next point of the grid, and from the next jump but one, on under another key:
  /// the jump that is drawn ahead comes as it would have.
  mutating func rekey(_ newKey: RunKey, at now: Int64, regimes: RegimeTimeline) {
    advance(to: now)
    key = newKey
    self.regimes = regimes
  }
}
