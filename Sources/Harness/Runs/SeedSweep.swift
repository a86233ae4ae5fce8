/// Runs of one scenario under many seeds, some at a time.
public enum SeedSweep {
  /// Runs the scenario once a seed, until one of the runs fails.
  ///
  /// Each worker builds its simulations within its own task and a result is stored by its seed's
  /// place, so nothing but the measured times depends on the number of workers.
  ///
  /// - Returns: The results in the order of the seeds.
  /// - Throws: `SeedMistake` for the lowest seed whose run the user can put right; else what that
  ///   run threw.
  public static func run(
    _ setup: RunSetup, seeds: ClosedRange<UInt64>, workers: Int,
    _ options: Runner.Options = Runner.Options()
  ) async throws -> [RunResult] {
    try await results(seeds, workers: workers) { seed in
      do {
        return try Runner.run(setup.seeded(seed), options)
      } catch let mistake as any InputMistake {
        throw SeedMistake(seed: seed, mistake: mistake)
      }
    }
  }

  /// What `run` gives for each seed, in their order.
  ///
  /// No seed is begun after one has failed. Seeds are begun in order, so every one below the first
  /// failure has been: the lowest failure is the same whatever the number of workers.
  static func results<Value: Sendable>(
    _ seeds: ClosedRange<UInt64>, workers: Int, _ run: @escaping @Sendable (UInt64) throws -> Value
  ) async throws -> [Value] {
    precondition(workers >= 1, "\(workers) workers")
    let count = Int(seeds.upperBound - seeds.lowerBound) + 1
    var outcomes = [Result<Value, any Error>?](repeating: nil, count: count)
    await withTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
      var next = 0
      var hasFailed = false
      func beginOne() {
        guard next < count, !hasFailed else { return }
        let place = next
        next += 1
        group.addTask { (place, Result { try run(seeds.lowerBound + UInt64(place)) }) }
      }
      for _ in 0..<workers { beginOne() }
      while let (place, outcome) = await group.next() {
        outcomes[place] = outcome
        if case .failure = outcome { hasFailed = true }
        beginOne()
      }
    }
    return try outcomes.prefix { $0 != nil }.map { try $0!.get() }
  }
}

/// What the user can put right about the run with one seed of a sweep.
public struct SeedMistake: InputMistake {
  public let seed: UInt64
  public let mistake: any InputMistake

  public var description: String { "\(mistake); it was the run with seed \(seed)" }
}
