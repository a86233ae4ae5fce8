import SimKernel

/// Says where two lists of levels differ.
enum LevelDifference {
  /// The first difference in words, or nil where the lists are equal.
  static func describe(_ side: Side, expected: [ReplayLevel], found: [ReplayLevel]) -> String? {
    if expected == found { return nil }
    for index in 0..<max(expected.count, found.count) {
      let wanted = index < expected.count ? expected[index] : nil
      let got = index < found.count ? found[index] : nil
      if wanted == got { continue }
      let name = side == .buy ? "bid" : "ask"
      return "\(name) level \(index + 1) is \(text(got)), recorded is \(text(wanted))"
    }
    return nil
  }

  private static func text(_ level: ReplayLevel?) -> String {
    guard let level else { return "empty" }
    let count = level.orderCount > 0 ? " in \(level.orderCount) orders" : ""
    return "\(level.size)\(count) at \(level.price)"
  }
}
