/// The fundamental values of a running simulation: a plain value that a fork copies.
///
/// Point n of the grid lies n steps after the start of the run. Everything that is drawn for it
/// comes from streams of the instrument's own, with n as the decision, so that it is the same
/// whoever asks first; the processes catch up when somebody asks. Shocks, random and scheduled,
/// come at the first point that is not before their time.
struct FundamentalValues: Sendable {
  private struct Entry: Sendable {
    var process: any FundamentalProcess
    let moves: StreamID
    let jumps: StreamID
    let randomShocks: FundamentalDescription.RandomShocks?
    /// In ascending order of time.
    let shocks: [FundamentalDescription.Shock]
    var nextShock = 0
    /// The place of the common factor.
    let factor: Int?
    let loading: Double
    /// The place of the entry that it builds on.
    let base: Int?
  }

  private var entries: [Entry] = []
  /// The streams of the factors, in order of first mention.
  private var factors: [StreamID] = []
  private var normals: [Double] = []
  private let start: Int64
  private let step: Int64
  private(set) var key: RunKey
  /// The last point of the grid that was reached.
  private(set) var point: Int64 = 0

  /// - Precondition: the plan's fundamentals have no fault.
  init(_ plan: SimulationPlan, key: RunKey) {
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
    for place in entries.indices { jump(place) }
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
        jumps: FundamentalValues.stream(of: symbol, "shocks"),
        randomShocks: description.randomShocks,
        shocks: description.shocks.sorted { $0.time < $1.time }, factor: factor,
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

  private func current(_ place: Int, _ time: SimTime) -> Double {
    let entry = entries[place]
    let base = entry.base.map { current($0, time) } ?? 0
    return entry.process.value(at: time, base: base)
  }

  /// Moves every process to the last point of the grid that is not after a moment.
  mutating func advance(to now: Int64) {
    guard !entries.isEmpty else { return }
    let last = (now - start) / step
    while point < last {
      point += 1
      for place in factors.indices { normals[place] = normal(factors[place]) }
      for place in entries.indices {
        move(place)
        jump(place)
      }
    }
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
  }

  /// Lets an entry's shocks come that are due at the present point.
  private mutating func jump(_ place: Int) {
    let time = SimTime(nanoseconds: start + point * step)
    while entries[place].nextShock < entries[place].shocks.count,
      entries[place].shocks[entries[place].nextShock].time <= time
    {
      entries[place].process.jump(entries[place].shocks[entries[place].nextShock].size)
      entries[place].nextShock += 1
    }
    guard point > 0, let law = entries[place].randomShocks else { return }
    var stream = stream(entries[place].jumps)
    let mean = law.perHour * Double(step) / 3_600e9
    for _ in 0..<stream.poisson(mean: mean) {
      let size = stream.normal(mean: law.meanSize, standardDeviation: law.sizeDeviation)
      entries[place].process.jump(stream.bernoulli(1, in: 2) ? size : -size)
    }
  }

  /// Draws from the next point of the grid on under another key.
  mutating func rekey(_ newKey: RunKey, at now: Int64) {
    advance(to: now)
    key = newKey
  }
}
