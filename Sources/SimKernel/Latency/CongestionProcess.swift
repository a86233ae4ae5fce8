/// A network that is congested now and then, and slows all who use it at once.
///
/// Calm and congested times follow one another; their lengths are exponential and independent, so
/// that at the start it is congested with the chance congested / (calm + congested). It runs by
/// itself: a function of run key, name and time, whoever asks and however often. While it is
/// congested a latency is latency x factor + extra.
public struct CongestionProcess: Hashable, Sendable {
  public var name: String
  /// Mean length of a calm time.
  public var calm: SimDuration
  /// Mean length of a congested time.
  public var congested: SimDuration
  /// At least 1.
  public var factor: Double
  public var extra: SimDuration

  /// The means allowed. Shorter ones would need more numbers than a stream has in a day.
  public static var means: ClosedRange<SimDuration> { .microseconds(100) ... .hours(24) }

  /// - Precondition: Both means in `means`, factor from 1 to 10^6, extra from 0 to an hour.
  public init(
    name: String, calm: SimDuration, congested: SimDuration, factor: Double = 1,
    extra: SimDuration = .zero
  ) {
    precondition(CongestionProcess.means.contains(calm), "calm for \(calm)")
    precondition(CongestionProcess.means.contains(congested), "congested for \(congested)")
    precondition((1...1e6).contains(factor), "a factor of \(factor)")
    precondition((.zero ... .hours(1)).contains(extra), "\(extra) more")
    self.name = name
    self.calm = calm
    self.congested = congested
    self.factor = factor
    self.extra = extra
  }

  /// What a latency becomes while the network is congested, nanoseconds.
  func slowed(_ latency: Int64) -> Int64 {
    LatencyModel.bounded(Double(latency) * factor + Double(extra.nanoseconds))
  }
}
