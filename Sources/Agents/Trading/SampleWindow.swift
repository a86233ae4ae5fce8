/// The latest whole numbers of a series, with their sum and the sum of their squares, both exact.
///
/// - Complexity: O(1) for each number.
struct SampleWindow: Hashable, Sendable {
  let length: Int
  private var numbers: [Int64] = []
  /// Where the next number goes once the window is full: the oldest one's place.
  private var place = 0
  private(set) var sum = Int128(0)
  private(set) var sumOfSquares = Int128(0)

  /// - Precondition: length > 0.
  init(length: Int) {
    precondition(length > 0, "a window of \(length) samples")
    self.length = length
  }

  var isFull: Bool { numbers.count == length }

  /// The oldest number that the window holds; nil for none.
  var oldest: Int64? { isFull ? numbers[place] : numbers.first }

  mutating func add(_ number: Int64) {
    sum += Int128(number)
    sumOfSquares += Int128(number) * Int128(number)
    guard isFull else { return numbers.append(number) }
    sum -= Int128(numbers[place])
    sumOfSquares -= Int128(numbers[place]) * Int128(numbers[place])
    numbers[place] = number
    place = place + 1 == length ? 0 : place + 1
  }

  /// How many standard deviations a number lies above the window's mean; nil where all numbers are
  /// equal.
  ///
  /// z = (x - S/n) / sqrt(Q/n - (S/n)^2) = (n x - S) / sqrt(n Q - S^2): numerator and radicand are
  /// exact.
  func score(of number: Int64) -> Double? {
    let count = Int128(numbers.count)
    let radicand = count * sumOfSquares - sum * sum
    guard radicand > 0 else { return nil }
    return Double(count * Int128(number) - sum) / Double(radicand).squareRoot()
  }
}
