import SimKernel

extension AgentType {
  static var markedFlow: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "marked_flow",
        summary: "a self-exciting flow whose orders have measured sizes and places",
        parameters: HawkesFlow.processParameters + MarkedFlow.markParameters
          + MarkedFlow.bookParameters,
        check: { values, _ in HawkesFlow.processFaults(values) + MarkedFlow.markFaults(values) }),
      make: { MarkedFlow(MarkedFlow.settings($0)) })
  }
}

extension MarkedFlow {
  fileprivate static var markParameters: [Parameter] {
    [
      Parameter(
        "spread_bounds", .text,
        "spreads in ticks, ascending, from each of which on the next part of add_distances holds;"
          + " none where the spread does not matter", default: .text("")),
      Parameter(
        "add_distances", .text,
        "ticks from its own best price at which an add rests, negative within the spread: values"
          + " that are equally likely, as many for each part", default: .text("-3 -1 0 0 0 1 2 4")),
      Parameter(
        "crossing", .text,
        "for each part, the chance that an add trades instead, or minus the chance that a trade"
          + " rests instead; none for neither", default: .text("")),
      Parameter(
        "follow_chance", .probability,
        "chance that an add that trades instead takes the side of the last trade",
        default: .probability(0)),
      Parameter(
        "cancel_distances", .text, "the same of orders that are taken back",
        default: .text("0 0 0 0 0 1 2 4")),
      Parameter(
        "add_sizes", .text, "lots of an add: values that are equally likely",
        default: .text("1 1 2")),
      Parameter(
        "trade_sizes", .text, "the same of a trade", default: .text("1 1 2")),
      Parameter(
        "hidden_sizes", .text, "the same of a trade with a hidden order", default: .text("1 1 2")),
      Parameter(
        "hidden_chance", .probability,
        "chance that a trade comes with one against a hidden order within the spread",
        default: .probability(0)),
      Parameter(
        "sweep_chance", .probability, "chance that a trade goes on beyond the best price",
        default: .probability(0.1)),
      Parameter(
        "youngest_chance", .probability, "chance that a cancel takes back the youngest order",
        default: .probability(0)),
      Parameter(
        "thin_book", .number(0...1_000_000),
        "orders of a side at which half of the cancels find nothing to take back",
        default: .number(0)),
    ]
  }

  fileprivate static var bookParameters: [Parameter] {
    [
      Parameter(
        "deep_adds", .number(0...1_000_000),
        "adds a side and unit of time behind the best price, besides those of the events",
        default: .number(1)),
      Parameter(
        "deep_reach", .number(1...1_000_000), "their mean distance from it, ticks",
        default: .number(5)),
      Parameter(
        "deep_cancels", .number(0...1_000_000),
        "departures in a unit of time of an order that is not at the best price",
        default: .number(0.02)),
      Parameter(
        "seed_distances", .text, "ticks from the opening price of the first orders of each side",
        default: .text("1 2 3 4 5 6 8 10 12 15 20 30")),
      Parameter(
        "max_orders", .integer(2...1_000_000), "live orders of a side at the most",
        default: .integer(5_000)),
    ]
  }

  fileprivate static func markFaults(_ values: ParameterValues) -> [ParameterFault] {
    var faults: [ParameterFault] = []
    for name in ["add_distances", "cancel_distances"] {
      faults += NumberList.faults(name, values, in: -1_000_000...1_000_000, counts: 1...1_000)
    }
    for name in ["add_sizes", "trade_sizes", "hidden_sizes"] {
      faults += NumberList.faults(name, values, in: 1...1_000_000_000, counts: 1...1_000)
    }
    faults += NumberList.faults("crossing", values, in: -1...1, counts: 0...101)
    faults += NumberList.faults("spread_bounds", values, in: 1...1_000_000, counts: 0...100)
    faults += NumberList.faults("seed_distances", values, in: 0...1_000_000, counts: 1...1_000)
    return faults.isEmpty ? partFaults(values) : faults
  }

  /// Bounds that do not ascend, and distances that do not fall into equal parts.
  private static func partFaults(_ values: ParameterValues) -> [ParameterFault] {
    let bounds = whole(values, "spread_bounds")
    if let place = bounds.indices.dropFirst().first(where: { bounds[$0] <= bounds[$0 - 1] }) {
      let message = "\(bounds[place]) comes after \(bounds[place - 1]), allowed are ascending ones"
      return [ParameterFault(parameter: "spread_bounds", message: message)]
    }
    let crossings = NumberList(values.text("crossing")).numbers.count
    if crossings != 0 && crossings != bounds.count + 1 {
      let message =
        "\(crossings) values, allowed are none or \(bounds.count + 1), one for each part that"
        + " spread_bounds makes"
      return [ParameterFault(parameter: "crossing", message: message)]
    }
    let count = whole(values, "add_distances").count
    guard count % (bounds.count + 1) != 0 else { return [] }
    let message =
      "\(count) values, allowed are as many for each of the \(bounds.count + 1) parts that"
      + " spread_bounds makes"
    return [ParameterFault(parameter: "add_distances", message: message)]
  }

  private static func whole(_ values: ParameterValues, _ name: String) -> [Int64] {
    NumberList(values.text(name)).numbers.map { Int64($0) }
  }

  private static func marks(_ values: ParameterValues) -> FlowMarks {
    let bounds = whole(values, "spread_bounds")
    let distances = whole(values, "add_distances")
    let size = distances.count / (bounds.count + 1)
    return FlowMarks(
      spreadBounds: bounds,
      addDistances: (0...bounds.count).map { Array(distances[$0 * size..<($0 + 1) * size]) },
      crossing: NumberList(values.text("crossing")).numbers,
      followChance: values.probability("follow_chance"),
      cancelDistances: whole(values, "cancel_distances"), addSizes: whole(values, "add_sizes"),
      tradeSizes: whole(values, "trade_sizes"), hiddenSizes: whole(values, "hidden_sizes"),
      hiddenChance: values.probability("hidden_chance"),
      sweepChance: values.probability("sweep_chance"),
      youngestChance: values.probability("youngest_chance"),
      thinBook: values.number("thin_book"))
  }

  fileprivate static func settings(_ assignment: AgentType.Assignment) -> Settings {
    let values = assignment.parameters
    return Settings(
      book: TradedBook(assignment), kernels: HawkesFlow.kernels(values),
      timeUnit: values.duration("time_unit"),
      marks: marks(values),
      deep: DeepFlow(
        adds: values.number("deep_adds"), reach: values.number("deep_reach"),
        cancels: values.number("deep_cancels")),
      seedDistances: whole(values, "seed_distances"),
      maxOrders: Int(values.integer("max_orders")))
  }
}
