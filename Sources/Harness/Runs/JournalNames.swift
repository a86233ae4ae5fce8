import Scenarios
import SimKernel

/// Turns records into words with the names of a journal's header.
struct JournalNames {
  let header: JournalHeader
  /// The first stream of each agent.
  private let firstStreams: [Int]

  init(_ header: JournalHeader) {
    self.header = header
    var first = 0
    firstStreams = header.purposesOfAgents.map { list in
      defer { first += header.purposes[list].count }
      return first
    }
  }

  /// `arrival of noise/3: time 09:30:00.01, sequence 12, venue XLIT`.
  func text(_ record: DecodedRecord) -> String { text(record, instrument: nil) }

  /// The same, with prices in the currency of the instrument that the event is about.
  func text(_ record: DecodedRecord, instrument: InstrumentIndex?) -> String {
    var text = record.title
    if let agent = record.agent { text += " \(name(agent))" }
    let fields = record.fields.map { "\($0.name) \(self.text($0.value, instrument))" }
    return fields.isEmpty ? text : text + ": " + fields.joined(separator: ", ")
  }

  /// Some fields of a record, without its title.
  func text(_ record: DecodedRecord, fields: Range<Int>) -> String {
    record.fields[fields].map { "\($0.name) \(text($0.value, nil))" }.joined(separator: ", ")
  }

  /// One value; prices in the currency of the instrument, where it is known.
  func text(_ value: DecodedRecord.Value, _ instrument: InstrumentIndex?) -> String {
    switch value {
    case .word(let word): word
    case .number(let number): "\(number)"
    case .hash(let hash): "0x" + String(hash, radix: 16)
    case .time(let time): time.timeOfDayText
    case .agent(let agent): name(agent)
    case .venue(let venue): Self.entry(header.venues, Int(venue.value)) ?? "venue \(venue.value)"
    case .instrument(let index):
      Self.entry(header.instruments, Int(index.value))?.symbol ?? "instrument \(index.value)"
    case .price(let ticks): price(ticks, instrument)
    case .lots(let lots): "\(lots)"
    case .stream(let stream): self.stream(Int(stream)) ?? "stream \(stream)"
    }
  }

  func name(_ agent: AgentIndex) -> String {
    Self.entry(header.agents, Int(agent.value)) ?? "agent \(agent.value)"
  }

  private func price(_ ticks: Int64, _ instrument: InstrumentIndex?) -> String {
    guard let place = instrument?.value, let facts = Self.entry(header.instruments, Int(place))
    else { return "\(ticks) ticks" }
    return facts.text(of: Price(ticks: ticks))
  }

  /// The owner and purpose of a stream.
  private func stream(_ stream: Int) -> String? {
    guard let agent = firstStreams.lastIndex(where: { $0 <= stream }) else { return nil }
    let purposes = header.purposes[header.purposesOfAgents[agent]]
    return Self.entry(purposes, stream - firstStreams[agent])
      .map { "\(header.agents[agent]) \($0)" }
  }

  /// The streams that belong to an agent.
  func streams(of agent: AgentIndex) -> Range<Int> {
    let place = Int(agent.value)
    guard firstStreams.indices.contains(place) else { return 0..<0 }
    let count = header.purposes[header.purposesOfAgents[place]].count
    return firstStreams[place]..<firstStreams[place] + count
  }

  private static func entry<Element>(_ list: [Element], _ place: Int) -> Element? {
    list.indices.contains(place) ? list[place] : nil
  }
}
