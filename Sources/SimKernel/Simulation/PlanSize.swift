/// The lengths of a plan's lists, whose products memory follows from the start of a run.
public struct PlanSize: Hashable, Sendable {
  /// What a simulation holds one of for each pair of two lists.
  public enum Product: Hashable, Sendable, CaseIterable {
    /// Each venue's of each instrument: some 6 KB empty, and more with orders.
    case books
    /// Each agent's in each instrument: 48 bytes.
    case accounts
    /// Each agent's with each venue: 24 bytes.
    case sessions

    /// How many there may be: some hundred megabytes.
    public var limit: Int {
      switch self {
      case .books: 20_000
      case .accounts, .sessions: 10_000_000
      }
    }
  }

  public var venues: Int
  public var instruments: Int
  public var agents: Int

  public init(venues: Int, instruments: Int, agents: Int) {
    self.venues = venues
    self.instruments = instruments
    self.agents = agents
  }

  /// The products that are above their limits.
  public var excesses: [Product] {
    Product.allCases.filter { product in
      let (left, right) = factors(product)
      let (count, overflow) = left.count.multipliedReportingOverflow(by: right.count)
      return overflow || count > product.limit
    }
  }

  /// What was found and what is allowed, such as "300 venues x 100 instruments are 30000 books,
  /// allowed are 20000".
  public func text(_ product: Product) -> String {
    let (left, right) = factors(product)
    let count = Int128(left.count) * Int128(right.count)
    return "\(left.count) \(left.name) x \(right.count) \(right.name) are \(count) \(product), "
      + "allowed are \(product.limit)"
  }

  private typealias Factor = (count: Int, name: String)

  private func factors(_ product: Product) -> (Factor, Factor) {
    switch product {
    case .books: ((venues, "venues"), (instruments, "instruments"))
    case .accounts: ((agents, "agents"), (instruments, "instruments"))
    case .sessions: ((agents, "agents"), (venues, "venues"))
    }
  }
}
