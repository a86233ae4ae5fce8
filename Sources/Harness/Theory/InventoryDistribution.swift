/// The joint moments of a market maker's profit and inventory, carried through time exactly.
///
/// For each inventory: its probability, and the first and second moment of the profit on it, marked
/// at the price and taken from a reference that follows the mean, so that the variance keeps its
/// digits.
struct InventoryDistribution {
  /// A quote's fill within one step.
  struct Fill {
    let probability: Double
    /// What a fill earns against the price.
    let gain: Double
  }

  private struct Cell {
    var probability = 0.0
    var first = 0.0
    var second = 0.0

    /// Adds the share of another cell that gains an amount on its way here.
    mutating func add(_ other: Cell, _ share: Double, gain: Double) {
      probability += share * other.probability
      first += share * (other.first + gain * other.probability)
      second += share * (other.second + gain * (2 * other.first + gain * other.probability))
    }
  }

  /// Less than this is no longer carried: it is beyond the digits of every figure.
  private static let leastProbability = 1e-60

  private var cells = [Cell(probability: 1)]
  /// The inventory of the first cell.
  private var lowest = 0
  private var reference = 0.0

  /// Lets both quotes be filled or not, each by itself.
  ///
  /// - Parameter quotes: The ask's fill and the bid's for an inventory.
  mutating func trade(_ quotes: (Int) -> (ask: Fill, bid: Fill)) {
    var next = [Cell](repeating: Cell(), count: cells.count + 2)
    for (index, cell) in cells.enumerated() {
      let (ask, bid) = quotes(lowest + index)
      let (noAsk, noBid) = (1 - ask.probability, 1 - bid.probability)
      next[index].add(cell, ask.probability * noBid, gain: ask.gain)
      next[index + 1].add(cell, noAsk * noBid, gain: 0)
      next[index + 1].add(cell, ask.probability * bid.probability, gain: ask.gain + bid.gain)
      next[index + 2].add(cell, noAsk * bid.probability, gain: bid.gain)
    }
    cells = next
    lowest -= 1
    dropTails()
    center()
  }

  /// Moves the price up or down with equal chances; the variance of the move is given.
  mutating func move(variance: Double) {
    for index in cells.indices {
      let inventory = Double(lowest + index)
      cells[index].second += inventory * inventory * variance * cells[index].probability
    }
  }

  private mutating func dropTails() {
    while cells.count > 1, cells[cells.count - 1].probability < Self.leastProbability {
      cells.removeLast()
    }
    let low = cells.prefix { $0.probability < Self.leastProbability }.count
    cells.removeFirst(low)
    lowest += low
  }

  private mutating func center() {
    let mean = cells.reduce(0) { $0 + $1.first }
    reference += mean
    for index in cells.indices {
      let cell = cells[index]
      cells[index].first = cell.first - mean * cell.probability
      cells[index].second = cell.second - mean * (2 * cell.first - mean * cell.probability)
    }
  }

  var profitMean: Double { reference + cells.reduce(0) { $0 + $1.first } }

  var profitVariance: Double {
    let mean = cells.reduce(0) { $0 + $1.first }
    return max(0, cells.reduce(0) { $0 + $1.second } - mean * mean)
  }

  var inventoryVariance: Double {
    let mean = inventoryMoment { $0 }
    return inventoryMoment { ($0 - mean) * ($0 - mean) }
  }

  private func inventoryMoment(_ value: (Double) -> Double) -> Double {
    cells.indices.reduce(0) { sum, index in
      sum + value(Double(lowest + index)) * cells[index].probability
    }
  }
}
