// Regimes: what agents see of them, and the record of a switch.

extension Kernel {
  /// Schedules the first switch, for the journal.
  mutating func addRegimes() { scheduleSwitch(to: 1) }

  private mutating func scheduleSwitch(to period: Int) {
    guard period < regimes.periods.count, hasRoom() else { return }
    queue.push(
      at: SimTime(nanoseconds: regimes.periods[period].start),
      EventWord(.regime, agent: 0, slot: UInt32(period)).payload)
  }

  /// Journals that another regime holds from now on; conditions follow the timeline.
  @inline(never)
  mutating func switchRegime(_ word: EventWord, sequence: UInt64) {
    let regime = regimes.periods[Int(word.slot)].regime
    journalDelivery(word, sequence, detail: UInt64(regime), isKept: true)
    scheduleSwitch(to: Int(word.slot) + 1)
  }
}

extension AgentContext {
  /// How the market differs from its usual self now.
  public var conditions: MarketConditions {
    kernel.pointee.regimes.conditions(at: kernel.pointee.now)
  }

  /// Asks to be woken when so much time of usual activity has passed: later where less is going on
  /// than usual, earlier where more is, also where that changes on the way.
  ///
  /// Background agents that wait by it have, whatever their law, rates that are exactly theirs
  /// multiplied by the activity. Without regimes and seasons it is a wake-up after that time.
  public func wake(afterActivity duration: SimDuration, tag: UInt32 = 0) {
    guard kernel.pointee.regimes.varies else { return wake(at: now + duration, tag: tag) }
    let moment = kernel.pointee.regimes.moment(
      from: kernel.pointee.now, afterActivity: duration.nanoseconds)
    wake(at: SimTime(nanoseconds: moment), tag: tag)
  }

  /// Lots of an order under the present conditions: at least 1, halves to even.
  public func sized(_ quantity: Quantity) -> Quantity {
    guard kernel.pointee.regimes.varies, quantity > .zero else { return quantity }
    let lots = Double(quantity.lots) * conditions.size
    return max(Quantity(lots: 1), Quantiser.quantity(lots: lots) ?? quantity)
  }
}

extension Simulation {
  /// From when on which regime holds, from the start of the run; empty without regimes.
  public var regimePeriods: [(from: SimTime, regime: MarketRegime)] {
    kernel.pointee.regimes.periods.map { period in
      (SimTime(nanoseconds: period.start), kernel.pointee.plan.regimes.regimes[period.regime])
    }
  }
}
