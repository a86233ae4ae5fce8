// The lines of agents that have outages: when they fail, and when they are up again.

/// What an event about a line says, in its slot.
enum LineChange: UInt32 {
  case failed, restored
  /// Nothing has changed: the answer to a request on a line that is down.
  case down
}

extension Kernel {
  /// Whether an agent's line for market data is down.
  @inline(__always)
  func isCut(_ agent: UInt32) -> Bool {
    let place = Int(states.base[Int(agent)].outages)
    return place >= 0 && outages[place].isCut
  }

  /// Takes in the outages of an agent; nothing for one that has none.
  ///
  /// - Returns: Their place; -1 for none.
  mutating func addOutages(_ participant: SimulationPlan.Participant) -> Int32 {
    if participant.feed.isPerfect { return -1 }
    outages.append(FeedOutages(participant.feed, of: participant.name, start: plan.start))
    return Int32(outages.count - 1)
  }

  /// Schedules the first failure of every line.
  mutating func scheduleLines() {
    for agent in 0..<states.count where states.base[agent].outages >= 0 {
      scheduleFailure(of: UInt32(agent), from: now)
    }
  }

  private mutating func scheduleFailure(of agent: UInt32, from time: Int64) {
    let place = Int(states.base[Int(agent)].outages)
    guard let start = outages[place].disconnects.nextStart(from: time, key: key) else { return }
    scheduleLine(.failed, of: agent, at: start)
  }

  private mutating func scheduleLine(_ change: LineChange, of agent: UInt32, at time: Int64) {
    guard time <= plan.end.nanoseconds, hasRoom() else { return }
    queue.push(
      at: SimTime(nanoseconds: time),
      EventWord(.line, agent: agent, slot: change.rawValue).payload)
  }

  /// Whether an event says of a line that it is down and comes behind its return.
  func isOutdated(_ word: EventWord) -> Bool {
    word.slot == LineChange.down.rawValue && !isCut(word.agent)
  }

  /// Lets a line fail or come up again, before its agent hears of it.
  mutating func changeLine(_ word: EventWord) {
    let place = Int(states.base[Int(word.agent)].outages)
    switch LineChange(rawValue: word.slot) {
    case .failed:
      outages[place].isCut = true
      endSubscriptions(of: word.agent)
      for venue in plan.venues.indices where plan.venues[venue].cancelsOnDisconnect {
        cancelForLost(word.agent, at: VenueIndex(UInt16(venue)))
      }
      guard let end = outages[place].disconnects.end(at: now, now: now, key: key) else {
        preconditionFailure("the line of agent \(word.agent) fails for no time")
      }
      scheduleLine(.restored, of: word.agent, at: end)
    case .restored:
      outages[place].isCut = false
      scheduleFailure(of: word.agent, from: now)
    case .down: return
    case nil: preconditionFailure("change \(word.slot) of a line")
    }
  }

  /// Tells an agent again that its line is down, in answer to a request.
  mutating func repeatDisconnected(_ agent: UInt32, _ index: Int) {
    guard hasRoom() else { return }
    queue.push(
      at: SimTime(nanoseconds: answerArrival(agent, books + index)),
      EventWord(.line, agent: agent, slot: LineChange.down.rawValue).payload)
  }

  /// Lets a venue take back the orders of an agent whose line has failed, as by a mass cancel that
  /// arrives now.
  private mutating func cancelForLost(_ agent: UInt32, at venue: VenueIndex) {
    guard states.base[Int(agent)].openOrders > 0, hasRoom() else { return }
    var mail = VenueMail(.cancelAll, venue: venue, instrument: InstrumentIndex(0))
    mail.isForEveryBook = true
    dispatchNow(mail, from: agent)
  }
}
