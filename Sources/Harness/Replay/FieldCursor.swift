/// One line of comma-separated values, read from the left without copying.
struct FieldCursor {
  private let line: UnsafeBufferPointer<UInt8>
  /// Past the end once the last field is read.
  private var position = 0

  init(_ line: UnsafeBufferPointer<UInt8>) { self.line = line }

  /// The next field, or nil after the last.
  mutating func next() -> UnsafeBufferPointer<UInt8>? {
    guard position <= line.count else { return nil }
    let start = position
    var end = start
    while end < line.count && line[end] != 0x2C { end += 1 }
    position = end + 1
    return UnsafeBufferPointer(rebasing: line[start..<end])
  }

  /// Passes over what is left of the line; false if that is more fields than allowed.
  mutating func skip(atMost count: Int) -> Bool {
    for _ in 0..<count { _ = next() }
    return next() == nil
  }

  /// How many fields a line has; an empty line has one.
  static func count(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 1
    for byte in line where byte == 0x2C { count += 1 }
    return count
  }

  /// A field as text for a message, at most 40 bytes of it.
  static func quoted(_ field: UnsafeBufferPointer<UInt8>) -> String {
    let shown = String(decoding: field.prefix(40), as: UTF8.self)
    return field.count > 40 ? "\"\(shown)...\"" : "\"\(shown)\""
  }
}
