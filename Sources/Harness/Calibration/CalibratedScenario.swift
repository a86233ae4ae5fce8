import Foundation
import Scenarios
import SimKernel

/// A scenario with fitted parameters, as the text of a file that runs at once.
///
/// One instrument and one venue; agents stand beside the venue, without latency. Clock, tick,
/// opening price and first orders are those of the recorded market.
struct CalibratedScenario: Sendable {
  /// What the recorded market gives to every scenario.
  struct Frame: Sendable {
    /// Nanoseconds since midnight.
    var start: Int64
    var end: Int64
    /// Dollars x 10^4.
    var tick: Int64
    /// Of the opening mid, rounded down.
    var openTicks: Int64
    /// Ticks from the opening price of the first orders of both sides, best first.
    var seedDistances: [Int64]
    /// Where the figures are from.
    var source: String
  }

  let frame: Frame
  let description: String
  /// Groups of agents, each a list of keys with values as YAML writes them, name and type first.
  let agents: [[(key: String, value: String)]]

  /// - Parameter seed: Of the scenario.
  func text(seed: UInt64 = 1) -> String {
    let price = Double(frame.openTicks * frame.tick) / 1e4
    var lines = [
      "# Written by marketlab calibrate from \(frame.source).",
      "description: \(description)",
      "seed: \(seed)",
      "clock: {start: \"\(Self.time(frame.start))\", end: \"\(Self.time(frame.end))\"}",
      "instruments:",
      "  - {symbol: FIT, tick: \(Self.decimal(Double(frame.tick) / 1e4)), lot: 1, currency: USD,"
        + " open_price: \(Self.decimal(price))}",
      "venues:",
      "  - {name: XLIT}",
      "latency:",
      "  beside: {distribution: constant, one_way: 0 ns}",
      "limits: {open_orders: 1000000}",
      "agents:",
    ]
    for agent in agents {
      for (place, pair) in agent.enumerated() {
        lines.append("  \(place == 0 ? "-" : " ") \(pair.key): \(pair.value)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `09:30:00`.
  static func time(_ nanoseconds: Int64) -> String {
    let seconds = nanoseconds / 1_000_000_000
    return String(format: "%02d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60)
  }

  static func decimal(_ value: Double) -> String { String(format: "%.4f", value) }

  /// Six significant digits, without an exponent.
  static func number(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let digits = max(0, 5 - Int(log10(value.magnitude).rounded(.down)))
    return String(format: "%.\(min(digits, 12))f", value)
  }

  static func list(_ values: [Double]) -> String {
    "\"" + values.map(number).joined(separator: " ") + "\""
  }

  static func list(_ values: [Int64]) -> String {
    "\"" + values.map { "\($0)" }.joined(separator: " ") + "\""
  }
}

extension CalibratedScenario.Frame {
  /// - Parameter span: Nanoseconds since midnight, whole seconds.
  init?(_ sample: FlowSample, span: Range<Int64>, source: String) {
    guard let book = sample.opening, let ask = book.asks.first, let bid = book.bids.first else {
      return nil
    }
    start = span.lowerBound
    end = span.upperBound
    tick = sample.tick
    openTicks = (ask.price + bid.price) / 2 / sample.tick
    let (middle, tick) = (openTicks, sample.tick)
    var distances = book.bids.map { middle - $0.price / tick }
    distances += book.asks.map { $0.price / tick - middle - 1 }
    seedDistances = distances.map { max(0, $0) }.sorted()
    self.source = source
  }
}

// MARK: - Models

extension CalibratedScenario {
  private static func heading(_ type: String) -> [(key: String, value: String)] {
    [("name", "flow"), ("type", type), ("latency", "beside")]
  }

  init(_ fit: ContStoikovTalrejaFit, _ frame: Frame) {
    self.init(
      frame: frame, description: "The flow of Cont, Stoikov and Talreja with fitted rates",
      agents: [
        Self.heading("cont_stoikov_talreja") + [
          ("arrivals", Self.list(fit.arrivals.map(\.value))),
          ("cancels", Self.list(fit.cancels.map(\.value))),
          ("market", Self.number(fit.market.value)),
          ("tail_scale", Self.number(fit.tailScale.value)),
          ("tail_exponent", Self.number(fit.tailExponent.value)),
          ("depth", "\(fit.depth)"), ("time_unit", "1 s"),
          ("quantity", "\(Int64(fit.size.rounded()))"),
        ]
      ])
  }

  init(_ fit: SantaFeFit, _ frame: Frame) {
    let every = Int64((1e9 / fit.market).rounded())
    self.init(
      frame: frame, description: "The Santa Fe flow with fitted rates",
      agents: [
        Self.heading("santa_fe") + [
          ("epsilon", Self.number(fit.epsilon)), ("market_order_every", "\(every) ns"),
          ("scale", "\(fit.scale)"), ("width", "\(fit.width)"),
          ("quantity", "\(Int64(fit.size.rounded()))"),
        ]
      ])
  }
}
