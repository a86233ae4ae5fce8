/// A sum of many numbers whose rounding does not grow with their count.
///
/// What each addition rounds off is kept beside the sum and added at the end: the error is that of
/// one rounding, and of second order in the unit of rounding for the rest (Neumaier 1974,
/// "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54).
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  mutating func add(_ number: Double) {
    let next = sum + number
    lost += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
    sum = next
  }

  var value: Double { sum + lost }
}
