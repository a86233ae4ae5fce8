/// Runs of one scenario under many seeds, some at a time.
public enum SeedSweep {
  /// Runs the scenario once a seed.
  ///
  /// Each worker builds its simulations within its own task and a result is stored by its seed's
  /// place, so nothing but the measured times depends on the number of workers.
  ///
  /// - Returns: The results in the order of the seeds.
  /// - Throws: What the run with the lowest seed among those that failed threw.
  public static func run(
    _ setup: RunSetup, seeds: ClosedRange<UInt64>, workers: Int,
    _ options: Runner.Options = Runner.Options()
  ) async throws -> [RunResult] {
    precondition(workers >= 1, "\(workers) workers")
    let count = Int(seeds.upperBound - seeds.lowerBound) + 1
    var outcomes = [Result<RunResult, any Error>?](repeating: nil, count: count)
    await withTaskGroup(of: (Int, Result<RunResult, any Error>).self) { group in
      var next = 0
      func startOne() {
        guard next < count else { return }
        let place = next
        next += 1
        group.addTask {
          let seeded = setup.seeded(seeds.lowerBound + UInt64(place))
          return (place, Result { try Runner.run(seeded, options) })
        }
      }
      for _ in 0..<workers { startOne() }
      while let (place, outcome) = await group.next() {
        outcomes[place] = outcome
        if case .success = outcome { startOne() }
      }
    }
    // Seeds start in order, so every one before the first failure has run.
    return try outcomes.prefix { $0 != nil }.map { try $0!.get() }
  }
}
