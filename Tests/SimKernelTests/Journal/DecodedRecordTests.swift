import TestSupport
import Testing

@testable import SimKernel

/// Every kind of record, written by the kernel with a value of its own in each field, reads back
/// under the right names.
struct DecodedRecordTests {
  private static func text(_ value: DecodedRecord.Value) -> String {
    switch value {
    case .word(let word): word
    case .number(let number): "\(number)"
    case .hash: "hash"
    case .time(let time): "\(time.nanoseconds / 1_000_000) ms"
    case .agent(let agent): "\(agent.value)"
    case .venue(let venue): "\(venue.value)"
    case .instrument(let instrument): "\(instrument.value)"
    case .price(let ticks): "@\(ticks)"
    case .lots(let lots): "\(lots) lots"
    case .stream(let stream): "\(stream)"
    }
  }

  private static func text(_ record: DecodedRecord) -> String {
    let owner = record.agent.map { " of agent \($0.value)" } ?? ""
    let fields = record.fields.map { "\($0.name) \(text($0.value))" }
    return record.title + owner + ": " + fields.joined(separator: ", ")
  }

  private typealias Action = (milliseconds: Int64, send: @Sendable (inout AgentContext) -> Void)

  /// What agents 0, 1 and 2 do, each action at a moment of its own.
  private static let story: [[Action]] = [
    [
      (1, { $0.subscribe(VenueIndex(1), InstrumentIndex(1)) }),
      (2, { $0.submit(order(30, .sell, 9, at: 105)) }),
      (
        4,
        {
          $0.replace(
            ReplaceRequest(
              id: id(30), venue: venue, instrument: instrument, quantity: .init(lots: 5)))
        }
      ),
      (
        8,
        {
          $0.replace(
            ReplaceRequest(
              id: id(99), venue: venue, instrument: instrument, price: .init(ticks: 77)))
        }
      ),
      (
        20,
        {
          $0.requestSnapshot(VenueIndex(1), InstrumentIndex(1), depth: 6)
          $0.cancelAll(MassCancelRequest(venue: venue))
        }
      ),
    ],
    [
      (
        3,
        {
          var iceberg = order(31, .sell, 40, at: 105)
          iceberg.displayQuantity = Quantity(lots: 10)
          iceberg.isPostOnly = true
          iceberg.timeInForce = .goodTillTime
          iceberg.expiry = SimTime.zero + .milliseconds(90)
          $0.submit(iceberg)
        }
      ),
      (6, { $0.submit(order(21, .buy, 30, at: 97)) }),
      (7, { $0.submit(order(22, .sell, 12, at: 96)) }),
      (10, { $0.submit(order(23, .buy, 1_001, at: 98)) }),
      (11, { $0.cancel(CancelRequest(id: id(21), venue: venue, instrument: instrument)) }),
      (12, { $0.cancelAll(MassCancelRequest(venue: venue, instrument: instrument, side: .sell)) }),
      (13, { $0.cancelAll(MassCancelRequest(venue: venue, instrument: instrument)) }),
    ],
    [
      (5, { $0.submit(order(32, .buy, 47, at: 106)) }),
      (
        14,
        {
          var stop = order(33, .sell, 8, at: 95)
          stop.type = .stopLimit
          stop.stopPrice = Price(ticks: 94)
          stop.isHidden = true
          $0.submit(stop)
        }
      ),
      (15, { $0.wake(at: .zero) }),
      (16, { $0.unsubscribe(VenueIndex(1), InstrumentIndex(1)) }),
    ],
  ]

  private static let venue = VenueIndex(1)
  private static let instrument = InstrumentIndex(1)

  private static func id(_ number: UInt64) -> ClientOrderID { ClientOrderID(number) }

  private static func order(
    _ number: UInt64, _ side: Side, _ lots: Int64, at ticks: Int64
  ) -> NewOrder {
    NewOrder(
      id: id(number), venue: venue, instrument: instrument, side: side, timeInForce: .day,
      quantity: Quantity(lots: lots), price: Price(ticks: ticks))
  }

  private static func agent(_ number: Int) -> SimulationPlan.Participant {
    ProbeMarket.probe(
      "p/\(number)", limits: RiskLimits(orderQuantity: 1_000),
      onStart: { context in
        for (place, action) in story[number].enumerated() {
          context.wake(at: .zero + .milliseconds(action.milliseconds), tag: UInt32(place) + 40)
        }
      },
      onMessage: { message, context in
        guard case .wake(let tag) = message else { return }
        story[number][Int(tag) - 40].send(&context)
      })
  }

  private static func records() throws -> [DecodedRecord] {
    var plan = ProbeMarket.plan((0..<3).map(agent), instruments: 2)
    plan.venues.append(VenueDescription(name: "W", selfTradePrevention: .decrement))
    plan.recordsDeliveries = true
    for place in 0..<3 {
      plan.participants[place].latency = LatencyProfile(.constant(.microseconds(1)))
    }
    plan.participants[0].latency = LatencyProfile(
      .shiftedGamma(shift: .microseconds(1), scaleNanoseconds: 1))
    return try PlanRun(plan).lines.map { line in
      try #require(DecodedRecord(line.words), "\(line)")
    }
  }

  private static let expected = """
    wake of agent 0: time 1 ms, sequence 4, tag 40
    sent subscribe of agent 0: arrival sequence 16, arrival 1 ms, venue 1, instrument 1
    quote of agent 0: time 1 ms, sequence 17, publication 0
    sent submit of agent 0: arrival sequence 18, arrival 2 ms, venue 1, instrument 1, \
    order 30, side sell, type limit, time in force day, quantity 9 lots, price @105
    arrival of agent 0: time 2 ms, sequence 18, venue 1, instrument 1
    accepted of agent 0: order 30, side sell, price @105, quantity 9 lots, remaining 9 lots, \
    ahead 0 lots
    quote: bid @0, bid quantity 0 lots, ask @105, ask quantity 9 lots, last @0, \
    last quantity 0 lots, publication 1
    report of agent 0: time 2 ms, sequence 19, cause 18
    sent submit of agent 1: arrival sequence 22, arrival 3 ms, venue 1, instrument 1, \
    order 31, side sell, type limit, time in force goodTillTime, quantity 40 lots, price @105, \
    display 10 lots, post-only yes
    with triggers of agent 1: expiry 90 ms
    sent replace of agent 0: arrival sequence 26, arrival 4 ms, venue 1, instrument 1, \
    order 30, quantity 5 lots
    replaced of agent 0: order 30, side sell, price @105, quantity 5 lots, remaining 5 lots, \
    ahead 0 lots
    trade of agent 2: order 32, side buy, price @105, quantity 10 lots, remaining 32 lots, \
    resting 1, resting order 31, resting remaining 30 lots, ahead at entry 9 lots, \
    traded ahead 5 lots, hidden no
    refreshed of agent 1: order 31, side sell, price @105, quantity 10 lots, \
    remaining 30 lots, ahead 0 lots
    quote: bid @106, bid quantity 2 lots, ask @0, ask quantity 0 lots, last @105, \
    last quantity 10 lots, publication 4
    decremented of agent 1: order 22, side sell, price @97, quantity 10 lots, \
    remaining 0 lots, resting 1, resting order 21, resting remaining 20 lots
    sent replace of agent 0: arrival sequence 55, arrival 8 ms, venue 1, instrument 1, \
    order 99, price @77
    change rejected of agent 0: order 99, reason unknownOrder
    refused submit of agent 1: reason riskOrderQuantity, report sequence 57, \
    report at 10 ms, order 23
    sent cancel of agent 1: arrival sequence 58, arrival 11 ms, venue 1, instrument 1, \
    order 21
    cancelled of agent 1: order 21, reason requested, side buy, price @97, quantity 20 lots, \
    remaining 0 lots
    sent cancelAll of agent 1: arrival sequence 61, arrival 12 ms, venue 1, instrument 1, \
    side sell
    sent cancelAll of agent 1: arrival sequence 62, arrival 13 ms, venue 1, instrument 1, \
    side both
    sent submit of agent 2: arrival sequence 63, arrival 14 ms, venue 1, instrument 1, \
    order 33, side sell, type stopLimit, time in force day, quantity 8 lots, price @95, \
    hidden yes
    with triggers of agent 2: stop price @94
    fault wakeInThePast of agent 2: time 15 ms
    sent unsubscribe of agent 2: arrival sequence 66, arrival 16 ms, venue 1, instrument 1
    sent requestSnapshot of agent 0: arrival sequence 67, arrival 20 ms, venue 1, \
    instrument 1, depth 6
    sent cancelAll of agent 0: arrival sequence 68, arrival 20 ms, venue 1, instrument all, \
    side both
    arrival of agent 0: time 20 ms, sequence 68, venue 1, instrument 0
    book: venue 1, instrument 1
    snapshot of agent 0: time 20 ms, sequence 69, taken at 20 ms
    expiry: time 100 ms, sequence 65, venue 1, instrument 1
    expired of agent 2: order 33, side sell, price @95, quantity 8 lots, remaining 0 lots
    streams: stream 0, decision 3, words 4, stream 1, decision 1, words 4, stream 2, \
    decision 2, words 4
    streams: stream 3, decision 4, words 4, stream 4, decision 8, words 4
    checkpoint: time 100 ms, events 67, records hash, books hash, streams hash, moved 5, \
    moved streams hash
    """

  @Test func `every record reads back under the names of what was written`() throws {
    let lines = try DecodedRecordTests.records().map(DecodedRecordTests.text)
    var rest = lines[...]
    for line in DecodedRecordTests.expected.split(separator: "\n") {
      let place = rest.firstIndex(of: String(line))
      #expect(place != nil, "not behind the line before: \(line)")
      if let place { rest = rest[(place + 1)...] }
    }
  }

  @Test func `the story has every kind of record and of event`() throws {
    let records = try DecodedRecordTests.records()
    #expect(Set(records.map(\.kind)) == Set(RecordKind.allCases))
    let titles = Set(records.filter { $0.kind == .event }.map(\.title))
    #expect(titles == ["wake", "report", "quote", "snapshot", "arrival", "expiry"])
  }
}
