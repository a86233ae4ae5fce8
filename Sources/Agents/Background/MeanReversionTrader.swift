import SimKernel

/// Sells when the mid price is far above its moving average, buys when it is far below, and closes
/// its position when it is back.
///
/// The z-score rule of Bollinger's bands (Chan 2013, "Algorithmic Trading", chapter 2): with mean
/// and standard deviation of the latest mid prices, one a wake-up and the newest included,
/// z = (mid - mean) / deviation. At z >= entry it goes short by its quantity, at z <= -entry long,
/// and once |z| <= exit it is flat. While all samples are equal there is no z and it waits. What an
/// order did not get is sent for again at the next wake-up. It has one order under way at a time.
struct MeanReversionTrader: Agent {
  let quantity: Int64
  let entry: Double
  let exit: Double
  private var cadence: Cadence
  private var taker: Taker
  private var window: SampleWindow
  /// The position that it wants, lots.
  private var target: Int64 = 0

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    quantity = values.quantity("quantity").lots
    entry = values.number("entry")
    exit = values.number("exit")
    cadence = Cadence(every: values.duration("wake_every"))
    taker = Taker(TradedBook(assignment), maxPosition: quantity)
    window = SampleWindow(length: Int(values.integer("window")))
  }

  mutating func prepare(_ setup: inout AgentSetup) { cadence.prepare(&setup) }

  mutating func start(_ context: inout AgentContext) { cadence.start(&context) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      cadence.next(&context)
      taker.book.look(&context)
    case .snapshot(let snapshot): decide(taker.book.twiceMid(snapshot), &context)
    case .report(let report): taker.note(report)
    default: break
    }
  }

  private mutating func decide(_ twiceMid: Int64, _ context: inout AgentContext) {
    window.add(twiceMid)
    guard window.isFull else { return }
    if let score = window.score(of: twiceMid) {
      if abs(score) <= exit { target = 0 }
      if score >= entry { target = -quantity }
      if score <= -entry { target = quantity }
    }
    taker.move(to: target, &context)
  }
}

extension AgentType {
  static var meanReversion: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "mean_reversion",
        summary: "trades against deviations of the mid from its moving average",
        parameters: [
          Cadence.parameter("time between samples of the mid", default: .seconds(1)),
          Parameter(
            "window", .integer(2...100_000), "samples of the average", default: .integer(60)),
          Parameter(
            "entry", .number(0.01...100), "standard deviations at which it opens a position",
            default: .number(2)),
          Parameter(
            "exit", .number(0...100), "standard deviations at which it closes it",
            default: .number(0.5)),
          Parameter(
            "quantity", .quantity, "lots of its position", default: .quantity(Quantity(lots: 100))),
        ],
        check: { values, _ in MeanReversionTrader.faults(values) }),
      make: { MeanReversionTrader($0) })
  }
}

extension MeanReversionTrader {
  /// A band that closes before it opens, or one that no z-score can reach.
  static func faults(_ values: ParameterValues) -> [ParameterFault] {
    let (entry, exit) = (values.number("entry"), values.number("exit"))
    var faults: [ParameterFault] = []
    if exit >= entry {
      faults.append(
        ParameterFault(
          parameter: "exit", message: "exit is \(exit), allowed is less than entry, \(entry)"))
    }
    // The z-score of one of n numbers within their own mean and deviation is sqrt(n - 1) at most.
    let window = values.integer("window")
    let greatest = Double(window - 1).squareRoot()
    if entry > greatest {
      faults.append(
        ParameterFault(
          parameter: "entry",
          message: "entry is \(entry), which no sample of \(window) reaches, allowed is"
            + " \(greatest) at the most"))
    }
    return faults
  }
}
