/// A participant in the market: a value that turns messages into orders.
///
/// The kernel cannot tell strategies apart. An agent is a struct, copied by every fork; it takes
/// the time, its random numbers and its account from the context and keeps everything else in
/// itself.
public protocol Agent: Sendable {
  /// Names the random streams that it will draw from; called once, before the run.
  mutating func prepare(_ setup: inout AgentSetup)

  /// Called once at the start of the run.
  mutating func start(_ context: inout AgentContext)

  /// Called with each message, in order; `context` takes what it sends.
  ///
  /// Of an agent that is driven from outside, before its driver decides.
  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext)

  /// What it counts about itself, for the summary of a run; read when the run is over, of no
  /// influence on it.
  var tallies: [AgentTally] { get }
}

extension Agent {
  public mutating func prepare(_ setup: inout AgentSetup) {}

  public var tallies: [AgentTally] { [] }
}

/// A random stream of one agent; made by `AgentSetup.stream`.
public struct StreamHandle: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline var index: UInt32

  @inlinable var place: Int { Int(index) }

  /// What a handle holds until `AgentSetup.stream` has given it a stream; drawing from it ends the
  /// process, as drawing from another agent's does.
  public static var unassigned: StreamHandle { StreamHandle(index: .max) }
}

/// How far back an agent's snapshots look for trades; made by `AgentSetup.tradeWindow`.
public struct TradeWindow: Hashable, Sendable, BitwiseCopyable {
  let nanoseconds: Int64

  /// What a window is until `AgentSetup.tradeWindow` has given it a length: a snapshot asked with
  /// it counts no trades.
  public static var none: TradeWindow { TradeWindow(nanoseconds: 0) }
}

/// What an agent learns and asks for before the run.
public struct AgentSetup {
  /// The agent's stable name, `group/index`.
  public let name: String
  /// How many streams the agents before it have asked for.
  let firstOwnStream: Int
  var purposes: [String] = []
  /// The longest window of trades that it asked for, nanoseconds.
  var lookback: Int64 = 0
  /// The values whose jumps it is told of, and which venue's way the news takes.
  var followed: [(instrument: InstrumentIndex, venue: VenueIndex)] = []

  /// A random stream of this agent's own for one purpose; asking again gives the same one.
  public mutating func stream(_ purpose: String) -> StreamHandle {
    let place = purposes.firstIndex(of: purpose) ?? purposes.count
    if place == purposes.count { purposes.append(purpose) }
    return StreamHandle(index: UInt32(firstOwnStream + place))
  }

  /// A window of past trades that the agent's snapshots may be asked with; venues remember trades
  /// for as long as the longest window of all agents, and where there is none, not at all.
  public mutating func tradeWindow(_ length: SimDuration) -> TradeWindow {
    lookback = max(lookback, length.nanoseconds)
    return TradeWindow(nanoseconds: max(0, length.nanoseconds))
  }
  /// Asks to be told of every jump of an instrument's fundamental value from the start of the run
  /// on; of one without a value there is no news.
  ///
  /// News leaves at the moment of the jump and travels as market data of a venue does: with the
  /// agent's own latency, in order with that venue's data, late where the feed stands still. What
  /// leaves while the line is down or loses messages never comes: a later jump tells the value.
  public mutating func followFundamental(
    _ instrument: InstrumentIndex, from venue: VenueIndex
  ) {
    followed.append((instrument, venue))
  }
}
