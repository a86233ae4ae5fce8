/// A record of a journal, taken apart into named fields.
public struct DecodedRecord: Hashable, Sendable {
  /// One field's value with its meaning, for the names that only the reader of a journal has.
  public enum Value: Hashable, Sendable {
    case word(String)
    case number(UInt64)
    case hash(UInt64)
    case time(SimTime)
    case agent(AgentIndex)
    case venue(VenueIndex)
    case instrument(InstrumentIndex)
    /// Ticks of the instrument that the event is about.
    case price(Int64)
    case lots(Int64)
    case stream(UInt32)
  }

  public struct Field: Hashable, Sendable {
    public var name: String
    public var value: Value

    init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  public let kind: RecordKind
  /// What happened, such as `arrival`, `submit`, `accepted`.
  public let title: String
  /// The agent it is about; nil for records of a market or of the run.
  public let agent: AgentIndex?
  public let fields: [Field]

  /// Takes a record apart.
  ///
  /// - Returns: nil where the words are no record of the kernel's.
  public init?(_ words: [UInt64]) {
    guard let head = words.first, let kind = RecordKind(head: head),
      words.count == kind.wordCount
    else { return nil }
    let reader = RecordReader(words: words)
    self.kind = kind
    title = reader.title(kind)
    agent = reader.agent(kind)
    fields = reader.fields(kind)
  }
}

/// Reads the fields of one record, as the table of `RecordKind` lays them out.
private struct RecordReader {
  typealias Field = DecodedRecord.Field

  let words: [UInt64]

  var detail: UInt8 { UInt8(truncatingIfNeeded: words[0] >> 16) }
  var second: UInt8 { UInt8(truncatingIfNeeded: words[0] >> 24) }
  var owner: AgentIndex { AgentIndex(UInt32(words[0] >> 32)) }

  private func low(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: words[place]) }
  private func high(_ place: Int) -> UInt32 { UInt32(words[place] >> 32) }
  private func ticks(_ half: UInt32) -> DecodedRecord.Value {
    .price(Int64(Int32(bitPattern: half)))
  }
  private func moment(_ place: Int) -> DecodedRecord.Value {
    .time(SimTime(nanoseconds: Int64(bitPattern: words[place])))
  }

  func agent(_ kind: RecordKind) -> AgentIndex? {
    switch kind {
    case .sent, .sentTriggers, .refused, .outcome, .trade, .fault: owner
    case .event: isOfAgent ? owner : nil
    case .quote, .checkpoint, .positions, .book: nil
    }
  }

  private var isOfAgent: Bool {
    switch eventKind {
    case .expiry, .jump, .regime: false
    default: true
    }
  }

  private var eventKind: EventWord.Kind? { EventWord.Kind(rawValue: detail) }

  func title(_ kind: RecordKind) -> String {
    switch kind {
    case .event: eventKind.map { "\($0)" } ?? "start"
    case .sent: "sent \(mailKind)"
    case .sentTriggers: "with triggers"
    case .refused: "refused \(mailKind)"
    case .outcome: outcomeTitle
    case .trade: "trade"
    case .quote: "quote"
    case .fault: "fault \(AgentFault(rawValue: detail).map { "\($0)" } ?? "\(detail)")"
    case .checkpoint: "checkpoint"
    case .positions: "streams"
    case .book: "book"
    }
  }

  private var outcomeTitle: String {
    guard let kind = MatchingOutcome.Kind(rawValue: detail) else { return "outcome \(detail)" }
    let isChange = kind == .rejected && high(3) & RecordHead.changeMark != 0
    return isChange ? "change rejected" : "\(kind)"
  }

  private var mailKind: String { VenueMail.Kind(rawValue: detail).map { "\($0)" } ?? "\(detail)" }

  func fields(_ kind: RecordKind) -> [Field] {
    switch kind {
    case .event: event
    case .sent: sent
    case .sentTriggers: triggers
    case .refused:
      [
        Field("reason", reject), Field("report sequence", .number(words[1])),
        Field("report at", moment(2)), Field("order", .number(words[3])),
      ]
    case .outcome: outcome
    case .trade: trade
    case .quote: quote
    case .fault: [Field("time", moment(1))]
    case .checkpoint: checkpoint
    case .positions: positions
    case .book: book(1)
    }
  }

  private var reject: DecodedRecord.Value {
    .word(RejectReason(rawValue: second).map { "\($0)" } ?? "\(second)")
  }

  private var event: [Field] {
    let fields = [Field("time", moment(1)), Field("sequence", .number(words[2]))]
    switch eventKind {
    case .arrival, .expiry:
      return fields + book(3)
    case .report: return fields + [Field("cause", .number(words[3]))]
    case .quote: return fields + [Field("publication", .number(words[3]))]
    case .wake: return fields + [Field("tag", .number(words[3]))]
    case .snapshot: return fields + [Field("taken at", moment(3))]
    case .imbalance:
      let stage = BookImbalance.Stage(rawValue: byte(words[3], 0))
      return fields + [
        Field("stage", name(stage)), Field("side", name(Side(rawValue: byte(words[3], 8)))),
      ]
    case .news:
      return fields + [
        Field("value", ticks(low(3))),
        Field("instrument", .instrument(InstrumentIndex(UInt16(truncatingIfNeeded: high(3))))),
      ]
    case .jump: return fields + [Field("jumps", .number(words[3]))]
    case .regime: return fields + [Field("regime", .number(words[3]))]
    case .feed:
      let kind = FeedKind(rawValue: byte(words[3], 0))
      return fields + [Field("feed", name(kind)), Field("number", .number(words[3] >> 8))]
    case .orders: return fields + [Field("taken at", moment(3))]
    case .line:
      let change = LineChange(rawValue: UInt32(truncatingIfNeeded: words[3]))
      return fields + [Field("line", name(change))]
    case .free, .merged, nil: return fields
    }
  }

  private func book(_ place: Int) -> [Field] {
    [
      Field("venue", .venue(VenueIndex(UInt16(truncatingIfNeeded: low(place))))),
      Field("instrument", .instrument(InstrumentIndex(UInt16(truncatingIfNeeded: high(place))))),
    ]
  }

  private var sent: [Field] {
    let instrument = InstrumentIndex(UInt16(truncatingIfNeeded: words[6] >> 16))
    let isForEveryBook = isSet(VenueMail.Flag.isForEveryBook)
    return [
      Field("arrival sequence", .number(words[1])), Field("arrival", moment(2)),
      Field("venue", .venue(VenueIndex(UInt16(truncatingIfNeeded: words[6])))),
      Field("instrument", isForEveryBook ? .word("all") : .instrument(instrument)),
    ] + request
  }

  /// What a message to a venue asks for; its other words say nothing.
  private var request: [Field] {
    let order = Field("order", .number(words[3]))
    switch VenueMail.Kind(rawValue: detail) {
    case .submit: return [order] + terms
    case .cancel: return [order]
    case .replace:
      return [order] + (isSet(VenueMail.Flag.hasQuantity) ? [quantity] : [])
        + (isSet(VenueMail.Flag.hasPrice) ? [price] : [])
    case .cancelAll:
      return [isSet(VenueMail.Flag.hasSide) ? side : Field("side", .word("both"))]
    case .requestSnapshot:
      let depth = Field("depth", .number(UInt64(clamping: Int64(bitPattern: words[5]))))
      return words[4] == 0 ? [depth] : [depth, Field("trades of ns", .number(words[4]))]
    case .watchImbalance: return [Field("above millionths", .number(words[4]))]
    case .subscribe, .unsubscribe: return subscription
    case .unwatchImbalance, .requestOrders, nil: return []
    }
  }

  /// Nothing for quotes as they come, which every subscription was before there were others.
  private var subscription: [Field] {
    let kind = FeedKind(rawValue: UInt8(truncatingIfNeeded: words[3]))
    var fields: [Field] = []
    if kind != .quotes { fields.append(Field("feed", name(kind))) }
    if words[4] != 0 { fields.append(Field("every ns", .number(words[4]))) }
    if kind == .depth && words[5] != 0 { fields.append(Field("depth", .number(words[5]))) }
    return fields
  }

  private var terms: [Field] {
    let type = OrderType(rawValue: byte(words[6], 40))
    var fields = [
      side, Field("type", name(type)),
      Field("time in force", name(TimeInForce(rawValue: byte(words[6], 48)))), quantity,
    ]
    if type == .limit || type == .stopLimit { fields.append(price) }
    let display = Int64(bitPattern: words[7])
    if display != NewOrder.none { fields.append(Field("display", .lots(display))) }
    if isSet(VenueMail.Flag.isHidden) { fields.append(Field("hidden", .word("yes"))) }
    if isSet(VenueMail.Flag.isPostOnly) { fields.append(Field("post-only", .word("yes"))) }
    return fields
  }

  private var side: Field { Field("side", name(Side(rawValue: byte(words[6], 32)))) }
  private var quantity: Field { Field("quantity", .lots(Int64(bitPattern: words[5]))) }
  private var price: Field { Field("price", .price(Int64(bitPattern: words[4]))) }

  private func isSet(_ flag: UInt8) -> Bool { second & flag != 0 }

  private func byte(_ word: UInt64, _ shift: UInt64) -> UInt8 {
    UInt8(truncatingIfNeeded: word >> shift)
  }

  private func name(_ value: Any?) -> DecodedRecord.Value { .word(value.map { "\($0)" } ?? "?") }

  private var triggers: [Field] {
    var fields: [Field] = []
    for (place, name) in [(1, "stop price"), (2, "protection price")] {
      let ticks = Int64(bitPattern: words[place])
      if ticks != NewOrder.none { fields.append(Field(name, .price(ticks))) }
    }
    if Int64(bitPattern: words[3]) != NewOrder.none { fields.append(Field("expiry", moment(3))) }
    return fields
  }

  private var outcome: [Field] {
    let order = Field("order", .number(words[1]))
    let side = Field("side", name(Side(rawValue: byte(words[3], 32))))
    let lots = [
      Field("price", ticks(low(2))), Field("quantity", .lots(Int64(high(2)))),
      Field("remaining", .lots(Int64(low(3)))),
    ]
    switch MatchingOutcome.Kind(rawValue: detail) {
    case .rejected: return [order, Field("reason", reject)]
    case .cancelled:
      let reason = CancelReason(rawValue: second).map { "\($0)" } ?? "\(second)"
      return [order, Field("reason", .word(reason)), side] + lots
    case .accepted, .replaced, .refreshed:
      return [order, side] + lots + [Field("ahead", .lots(Int64(bitPattern: words[4])))]
    case .decremented:
      return [order, side] + lots + [
        Field("resting", .agent(AgentIndex(high(5)))), Field("resting order", .number(words[4])),
        Field("resting remaining", .lots(Int64(low(5)))),
      ]
    case .triggered, .expired, .trade, nil: return [order, side] + lots
    }
  }

  private var trade: [Field] {
    [
      Field("order", .number(words[1])), Field("side", name(Side(rawValue: detail))),
      Field("price", ticks(low(2))), Field("quantity", .lots(Int64(high(2)))),
      Field("remaining", .lots(Int64(low(3)))),
      Field("resting", .agent(AgentIndex(low(4)))), Field("resting order", .number(words[5])),
      Field("resting remaining", .lots(Int64(high(3)))),
      Field("ahead at entry", .lots(Int64(bitPattern: words[6]))),
      Field("traded ahead", .lots(Int64(bitPattern: words[7]))),
      Field("hidden", .word(second == 1 ? "yes" : "no")),
    ]
  }

  private var quote: [Field] {
    [
      Field("bid", ticks(low(1))), Field("bid quantity", .lots(Int64(bitPattern: words[2]))),
      Field("ask", ticks(high(1))), Field("ask quantity", .lots(Int64(bitPattern: words[3]))),
      Field("last", ticks(low(4))), Field("last quantity", .lots(Int64(high(4)))),
      Field("publication", .number(words[5])),
    ]
  }

  private var checkpoint: [Field] {
    [
      Field("time", moment(1)), Field("events", .number(words[2])),
      Field("records", .hash(words[3])), Field("books", .hash(words[4])),
      Field("streams", .hash(words[5])), Field("moved", .number(words[6])),
      Field("moved streams", .hash(words[7])),
    ]
  }

  private var positions: [Field] {
    (0..<min(3, Int(detail))).flatMap { place in
      [
        Field("stream", .stream(low(1 + 2 * place))),
        Field("decision", .number(UInt64(high(1 + 2 * place)))),
        Field("words", .number(words[2 + 2 * place])),
      ]
    }
  }
}
