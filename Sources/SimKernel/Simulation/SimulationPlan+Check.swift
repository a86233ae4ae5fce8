extension SimulationPlan {
  /// The lengths of its lists.
  public var size: PlanSize {
    PlanSize(
      venues: venues.count, instruments: instruments.count, agents: participants.count)
  }

  /// Checks what can be checked before anything is allocated.
  ///
  /// - Throws: `PlanError` for the first limit that the plan breaks.
  func checkLimits() throws(PlanError) {
    guard participants.count < EventWord.agentLimit else {
      throw .tooManyAgents(participants.count)
    }
    if let excess = size.excesses.first { throw .tooLarge(size, excess) }
    guard SimulationPlan.pendingEventLimits.contains(pendingEventLimit) else {
      throw .pendingEventLimit(pendingEventLimit)
    }
    if let fault = fundamentals.fault(instruments: instruments.count, length: end - start) {
      throw .invalidFundamental(fault)
    }
    if let fault = regimes.fault { throw .invalidRegimes(fault) }
    for venue in venues {
      for step in [venue.tickSize, venue.lotSize] where step < 1 {
        throw .invalidStep(venue: venue.name, step)
      }
    }
  }

  /// What `pendingEventLimit` may be: the queue counts with 30 bits.
  public static var pendingEventLimits: ClosedRange<Int> { 1...1 << 30 }
}
