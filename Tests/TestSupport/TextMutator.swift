/// Breaks texts in the ways in which people and programs break them, the same way for a seed.
public struct TextMutator {
  public private(set) var random: SplitMix64
  /// Values that are put where another one stands.
  private let values: [String]

  /// - Parameter values: what is put after a colon half of the time; otherwise values that break
  ///   readers are. At least one.
  public init(seed: UInt64, values: [String]) {
    random = SplitMix64(seed: seed)
    self.values = values
  }

  private static let hostileValues = [
    "", "~", "0", "-1", "9223372036854775807", "-9223372036854775808", "18446744073709551616",
    "1e308", ".nan", "0.000000000000000001", "999999999999999999", "1_000", "true", "[]", "{}",
    "[[1]]", "{a: {b: c}}", "\"\"", "\"\\0\"", "'x'", "*a", "&a b", "!!str x", "|", "- 1", "? x",
    "ä€😀", "\u{202E}", "a/b", "1 us", "9223372036854775807 d", "-0.0001 bps", "24:00:00", "---",
    "%", "@", "`",
  ]

  /// The text after one to three changes, some to whole lines and some to bytes.
  public mutating func mutated(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<random.integer(in: 1...3) {
      bytes = random.chance(percent: 85) ? changedLines(bytes) : changedBytes(bytes)
    }
    return bytes
  }

  private mutating func changedLines(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    let index = place(in: lines)
    switch random.integer(in: 0...15) {
    case 0: lines.remove(at: index)
    case 1: lines.insert(lines[index], at: index)
    case 2: lines.swapAt(index, place(in: lines))
    case 3: lines[index].insert(contentsOf: [0x20, 0x20], at: 0)
    case 4: lines[index].removeFirst(min(2, lines[index].count))
    case 5: lines[index] = withMisspeltWord(lines[index])
    default: lines[index] = withOtherValue(lines[index])
    }
    return Array(lines.joined(separator: [0x0A]))
  }

  /// The line with the value after one of its colons replaced.
  private mutating func withOtherValue(_ line: [UInt8]) -> [UInt8] {
    let colons = line.indices.filter { line[$0] == UInt8(ascii: ":") }
    guard !colons.isEmpty else { return line }
    let start = random.element(of: colons) + 1
    let ends = [UInt8(ascii: ","), UInt8(ascii: "}")]
    let end = line[start...].firstIndex { ends.contains($0) } ?? line.endIndex
    let value =
      " " + random.element(of: random.chance(percent: 50) ? values : TextMutator.hostileValues)
    return line[..<start] + Array(value.utf8) + line[end...]
  }

  /// The line with two neighbouring bytes swapped.
  private mutating func withMisspeltWord(_ line: [UInt8]) -> [UInt8] {
    guard line.count > 1 else { return line }
    var line = line
    let index = Int(random.integer(in: 0...Int64(line.count - 2)))
    line.swapAt(index, index + 1)
    return line
  }

  private mutating func changedBytes(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return [UInt8(truncatingIfNeeded: random.next())] }
    var bytes = bytes
    let index = place(in: bytes)
    let end = min(bytes.count, index + Int(random.integer(in: 1...20)))
    switch random.integer(in: 0...6) {
    case 0: bytes[index] = UInt8(truncatingIfNeeded: random.next())
    case 1: bytes[index] ^= 1 << UInt8(random.integer(in: 0...7))
    case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
    case 3: bytes.removeSubrange(index..<end)
    case 4: bytes.insert(contentsOf: bytes[index..<end], at: place(in: bytes))
    case 5: bytes.insert(random.element(of: Array("[]{}:,-?&*!|>'\"%@#\n\t ".utf8)), at: index)
    default: bytes.removeSubrange(index...)
    }
    return bytes
  }

  private mutating func place<Items: Collection>(in items: Items) -> Int {
    Int(random.integer(in: 0...Int64(max(0, items.count - 1))))
  }
}
