/// Where the lines of a YAML text begin, found by going forward only.
struct YAMLLineStarts {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// From 0.
  private var line = 0
  /// Of the line's first byte.
  private var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The spaces before each line of a literal block, which libyaml takes away and does not count.
  ///
  /// - Parameters:
  ///   - text: The block's text.
  ///   - header: The line of its `|`, from 0, not before that of an earlier call.
  /// - Complexity: O(bytes between this call and the one before).
  mutating func indent(of text: String, below header: Int) -> Int {
    var first = header + 1
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if !line.isEmpty { return spaces(atLine: first) - line.prefix { $0 == 0x20 }.count }
      first += 1
    }
    return 0
  }

  private mutating func spaces(atLine target: Int) -> Int {
    while line < target, offset < bytes.count { step() }
    return bytes[offset...].prefix { $0 == 0x20 }.count
  }

  /// Goes over one character, or the part of one that no line break begins with.
  private mutating func step() {
    let length = breakLength
    line += length > 0 ? 1 : 0
    offset += max(length, 1)
  }

  /// Bytes of the line break at the offset as YAML 1.1 has them, 0 where there is none.
  private var breakLength: Int {
    switch (byte(0), byte(1), byte(2)) {
    case (0x0D, 0x0A, _): 2
    case (0x0A, _, _), (0x0D, _, _): 1
    case (0xC2, 0x85, _): 2
    case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): 3
    default: 0
    }
  }

  private func byte(_ distance: Int) -> UInt8 {
    offset + distance < bytes.count ? bytes[offset + distance] : 0
  }
}
