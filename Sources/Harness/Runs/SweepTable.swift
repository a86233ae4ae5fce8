/// The runs of a sweep as a table, one line a seed.
public enum SweepTable {
  public static func text(_ results: [RunResult]) -> String {
    guard let first = results.first else { return "" }
    var table = Table(["seed", "events", "deliveries", "trades", "digest"])
    for result in results {
      table.append([
        "\(result.setup.seed)", "\(result.events)", "\(result.deliveries)", "\(result.trades)",
        "\(result.digest)",
      ])
    }
    let seeds = results.count == 1 ? "seed" : "seeds"
    return "\(first.setup.path): \(results.count) \(seeds)\n\n\(table.text)"
  }
}
