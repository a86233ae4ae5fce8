// Fundamental values: what agents see of them, and what observers of a whole run do.

extension Kernel {
  /// The value of an instrument now, ticks; nil for an instrument without one.
  mutating func fundamental(_ instrument: InstrumentIndex) -> Double? {
    guard let place = fundamentalPlace(instrument) else { return nil }
    return fundamentals.value(at: place, now)
  }

  func fundamentalPlace(_ instrument: InstrumentIndex) -> Int? {
    plan.fundamentals.descriptions.firstIndex { $0.instrument == instrument }
  }
}

extension AgentContext {
  /// The fundamental value of an instrument now, rounded to a whole tick, halves to even; nil for
  /// an instrument without one.
  ///
  /// For agents that are told it by their scenario; others observe it.
  public func fundamental(_ instrument: InstrumentIndex) -> Price? {
    guard let value = kernel.pointee.fundamental(instrument) else { return nil }
    return price(ofFundamental: value, instrument)
  }

  /// The fundamental value with an error of the agent's own: value + N(0, noise variance), rounded
  /// to a whole tick once, halves to even; nil for an instrument without one.
  ///
  /// - Parameters:
  ///   - noiseVariance: Square ticks, at least 0.
  ///   - stream: The agent's own stream, from which one normal number is drawn.
  ///   - decision: The number of the observation among the draws of that stream.
  public func observeFundamental(
    _ instrument: InstrumentIndex, noiseVariance: Double, stream: StreamHandle,
    decision: UInt64
  ) -> Price? {
    precondition(noiseVariance >= 0, "a noise variance of \(noiseVariance)")
    guard let value = kernel.pointee.fundamental(instrument) else { return nil }
    let noise = noiseVariance.squareRoot() * self[stream: stream, decision: decision].normal()
    return price(ofFundamental: value + noise, instrument)
  }

  /// Rounds what an agent comes to know, and takes it into the digest.
  private func price(ofFundamental value: Double, _ instrument: InstrumentIndex) -> Price? {
    guard let price = Quantiser.price(ticks: value) else {
      noteNotANumber()
      return nil
    }
    kernel.pointee.journal.hashFundamental(price.ticks, instrument: instrument.value)
    return price
  }
}

extension Simulation {
  /// The fundamental value of an instrument now, ticks, not rounded; nil for an instrument without
  /// one.
  public func fundamental(_ instrument: InstrumentIndex) -> Double? {
    guard let place = kernel.pointee.fundamentalPlace(instrument) else { return nil }
    // A copy catches up: whoever borrows a simulation only reads it.
    var values = kernel.pointee.fundamentals
    return values.value(at: place, kernel.pointee.now)
  }
}
