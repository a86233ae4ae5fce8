/// Two sets of values, counted: distances are functions of how often each value comes.
///
/// Rows can be in groups, each with bins of its own; a value of a group is a slot. The distances of
/// several groups are their means, weighted by rows.
struct LobBenchComparison: Sendable {
  /// One row of a set.
  struct Row: Sendable {
    var group = 0
    var value: Double
  }

  /// How the values of one group are put into bins.
  enum Binning: Sendable {
    case freedmanDiaconis
    case distinct
    case deciles
  }

  private struct Group: Sendable {
    /// Of the slots, ascending in value.
    var slots: Range<Int>
    /// Of the pooled values, divided by count - 1; nil where it is 0 or there is one value.
    var deviation: Double?
  }

  /// The values and bins of all slots, group after group.
  private struct Slots: Sendable {
    var groups: [Group] = []
    var values: [Double] = []
    var bins: [Int] = []

    /// Adds a group.
    ///
    /// - Returns: The slot of each value.
    mutating func append(_ sorted: [Double], _ groupBins: LobBenchBins) -> [Int] {
      let first = values.count
      let places = sorted.map { value in
        if values.count == first || values[values.count - 1] != value {
          values.append(value)
          bins.append(groupBins.bin(value))
        }
        return values.count - 1
      }
      groups.append(
        Group(slots: first..<values.count, deviation: LobBenchComparison.deviation(sorted)))
      return places
    }
  }

  /// The slot of each row of a set, in the order of its rows.
  let real: [Int]
  let generated: [Int]
  private let slots: Slots
  private let isConditional: Bool

  /// - Parameter isConditional: Whether rows are in groups.
  /// - Returns: nil where a group needs 2^53 bins or more.
  /// - Precondition: no value is not a number.
  /// - Complexity: O(n log n) in the rows of both sets.
  init?(real: [Row], generated: [Row], binning: Binning, isConditional: Bool = false) {
    let rows = real + generated
    let order = rows.indices.sorted {
      (rows[$0].group, rows[$0].value) < (rows[$1].group, rows[$1].value)
    }
    var slots = Slots()
    var places = [Int](repeating: 0, count: rows.count)
    var rest = order[...]
    while let group = rest.first.map({ rows[$0].group }) {
      let members = rest.prefix { rows[$0].group == group }
      let sorted = members.map { rows[$0].value }
      guard let bins = Self.bins(sorted, binning) else { return nil }
      for (row, place) in zip(members, slots.append(sorted, bins)) { places[row] = place }
      rest = rest[members.endIndex...]
    }
    self.real = Array(places[..<real.count])
    self.generated = Array(places[real.count...])
    self.slots = slots
    self.isConditional = isConditional
  }

  private static func bins(_ sorted: [Double], _ binning: Binning) -> LobBenchBins? {
    switch binning {
    case .freedmanDiaconis: .freedmanDiaconis(of: sorted)
    case .distinct: .distinct(of: sorted)
    case .deciles: .deciles(of: sorted)
    }
  }

  private static func deviation(_ values: [Double]) -> Double? {
    guard let first = values.first, let last = values.last, first < last else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// How many slots there are: one for each value of each group.
  var slotCount: Int { slots.values.count }

  /// The distances between the two sets as they are.
  var distances: LobBenchDistances {
    distances(real: counts(real), generated: counts(generated))
  }

  private func counts(_ places: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: slotCount)
    for place in places { counts[place] += 1 }
    return counts
  }

  /// The distances where each slot comes as often as said, in the bins of this comparison.
  ///
  /// As in the benchmark a group in which one set has no row counts 1 in L1. In the Wasserstein
  /// distance it counts 0, as does one whose values are all equal: the benchmark's sum passes over
  /// what is not a number, and its weights do not.
  ///
  /// - Complexity: O(slots).
  func distances(real: [Int], generated: [Int]) -> LobBenchDistances {
    var l1 = 0.0
    var wasserstein = 0.0
    var isWassersteinDefined = isConditional
    var total = 0
    for group in slots.groups {
      let realCount = real[group.slots].reduce(0, +)
      let generatedCount = generated[group.slots].reduce(0, +)
      total += realCount + generatedCount
      let weight = Double(realCount + generatedCount)
      guard realCount > 0 && generatedCount > 0 else {
        l1 += weight
        continue
      }
      let shares = Shares(real, generated, Double(realCount), Double(generatedCount))
      l1 += weight * halfSum(group.slots, shares)
      guard let deviation = group.deviation else { continue }
      isWassersteinDefined = true
      wasserstein += weight * transport(group.slots, shares) / deviation
    }
    let rows = Double(total)
    return LobBenchDistances(
      l1: l1 / rows, wasserstein: isWassersteinDefined ? wasserstein / rows : nil)
  }

  /// Counts with what they add up to in one group.
  private struct Shares {
    let real: [Int]
    let generated: [Int]
    let realCount: Double
    let generatedCount: Double

    init(_ real: [Int], _ generated: [Int], _ realCount: Double, _ generatedCount: Double) {
      self.real = real
      self.generated = generated
      self.realCount = realCount
      self.generatedCount = generatedCount
    }
  }

  /// Half the sum over bins of |p - q|.
  private func halfSum(_ range: Range<Int>, _ shares: Shares) -> Double {
    var sum = 0.0
    var slot = range.lowerBound
    while slot < range.upperBound {
      let bin = slots.bins[slot]
      var (real, generated) = (0, 0)
      while slot < range.upperBound && slots.bins[slot] == bin {
        real += shares.real[slot]
        generated += shares.generated[slot]
        slot += 1
      }
      sum += abs(Double(real) / shares.realCount - Double(generated) / shares.generatedCount)
    }
    return sum / 2
  }

  /// The area between the two distribution functions, in units of the values.
  private func transport(_ range: Range<Int>, _ shares: Shares) -> Double {
    var sum = 0.0
    var (real, generated) = (0, 0)
    for slot in range.dropLast() {
      real += shares.real[slot]
      generated += shares.generated[slot]
      let gap = Double(real) / shares.realCount - Double(generated) / shares.generatedCount
      sum += abs(gap) * (slots.values[slot + 1] - slots.values[slot])
    }
    return sum
  }
}
