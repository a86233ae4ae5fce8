import SimKernel

extension AgentType {
  static var hawkes: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "hawkes", summary: "a self-exciting flow of adds, cancels and trades on both sides",
        parameters: HawkesFlow.processParameters + HawkesFlow.orderParameters,
        check: { values, _ in HawkesFlow.processFaults(values) }),
      make: { HawkesFlow(HawkesFlow.settings($0)) })
  }
}

extension HawkesFlow {
  /// Names of the parameters with branching ratios, in the order of `FlowKind`.
  private static var ratioNames: [String] { ["adds_after", "cancels_after", "trades_after"] }

  /// The defaults are no estimate: half of each ratio decays in two seconds and half in 50 ms, 58 %
  /// of all events are answers to earlier ones, and adds keep in balance with cancels and trades.
  static var processParameters: [Parameter] {
    let six = "branching ratios after adds, cancels and trades of its side, then of the other"
    return [
      Parameter(
        "baseline", .text, "adds, cancels and trades a side and unit of time that nothing excites",
        default: .text("1 0.5 0.14")),
      Parameter(
        "decays", .text, "rates, per unit of time, at which excitement fades, up to 8",
        default: .text("0.5 20")),
      Parameter(
        "adds_after", .text, "\(six); for each decay",
        default: .text("0.1 0.075 0.1 0.025 0.025 0.075 / 0.1 0.075 0.1 0.025 0.025 0.075")),
      Parameter(
        "cancels_after", .text, "the same of cancels",
        default: .text("0.125 0.075 0.05 0.05 0.025 0.05 / 0.125 0.075 0.05 0.05 0.025 0.05")),
      Parameter(
        "trades_after", .text, "the same of trades",
        default: .text("0.01 0.01 0.175 0.005 0.005 0.01 / 0.01 0.01 0.175 0.005 0.005 0.01")),
      Parameter(
        "time_unit", .duration(.microseconds(1) ... .hours(24)), "the unit of time of the rates",
        default: .duration(.seconds(1))),
    ]
  }

  fileprivate static var orderParameters: [Parameter] {
    [
      Parameter(
        "depth", .integer(1...10_000), "ticks from the opposite best price of an add at the most",
        default: .integer(50)),
      Parameter(
        "depth_exponent", .number(0...10),
        "a: an add comes at i ticks with chance proportional to i^-a", default: .number(1)),
      Parameter(
        "seed_orders", .integer(1...10_000), "orders of each side at the start",
        default: .integer(60)),
      Parameter(
        "max_orders", .integer(1...1_000_000), "live orders of a side at the most",
        default: .integer(1_000)),
      Parameter(
        "quantity", .quantity, "lots of every order", default: .quantity(Quantity(lots: 1))),
    ]
  }

  /// Above one, too: what must come to rest is the whole flow, and many adds may follow a rare
  /// trade.
  private static var largestRatio: Double { 1e6 }

  static func processFaults(_ values: ParameterValues) -> [ParameterFault] {
    let decays = NumberList.faults("decays", values, in: 1e-9...1e9, counts: 1...8)
    guard decays.isEmpty else { return decays }
    let count = 6 * NumberList(values.text("decays")).numbers.count
    let faults =
      NumberList.faults("baseline", values, in: 1e-9...1e9, counts: 3...3)
      + ratioNames.flatMap {
        NumberList.faults($0, values, in: 0...largestRatio, counts: count...count)
      }
    return faults.isEmpty ? instability(values) : faults
  }

  private static func instability(_ values: ParameterValues) -> [ParameterFault] {
    let radius = kernels(values).spectralRadius
    guard radius > 0.999 else { return [] }
    let message =
      "an event brings about \(radius) others in the long run, allowed is less than 0.999: make the"
      + " branching ratios smaller"
    return [ParameterFault(parameter: "adds_after", message: message)]
  }

  static func kernels(_ values: ParameterValues) -> HawkesKernels {
    HawkesKernels(
      symmetricFlow: NumberList(values.text("baseline")).numbers,
      decays: NumberList(values.text("decays")).numbers,
      ratios: ratioNames.map { NumberList(values.text($0)).numbers })
  }

  fileprivate static func settings(_ assignment: AgentType.Assignment) -> Settings {
    let values = assignment.parameters
    return Settings(
      book: TradedBook(assignment), kernels: kernels(values),
      timeUnit: values.duration("time_unit"),
      depth: Int(values.integer("depth")), depthExponent: values.number("depth_exponent"),
      seedOrders: Int(values.integer("seed_orders")), maxOrders: Int(values.integer("max_orders")),
      quantity: values.quantity("quantity"))
  }
}
