/// What an agent's own side asks for again when the agent's line for market data is up again: all
/// that the failure has ended or left unanswered.
///
/// Feeds and watches stand from the moment the agent asks for them until it ends them. Of the other
/// requests that have met a line that was down, the last of each kind and book is kept: each asks
/// for what holds at the time, so that one answer does for all.
struct LineRequests: Sendable {
  /// In the order in which they were first asked for.
  private var standing: [VenueMail] = []
  /// In the order in which they met the line.
  private var unanswered: [VenueMail] = []

  /// All that is to be asked for again: feeds and watches, then the requests, which count as
  /// answered from here on.
  mutating func takeAll() -> [VenueMail] {
    defer { unanswered = [] }
    return standing + unanswered
  }

  /// Notes a request that the agent sends. O(feeds asked for).
  mutating func noteSent(_ request: VenueMail) {
    switch request.kind {
    case .subscribe, .watchImbalance: stand(request)
    case .unsubscribe: end(.subscribe, request)
    case .unwatchImbalance: end(.watchImbalance, request)
    case .submit, .cancel, .replace, .cancelAll, .requestSnapshot, .requestOrders: break
    }
  }

  /// Notes a request for a present state that has met a line that was down.
  mutating func noteUnanswered(_ request: VenueMail) {
    unanswered.removeAll { $0.isAbout(request, kind: request.kind) }
    unanswered.append(request)
  }

  private mutating func stand(_ request: VenueMail) {
    if let place = standing.firstIndex(where: { $0.isAbout(request, kind: request.kind) }) {
      standing[place] = request
    } else {
      standing.append(request)
    }
  }

  private mutating func end(_ kind: VenueMail.Kind, _ request: VenueMail) {
    standing.removeAll { $0.isAbout(request, kind: kind) }
  }
}

extension VenueMail {
  /// Whether it is of a kind and about the same book, and feed where it is about one, as another.
  fileprivate func isAbout(_ other: VenueMail, kind: Kind) -> Bool {
    self.kind == kind && order.venue == other.order.venue
      && order.instrument == other.order.instrument && order.id == other.order.id
  }
}

extension Kernel {
  /// Notes a request of an agent that has outages, to be asked for again.
  @inline(never)
  mutating func noteSent(_ request: VenueMail, of agent: UInt32) {
    let place = Int(states.base[Int(agent)].outages)
    guard place >= 0, knowsBook(request.order.venue, request.order.instrument) else { return }
    outages[place].requests.noteSent(request)
  }

  /// Answers a request for a present state on a line that is down, and keeps it for later.
  @inline(never)
  mutating func leaveUnanswered(_ request: VenueMail, of agent: UInt32, to index: Int) {
    outages[Int(states.base[Int(agent)].outages)].requests.noteUnanswered(request)
    repeatDisconnected(agent, index)
  }

  /// Sends again what the failure of an agent's line has ended or left unanswered.
  mutating func askAgain(_ agent: UInt32) {
    let place = Int(states.base[Int(agent)].outages)
    for request in outages[place].requests.takeAll() { sendRequest(request, from: agent) }
  }
}
