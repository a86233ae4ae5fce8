// Messages to an agent that thinks wait in its inbox.

extension Kernel {
  /// Whether a message has to wait because its agent thinks or others wait already.
  @inline(__always)
  mutating func mustWait(_ agent: UInt32) -> Bool {
    let state = states.base + Int(agent)
    return state.pointee.busyUntil > now || state.pointee.inboxHead != 0
  }

  /// Puts a message into its agent's inbox. O(1).
  ///
  /// The inbox bounds what comes without being asked for one by one, as fast as the others trade:
  /// the quotes of each book by themselves, and the messages of each feed of a book. The newest of
  /// a kind always has room, and the one before it makes it. A later quote says what a lost one
  /// did; of feeds, the number of the newest tells that others are missing, so that who has handled
  /// the inbox knows that it has to begin anew. All else answers something of the agent's own, so
  /// that there is no more of it than it asked for; and to lose a wake-up, a report or a snapshot
  /// would leave an agent waiting for ever, or wrong about its orders. The limit of pending events
  /// bounds all of it.
  @inline(never)
  mutating func queueForLater(_ word: EventWord, sequence: UInt64) {
    let slot = append(word, sequence)
    let lost: UInt32
    switch word.kind {
    case .quote:
      lost = subscription(ofQuote: word).pointee.waiting.add(slot, limit: plan.inboxLimit)
    case .feed: lost = subscription(ofFeed: word).pointee.waiting.add(slot, limit: plan.inboxLimit)
    default: return
    }
    if lost != 0 { lose(lost) }
  }

  /// The next waiting message of an agent, or nil.
  mutating func takeFromInbox(_ agent: UInt32) -> (word: EventWord, sequence: UInt64)? {
    let head = states.base[Int(agent)].inboxHead
    guard head != 0 else { return nil }
    let item = inbox[head - 1].pointee
    unlink(head, of: agent)
    let word = EventWord(item.payload)
    switch word.kind {
    case .quote: subscription(ofQuote: word).pointee.waiting.leave()
    case .feed: subscription(ofFeed: word).pointee.waiting.leave()
    default: break
    }
    return (word, item.sequence)
  }

  /// What an agent and the book of a quote on its way to it have to do with each other.
  private func subscription(ofQuote word: EventWord) -> UnsafeMutablePointer<Subscription> {
    let quote = quotes.items.base + Int(word.slot)
    let index = VenueBook.index(
      venue: quote.pointee.quote.venue.value, instrument: quote.pointee.quote.instrument.value,
      instruments: instrumentCount)
    return books[index].subscribers[word.agent]
  }

  /// What an agent has asked of the feed of which a message is on its way to it.
  private func subscription(ofFeed word: EventWord) -> UnsafeMutablePointer<FeedSubscription> {
    let mail = feedMail[word.slot].pointee
    let packet = feedPackets[mail.packet].pointee
    let index = VenueBook.index(
      venue: packet.venue.value, instrument: packet.instrument.value, instruments: instrumentCount)
    guard let feed = books[index].feed else {
      preconditionFailure("a message of a feed of book \(index), which has none")
    }
    return feed.pointee.subscriptions.all.base + Int(mail.subscription)
  }

  /// Loses a waiting quote or message of a feed, behind which a newer one waits.
  private mutating func lose(_ slot: UInt32) {
    let item = inbox[slot - 1].pointee
    let word = EventWord(item.payload)
    unlink(slot, of: word.agent)
    if word.kind == .quote {
      loseQuote(word, sequence: item.sequence)
    } else {
      loseFeed(word, sequence: item.sequence)
    }
  }
}

// MARK: - The list of one agent

extension Kernel {
  /// Appends a message, and schedules the end of its agent's thinking if it is the first.
  private mutating func append(_ word: EventWord, _ sequence: UInt64) -> UInt32 {
    let state = states.base + Int(word.agent)
    let tail = state.pointee.inboxTail
    let slot =
      inbox.put(InboxItem(payload: word.payload, sequence: sequence, previous: tail)) + 1
    state.pointee.inboxTail = slot
    if tail != 0 {
      inbox[tail - 1].pointee.next = slot
      return slot
    }
    state.pointee.inboxHead = slot
    if hasRoom() {
      queue.push(
        at: SimTime(nanoseconds: max(now, state.pointee.busyUntil)),
        EventWord(.free, agent: word.agent, slot: 0).payload)
    }
    return slot
  }

  /// Takes a message out of its agent's list and frees its slot.
  private mutating func unlink(_ slot: UInt32, of agent: UInt32) {
    let state = states.base + Int(agent)
    let (next, previous) = (inbox[slot - 1].pointee.next, inbox[slot - 1].pointee.previous)
    if previous == 0 {
      state.pointee.inboxHead = next
    } else {
      inbox[previous - 1].pointee.next = next
    }
    if next == 0 {
      state.pointee.inboxTail = previous
    } else {
      inbox[next - 1].pointee.previous = previous
    }
    inbox.release(slot - 1)
  }
}
