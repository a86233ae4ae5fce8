import SimKernel

/// A Hawkes process as it runs: draws one event after the other.
///
/// Exact simulation by thinning (Ogata 1981, "On Lewis' simulation method for point processes"):
/// between events intensities only fall, so that the present sum bounds what comes; a moment
/// proposed at that rate is accepted with chance (sum then) / (sum now). It begins without a past.
public struct HawkesProcess: Hashable, Sendable {
  public struct Event: Hashable, Sendable {
    /// Time since the event before, in the kernels' unit.
    public var wait: Double
    public var type: Int
  }

  public let kernels: HawkesKernels
  /// What past events add to the intensity of type i through the exponential m, at i decays + m.
  private var excitations: [Double]

  public init(_ kernels: HawkesKernels) {
    self.kernels = kernels
    excitations = Array(repeating: 0, count: kernels.typeCount * kernels.decayCount)
  }

  /// The intensity of a type at the last event, that event included.
  public func intensity(_ type: Int) -> Double {
    var sum = kernels.baselines[type]
    for place in 0..<kernels.decayCount { sum += excitations[type * kernels.decayCount + place] }
    return sum
  }

  /// Goes on to the next event.
  ///
  /// - Complexity: O(types x decays) for each proposal; proposals per event grow with how far
  ///   intensities fall between events.
  public mutating func next(_ stream: inout RandomStream) -> Event {
    var wait = 0.0
    while true {
      let bound = totalIntensity
      let step = stream.exponential() / bound
      wait += step
      fall(for: step)
      if let type = type(at: stream.uniform() * bound) {
        excite(by: type)
        return Event(wait: wait, type: type)
      }
    }
  }

  private var totalIntensity: Double {
    var sum = 0.0
    for type in 0..<kernels.typeCount { sum += intensity(type) }
    return sum
  }

  /// The type in whose share of the intensities a number falls; nil beyond their sum.
  private func type(at number: Double) -> Int? {
    var sum = 0.0
    for type in 0..<kernels.typeCount {
      sum += intensity(type)
      if number < sum { return type }
    }
    return nil
  }

  private mutating func fall(for step: Double) {
    let decays = kernels.decays
    for place in decays.indices {
      let factor = DetMath.exp(-decays[place] * step)
      var index = place
      while index < excitations.count {
        excitations[index] *= factor
        index += decays.count
      }
    }
  }

  private mutating func excite(by type: Int) {
    let first = type * excitations.count
    for index in excitations.indices { excitations[index] += kernels.jumps[first + index] }
  }
}

// MARK: - Residuals

extension HawkesKernels {
  /// The compensator's growth from each event of a type to the next of that type, by type.
  ///
  /// By the time-rescaling theorem (Papangelou 1972; Ogata 1988) these are independent exponentials
  /// of mean 1 if the events are of this law and had no past before time 0.
  ///
  /// - Parameter events: In order, the first wait counted from time 0.
  /// - Complexity: O(events x types x decays).
  public func residuals(of events: [HawkesProcess.Event]) -> [[Double]] {
    var residuals = [[Double]](repeating: [], count: typeCount)
    var growths = [Double](repeating: 0, count: typeCount)
    var excitations = [Double](repeating: 0, count: typeCount * decayCount)
    for event in events {
      for type in 0..<typeCount { growths[type] += baselines[type] * event.wait }
      for index in excitations.indices {
        let decay = decays[index % decayCount]
        let fall = -DetMath.expm1(-decay * event.wait)
        growths[index / decayCount] += excitations[index] * fall / decay
        excitations[index] -= excitations[index] * fall
        excitations[index] += jumps[event.type * excitations.count + index]
      }
      residuals[event.type].append(growths[event.type])
      growths[event.type] = 0
    }
    return residuals
  }
}
