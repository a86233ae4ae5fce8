import Scenarios
import SimKernel

/// What one order comes to under several latency profiles, measured by forks of a running market.
///
/// The market runs to the moment of the order once. From there, for each profile and each of
/// several futures, a branch goes its own way: the profile governs the order's way to the venue and
/// nothing else, the order is sent, and the branch runs until what became of it is known. Future n
/// is the same for every profile, so that two profiles differ by the order's arrival and what
/// follows from it: differences are paired.
public struct LatencyExperiment: Sendable {
  public struct Profile: Sendable {
    public var name: String
    public var latency: LatencyProfile

    public init(name: String, latency: LatencyProfile) {
      self.name = name
      self.latency = latency
    }
  }

  /// Who sends the order.
  public var agent: AgentIndex
  /// When it decides to: the order leaves one decision latency of the agent later.
  public var time: SimTime
  /// The order; its id is given by the branch.
  public var order: NewOrder
  public var profiles: [Profile]
  /// Branches of each profile, numbered from 1.
  public var futures = 200
  /// How long trades count after the sending.
  public var horizon = SimDuration.seconds(10)

  /// After which times the mid is looked at again behind a trade.
  public static let markouts: [SimDuration] = [
    .milliseconds(1), .milliseconds(10), .seconds(1),
  ]

  public init(agent: AgentIndex, time: SimTime, order: NewOrder, profiles: [Profile]) {
    self.agent = agent
    self.time = time
    self.order = order
    self.profiles = profiles
  }

  /// Everything measured, by profile and future, with bid plus ask at the sending.
  public struct Outcome: Hashable, Sendable {
    /// Ticks; nil for a one-sided book.
    public var twiceMid: Int64?
    /// In the order of the profiles, then of the futures.
    public var trials: [[ExecutionTrial]]
  }

  /// Runs the market and its branches.
  ///
  /// - Parameter progress: Told how many branches are done, of how many.
  /// - Throws: `RunError` where the market or a branch reaches a limit of its scenario.
  public func run(
    _ setup: RunSetup, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(RunError) -> Outcome {
    let market = try self.market(setup)
    return try run(from: market, setup.path, progress: progress)
  }

  /// The market at the moment of the order.
  func market(_ setup: RunSetup) throws(RunError) -> Simulation {
    var market = try Runner.simulation(setup, keepsJournal: false)
    try LatencyExperiment.advance(&market, until: time, setup.path) { _ in }
    return market
  }

  /// The branches of a market that stands at the moment of the order.
  func run(
    from market: borrowing Simulation, _ path: String, progress: (Int, Int) -> Void
  ) throws(RunError) -> Outcome {
    let snapshot = market.snapshot(order.venue, order.instrument, depth: 1)
    var trials: [[ExecutionTrial]] = profiles.map { _ in [] }
    for future in 1...UInt64(futures) {
      for place in profiles.indices {
        var branch = market.fork(future: future)
        trials[place].append(
          try trial(&branch, profiles[place].latency, from: snapshot, path))
        progress((Int(future) - 1) * profiles.count + place + 1, futures * profiles.count)
      }
    }
    return Outcome(twiceMid: OrderWatch.twiceMid(snapshot), trials: trials)
  }
}

// MARK: - One branch

extension LatencyExperiment {
  private func trial(
    _ branch: inout Simulation, _ latency: LatencyProfile, from snapshot: BookSnapshot,
    _ path: String
  ) throws(RunError) -> ExecutionTrial {
    branch.keepsJournal = true
    let sent = send(on: &branch, by: latency)
    var watch = OrderWatch(sent, of: agent, from: snapshot)
    try follow(&branch, &watch, path)
    return ExecutionTrial(
      watch, sent, sent: time, twiceMid: OrderWatch.twiceMid(snapshot), horizon: horizon,
      end: branch.plan.end)
  }

  /// Sends the order by a profile that holds for this one message.
  private func send(on branch: inout Simulation, by latency: LatencyProfile) -> NewOrder {
    let own = branch.plan.participants[Int(agent.value)].latency
    branch.setLatency(of: agent, to: latency)
    let sent = branch.act(as: agent) { context in
      var order = order
      order.id = context.nextOrderID()
      context.submit(order)
      return order
    }
    branch.setLatency(of: agent, to: own)
    return sent
  }

  /// Goes on until the order is gone or the horizon has come, and then to the last look at the mid.
  private func follow(
    _ branch: inout Simulation, _ watch: inout OrderWatch, _ path: String
  ) throws(RunError) {
    let end = min(time + horizon, branch.plan.end)
    let step = SimDuration(nanoseconds: max(1, horizon.nanoseconds / LatencyExperiment.steps))
    while branch.now < end && !watch.isGone {
      try LatencyExperiment.advance(&branch, until: min(branch.now + step, end), path) {
        watch.read($0)
      }
    }
    watch.settleEntry()
    guard let fill = watch.fills.last, fill.time <= end, let delay = Self.markouts.max() else {
      return
    }
    let last = min(fill.time + delay, branch.plan.end)
    try LatencyExperiment.advance(&branch, until: last, path) { watch.read($0) }
  }

  /// Looks at the order's fate on the way to the horizon.
  private static let steps: Int64 = 64

  /// Lets a market run up to and including a moment; external agents let every decision pass.
  private static func advance(
    _ market: inout Simulation, until time: SimTime, _ path: String,
    journal: (UnsafeBufferPointer<UInt64>) -> Void
  ) throws(RunError) {
    while true {
      let reason = market.advance(until: .time(time))
      market.drainJournal(journal)
      switch reason {
      case .reached, .finished: return
      case .decision: market.decide { _ in }
      case .journalFull: break
      case .fault(let fault):
        throw .limit(path: path, fault, event: market.eventCount, time: market.now)
      }
    }
  }
}
