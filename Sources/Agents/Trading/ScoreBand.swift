import SimKernel

/// When a series lies far from its moving mean, and when it is back.
///
/// The z-score rule of Bollinger's bands (Chan 2013, "Algorithmic Trading", chapter 2): with mean
/// and standard deviation of the latest samples, the newest included, z = (sample - mean) /
/// deviation. At z >= entry it says short, at z <= -entry long, and once |z| <= exit flat. While
/// all samples are equal there is no z, and what it has said holds.
struct ScoreBand: Hashable, Sendable {
  let entry: Double
  let exit: Double
  private var window: SampleWindow
  /// 1 for long, -1 for short, 0 for flat.
  private var direction: Int64 = 0

  init(_ values: ParameterValues) {
    entry = values.number("entry")
    exit = values.number("exit")
    window = SampleWindow(length: Int(values.integer("window")))
  }

  /// The direction of the position that is wanted after a sample: 1 for long, -1 for short, 0 for
  /// flat; nil before the window is full.
  mutating func direction(after sample: Int64) -> Int64? {
    window.add(sample)
    guard window.isFull else { return nil }
    if let score = window.score(of: sample) {
      if abs(score) <= exit { direction = 0 }
      if abs(score) >= entry { direction = score > 0 ? -1 : 1 }
    }
    return direction
  }
}

// MARK: - What a scenario says

extension ScoreBand {
  static var parameters: [Parameter] {
    [
      Parameter("window", .integer(2...100_000), "samples of the mean", default: .integer(60)),
      Parameter(
        "entry", .number(0.01...100), "standard deviations at which it opens a position",
        default: .number(2)),
      Parameter(
        "exit", .number(0...100), "standard deviations at which it closes it",
        default: .number(0.5)),
    ]
  }

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
