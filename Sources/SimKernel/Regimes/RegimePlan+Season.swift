extension RegimePlan {
  /// Steps of a day of which both ends are other than its middle: U-shaped, as volume and
  /// volatility are (Jain and Joh 1988, "The dependence between hourly prices and trading volume").
  ///
  /// The parabola middle + (ends - middle) (2x - 1)^2 over x from 0 to 1, in 100 equal steps of its
  /// value half way through the step; before and behind hold the first step and the last. Its mean
  /// is middle + (ends - middle) / 3.
  ///
  /// - Precondition: from < to.
  public static func seasonU(
    from: SimTime, to: SimTime, activity: (ends: Double, middle: Double),
    volatility: (ends: Double, middle: Double)
  ) -> [SeasonStep] {
    precondition(from < to, "\(from) to \(to)")
    let length = (to - from).nanoseconds
    let count = min(100, length)
    return (0..<count).map { place in
      let x = (Double(place) + 0.5) / Double(count)
      let share = (2 * x - 1) * (2 * x - 1)
      return SeasonStep(
        time: from + .nanoseconds(length / count * place + length % count * place / count),
        activity: activity.middle + (activity.ends - activity.middle) * share,
        volatility: volatility.middle + (volatility.ends - volatility.middle) * share)
    }
  }
}
