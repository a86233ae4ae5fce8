import SimKernel

/// Numbers that a scenario gives as one text, such as "1.85 1.51 1.09".
struct NumberList {
  /// Numbers between spaces, commas and slashes.
  let numbers: [Double]
  /// The first word that is no finite number; nil if there is none.
  let wrongWord: String?

  init(_ text: String) {
    let words = text.split { $0 == " " || $0 == "," || $0 == "/" }.map(String.init)
    let parsed = words.map { Double($0).flatMap { $0.isFinite ? $0 : nil } }
    numbers = parsed.compactMap { $0 }
    wrongWord = zip(words, parsed).first { $0.1 == nil }?.0
  }

  /// The faults of a parameter that wants numbers in a range, as many as `count` admits.
  static func faults(
    _ name: String, _ values: ParameterValues, in range: ClosedRange<Double>,
    counts: ClosedRange<Int>
  ) -> [ParameterFault] {
    let list = NumberList(values.text(name))
    let allowed =
      "allowed are \(text(counts)) numbers from \(range.lowerBound) to \(range.upperBound), such as"
      + " 1.85 1.51"
    if let word = list.wrongWord { return fault(name, "'\(word)' is no number, \(allowed)") }
    if let number = list.numbers.first(where: { !range.contains($0) }) {
      return fault(name, "\(number) is out of range, \(allowed)")
    }
    if !counts.contains(list.numbers.count) {
      return fault(name, "\(list.numbers.count) numbers, \(allowed)")
    }
    return []
  }

  private static func fault(_ name: String, _ message: String) -> [ParameterFault] {
    [ParameterFault(parameter: name, message: message)]
  }

  private static func text(_ counts: ClosedRange<Int>) -> String {
    counts.count == 1
      ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
  }
}
