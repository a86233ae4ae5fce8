import SimKernel

/// Buys while the short moving average of the mid price is above the long one, and sells while it
/// is below.
///
/// The variable-length moving average rule with a band (Brock, Lakonishok and LeBaron 1992, "Simple
/// technical trading rules and the stochastic properties of stock returns", section II): with
/// averages of the latest mid prices, one a wake-up, it sends a market order when they differ by
/// more than the threshold. The momentum agent of rmsc04 is the case of 20 and 50 samples and no
/// threshold. Averages are compared as whole numbers of half ticks. It has one order under way at a
/// time.
struct MomentumTrader: MidSampler {
  let quantity: Int64
  /// Ticks.
  let threshold: Double
  var cadence: Cadence
  private var taker: Taker
  private var short: SampleWindow
  private var long: SampleWindow

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    quantity = values.quantity("quantity").lots
    threshold = values.number("threshold")
    cadence = Cadence(every: values.duration("wake_every"))
    taker = Taker(TradedBook(assignment), maxPosition: values.integer("max_position"))
    short = SampleWindow(length: Int(values.integer("short_window")))
    long = SampleWindow(length: Int(values.integer("long_window")))
  }

  var book: TradedBook { taker.book }

  mutating func note(_ report: ExecutionReport) { taker.note(report) }

  mutating func decide(_ twiceMid: Int64, _ context: inout AgentContext) {
    short.add(twiceMid)
    long.add(twiceMid)
    guard long.isFull else { return }
    let (few, many) = (Int128(short.length), Int128(long.length))
    let lead = Double(short.sum * many - long.sum * few) / Double(2 * few * many)
    if lead > threshold { taker.take(.buy, quantity, &context) }
    if lead < -threshold { taker.take(.sell, quantity, &context) }
  }
}

extension AgentType {
  static var momentum: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "momentum", summary: "buys above a long moving average of the mid, sells below it",
        parameters: [
          Cadence.parameter("time between samples of the mid", default: .seconds(1)),
          Parameter(
            "short_window", .integer(1...10_000), "samples of the short average",
            default: .integer(20)),
          Parameter(
            "long_window", .integer(2...100_000), "samples of the long average",
            default: .integer(50)),
          Parameter(
            "threshold", .number(0...1e6), "ticks between the averages below which it waits",
            default: .number(0)),
          Parameter(
            "quantity", .quantity, "lots of an order", default: .quantity(Quantity(lots: 10))),
          Parameter(
            "max_position", .integer(1...1_000_000_000), "lots, long or short, at the most",
            default: .integer(1_000)),
        ],
        check: { values, _ in
          let (short, long) = (values.integer("short_window"), values.integer("long_window"))
          guard short >= long else { return [] }
          return [
            ParameterFault(
              parameter: "short_window",
              message: "short_window is \(short), allowed is less than long_window, \(long)")
          ]
        }),
      make: { MomentumTrader($0) })
  }
}
