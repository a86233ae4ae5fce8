import SimKernel

/// A trader whose forecast mixes a fundamental value, the chart and noise (Chiarella and Iori 2002;
/// Chiarella, Iori and Perello 2009, "The impact of heterogeneous trading rules on the limit order
/// flow", eqs. 1-3).
///
/// Each agent draws three weights once, exponential with the given means. At each wake-up it
/// expects, per wake-up,
///
///     r = (f ln(value / p) / reversion + c ln(p / p[-window]) / window + n noise) / (f + c + n)
///
/// and in `window` wake-ups the price p exp(r window). If that is above p it bids the expected
/// price less the margin, else it offers it plus the margin; an order lives as long as the forecast
/// reaches. p is the mid in ticks, taken for one tick where it is below. With as many orders as
/// allowed it waits for one to end.
struct FCNTrader: MidSampler {
  struct Weights: Hashable, Sendable {
    var fundamental: Double
    var chart: Double
    var noise: Double
  }

  let book: TradedBook
  let quantity: Int64
  /// Means of the weights.
  let means: Weights
  /// Ticks.
  let value: Double
  /// Wake-ups in which the price goes back to the value.
  let reversion: Double
  /// Standard deviation of the noise, log price per wake-up.
  let noiseDeviation: Double
  /// Share of the expected price.
  let margin: Double
  let maxOrders: Int
  var cadence: Cadence
  private var weights: Weights
  private var window: SampleWindow
  private var traits = StreamHandle.unassigned
  private var noises = StreamHandle.unassigned
  private var forecasts: UInt64 = 0
  private var open: [ClientOrderID] = []

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    book = TradedBook(assignment)
    quantity = values.quantity("quantity").lots
    means = Weights(
      fundamental: values.number("fundamental_weight"), chart: values.number("chart_weight"),
      noise: values.number("noise_weight"))
    weights = means
    let given = values.has("value") ? values.price("value") : assignment.openPrice
    value = Double(max(given.ticks, 1))
    reversion = values.number("reversion")
    noiseDeviation = values.number("noise_deviation")
    margin = values.number("margin")
    maxOrders = Int(values.integer("max_orders"))
    cadence = Cadence(every: values.duration("wake_every"))
    window = SampleWindow(length: Int(values.integer("window")) + 1)
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    cadence.prepare(&setup)
    traits = setup.stream("weights")
    noises = setup.stream("noise")
  }

  mutating func start(_ context: inout AgentContext) {
    weights.fundamental = context[stream: traits].exponential(mean: means.fundamental)
    weights.chart = context[stream: traits].exponential(mean: means.chart)
    weights.noise = context[stream: traits].exponential(mean: means.noise)
    cadence.start(&context)
  }

  mutating func note(_ report: ExecutionReport) {
    if report.isFinal { open.removeAll { $0 == report.order } }
  }

  mutating func decide(_ twiceMid: Int64, _ context: inout AgentContext) {
    forecasts += 1
    window.add(max(twiceMid, 2))
    let noise = context[stream: noises, decision: forecasts].normal() * noiseDeviation
    guard open.count < maxOrders else { return }
    let price = Double(max(twiceMid, 2)) / 2
    let expected = price * DetMath.exp(expectedReturn(price, noise) * Double(window.length - 1))
    let side = expected > price ? Side.buy : .sell
    let limit = expected * (1 - margin * Double(side.sign))
    guard let limit = Quantiser.price(ticks: limit) else { return context.noteNotANumber() }
    let life = SimDuration.nanoseconds(cadence.period.nanoseconds * Int64(window.length - 1))
    open.append(book.rest(side, quantity, at: limit, until: context.now + life, &context))
  }

  /// Log price per wake-up.
  private func expectedReturn(_ price: Double, _ noise: Double) -> Double {
    let past = Double(window.oldest ?? 2) / 2
    let toValue = DetMath.log(value / price) / reversion
    let trend = DetMath.log(price / past) / Double(window.length - 1)
    let sum = weights.fundamental * toValue + weights.chart * trend + weights.noise * noise
    return sum / (weights.fundamental + weights.chart + weights.noise)
  }
}
