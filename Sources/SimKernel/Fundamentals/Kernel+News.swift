// News of jumps of fundamental values, to those who follow them.

/// One agent that is told of the jumps of one value.
struct NewsFollower: Sendable {
  var agent: UInt32
  /// Whose way the news takes.
  var venue: VenueIndex
}

/// News that travels to several agents.
struct NewsMail: BitwiseCopyable {
  var news: FundamentalNews
  /// Deliveries that have yet to happen.
  var pending: UInt32
}

// MARK: - Start

extension Kernel {
  /// Notes who follows which value, and schedules the first jump that somebody is told of.
  mutating func addNewsFollowers(_ setups: [AgentSetup]) {
    guard setups.contains(where: { !$0.followed.isEmpty }) else { return }
    newsFollowers = Array(repeating: [], count: plan.fundamentals.descriptions.count)
    for (agent, setup) in setups.enumerated() {
      for (instrument, venue) in setup.followed {
        addFollower(UInt32(agent), of: instrument, from: venue)
      }
    }
    let states = states.base
    for place in newsFollowers.indices where !newsFollowers[place].isEmpty {
      // News goes out in the order of a fan-out; the sort is stable.
      newsFollowers[place].sort {
        states[Int($0.agent)].startOrder < states[Int($1.agent)].startOrder
      }
      fundamentals.follow(place)
    }
    scheduleNextJump()
  }

  private mutating func addFollower(
    _ agent: UInt32, of instrument: InstrumentIndex, from venue: VenueIndex
  ) {
    guard Int(venue.value) < venueCount, Int(instrument.value) < instrumentCount else {
      return note(.unknownBook, of: agent)
    }
    guard let place = fundamentalPlace(instrument),
      !newsFollowers[place].contains(where: { $0.agent == agent })
    else { return }
    newsFollowers[place].append(NewsFollower(agent: agent, venue: venue))
  }

  private mutating func scheduleNextJump() {
    let time = fundamentals.nextToldJump
    guard time <= plan.end, hasRoom() else { return }
    queue.push(at: time, EventWord(.jump, agent: 0, slot: 0).payload)
  }
}

// MARK: - Telling

extension Kernel {
  /// Lets the followed values jump that jump now, and sends the news of it on its way.
  @inline(never)
  mutating func tellJumps(_ word: EventWord, sequence: UInt64) {
    fundamentals.advance(to: now)
    let jumps = fundamentals.takeUntold()
    journalDelivery(word, sequence, detail: UInt64(jumps.count), isKept: true)
    for jump in jumps { tell(jump) }
    scheduleNextJump()
  }

  private mutating func tell(_ jump: FundamentalValues.ToldJump) {
    let followers = newsFollowers[jump.place]
    guard let value = Quantiser.price(ticks: jump.value),
      let size = Quantiser.integer(jump.size, in: .min ... .max)
    else {
      for follower in followers { note(.notANumber, of: follower.agent) }
      return
    }
    guard hasRoom(for: followers.count) else { return }
    let news = FundamentalNews(
      instrument: plan.fundamentals.descriptions[jump.place].instrument, value: value, size: size,
      time: jump.time)
    let slot = self.news.put(NewsMail(news: news, pending: 0))
    for follower in followers {
      guard let arrival = newsArrival(follower) else { continue }
      self.news[slot].pointee.pending += 1
      queue.push(
        at: SimTime(nanoseconds: arrival),
        EventWord(.news, agent: follower.agent, slot: slot).payload)
    }
    if self.news[slot].pointee.pending == 0 { self.news.release(slot) }
  }

  /// When news of now reaches an agent: behind the venue's data that is under way to it; nil where
  /// its line is down or loses it.
  private mutating func newsArrival(_ follower: NewsFollower) -> Int64? {
    guard let leaves = newsLeaving(follower.agent) else { return nil }
    mark(follower.agent)
    let latency = drawLatency(follower.agent, .data, venue: follower.venue, leaves: leaves)
    let lane = lane(of: follower.agent, follower.venue)
    lane.pointee.data = max(leaves &+ latency, lane.pointee.data)
    return lane.pointee.data
  }

  private mutating func newsLeaving(_ agent: UInt32) -> Int64? {
    if states.base[Int(agent)].outages < 0 { return now }
    return isCut(agent) ? nil : hinderedLeaving(agent, ready: now)
  }

  /// Journals the delivery of news and takes it out of its room with the last one.
  mutating func openNews(_ word: EventWord, sequence: UInt64) -> FundamentalNews {
    deliveries.news += 1
    let news = self.news[word.slot].pointee.news
    self.news[word.slot].pointee.pending -= 1
    if self.news[word.slot].pointee.pending == 0 { self.news.release(word.slot) }
    let value = UInt32(truncatingIfNeeded: news.value.ticks)
    journalDelivery(
      word, sequence, detail: RecordHead.halves(value, UInt32(news.instrument.value)),
      isKept: true)
    journal.hashFundamental(news.size, instrument: news.instrument.value)
    return news
  }
}
