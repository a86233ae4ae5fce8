import Scenarios
import SimKernel

extension RunResult {
  /// The result for people, without measured times: the same text every time.
  public var summary: String { summary(program: "marketlab") }

  /// The same with the command line that repeats the run as its reader would type it.
  public func summary(program: String) -> String {
    var parts = [heading]
    parts += books.map(\.text)
    parts.append(agentTable)
    if let decisions = decisionLines { parts.append(decisions) }
    if let tallies = tallyLines { parts.append(tallies) }
    if let regimes = regimeTable { parts.append(regimes) }
    if let faults = faultLines { parts.append(faults) }
    if let losses = lossLines { parts.append(losses) }
    if let idle = idleLine { parts.append(idle) }
    parts.append("digest \(digest)\nagain  \(setup.replayLine(program: program))\n")
    return parts.joined(separator: "\n")
  }

  /// How long it took, as one line.
  public var timing: String {
    let perDelivery = deliveries > 0 ? eventLoopSeconds / Double(deliveries) * 1e9 : 0
    return "took   \(Self.rounded(wallSeconds, 3)) s, "
      + "\(Self.rounded(perDelivery, 0)) ns a delivery, "
      + "\(peakMemoryBytes / 1_048_576) MB at most\n"
  }

  private var heading: String {
    let plan = setup.plan
    let title = setup.scenario.description
    return "\(setup.path)\(title.isEmpty ? "" : ": \(title)")\n"
      + "seed \(setup.seed), \(plan.start.timeOfDayText) to \(plan.end.timeOfDayText)"
      + (plan.tieOrder == .sequence ? "" : ", ties \(setup.tieOrderText)") + "\n"
      + "\(Self.grouped(events)) events, \(Self.grouped(deliveries)) deliveries, "
      + "\(Self.grouped(Int(trades))) trades\n"
  }

  // MARK: Agents

  /// Agents by type: how many, what they sent and traded, what they hold together; then the venues'
  /// fees, with which each column of cash sums to zero.
  private var agentTable: String {
    let symbols = setup.plan.instruments.map(\.symbol)
    let currencies = Self.distinct(setup.plan.instruments.map(\.currency))
    var table = Table(
      ["type", "agents", "orders", "rejected", "fills"] + symbols.map { "\($0) held" }
        + currencies.map { "cash \($0)" })
    for type in Self.distinct(agents.map(\.type)) {
      let members = agents.filter { $0.type == type }
      table.append(
        [type, "\(members.count)"]
          + [\Agent.orders, \.rejected, \.fills].map { count in
            "\(members.reduce(0) { $0 + $1[keyPath: count] })"
          }
          + symbols.indices.map { place in "\(members.reduce(0) { $0 + $1.positions[place].lots })"
          }
          + currencies.indices.map { place in Self.sum(members.map { $0.cash[place].amount }) })
    }
    for venue in fees {
      table.append(
        ["fees of \(venue.venue)"] + Array(repeating: "", count: 4 + symbols.count)
          + venue.taken.map { Self.sum([$0.amount]) })
    }
    return table.text
  }

  private static func sum(_ amounts: [CurrencyAmount?]) -> String {
    let total = amounts.reduce(CurrencyAmount.zero as CurrencyAmount?, CurrencyAmount.sum)
    return total?.text(leastDecimals: 2) ?? "beyond 127 bits"
  }

  private static let namesShown = 8

  /// The agents that never acted: they sent no order at all.
  private var idleLine: String? {
    let idle = neverActed
    if idle.isEmpty { return nil }
    let shown = idle.prefix(Self.namesShown).joined(separator: ", ")
    let more = idle.count > Self.namesShown ? " and \(idle.count - Self.namesShown) more" : ""
    return "sent no order: \(shown)\(more)\n"
  }

  /// What agents count about themselves, agent by agent.
  private var tallyLines: String? {
    let lines = agents.filter { !$0.tallies.isEmpty }.map { agent in
      let counts = agent.tallies.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
      return "counted by \(agent.name): \(counts)\n"
    }
    return lines.isEmpty ? nil : lines.joined()
  }

  /// What agents did that was answered by ignoring it, by type and kind.
  private var faultLines: String? {
    let lines = Self.distinct(agents.map(\.type)).compactMap { type -> String? in
      let members = agents.filter { $0.type == type }
      let words = members.reduce(AgentFaultCounts()) { $0 + $1.faults }.words
      return words.map { "faults of \(type): \($0)\n" }
    }
    return lines.isEmpty ? nil : lines.joined()
  }

  /// Market data that was lost, by type, where any was.
  private var lossLines: String? {
    let lines = Self.distinct(agents.map(\.type)).compactMap { type -> String? in
      let lost = agents.filter { $0.type == type }.reduce(0) { $0 + $1.feedLosses }
      return lost == 0 ? nil : "messages of feeds lost on their way to \(type): \(lost)\n"
    }
    return lines.isEmpty ? nil : lines.joined()
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.filter { seen.insert($0).inserted }
  }

  // MARK: Numbers

  /// `1,234,567`.
  private static func grouped(_ value: Int) -> String {
    var text = ""
    for (place, digit) in String(value).reversed().enumerated() {
      if place > 0 && place % 3 == 0 { text = "," + text }
      text = "\(digit)" + text
    }
    return text
  }

  private static func rounded(_ value: Double, _ decimals: Int) -> String {
    var power: Int64 = 1
    for _ in 0..<decimals { power *= 10 }
    let whole = Int64((value * Double(power)).rounded())
    return CurrencyAmount(digits: Int128(whole), decimals: decimals).text(leastDecimals: decimals)
  }
}

extension RunResult.Book {
  /// Bids on the left, asks on the right, best prices on top.
  var text: String {
    let last = snapshot.lastTradePrice.map { ", last trade \(price($0))" } ?? ""
    var table = Table(["  orders", "quantity", "bid", " ", "ask", "quantity", "orders"])
    for depth in 0..<max(snapshot.bids.count, snapshot.asks.count) {
      let bid = depth < snapshot.bids.count ? cells(snapshot.bids[depth]) : ["", "", ""]
      let ask = depth < snapshot.asks.count ? cells(snapshot.asks[depth]) : ["", "", ""]
      table.append(bid.reversed() + ["|"] + ask)
    }
    let levels =
      snapshot.bids.isEmpty && snapshot.asks.isEmpty ? "  nothing is displayed\n" : table.text
    return "\(instrument.symbol) at \(venue)\(last)\n\(levels)"
  }

  private func cells(_ level: BookLevel) -> [String] {
    [price(level.price), "\(level.quantity.lots)", "\(level.orderCount)"]
  }

  private func price(_ price: Price) -> String {
    CurrencyAmount(price, in: instrument).text(leastDecimals: instrument.tickDecimals)
  }
}
