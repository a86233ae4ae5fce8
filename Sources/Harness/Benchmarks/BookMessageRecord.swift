/// One record of the yardstick's file as it stands there, not yet believed.
struct BookMessageRecord {
  private let type: UInt8
  private let side: UInt8
  private let immediate: UInt8
  private let quantity: UInt32
  private let id: UInt64
  private let ticks: Int64
  private let prefill: Int64

  private static let cancel: UInt8 = 1

  init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    type = bytes[start]
    side = bytes[start + 1]
    immediate = bytes[start + 2]
    quantity = bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)
    id = bytes.loadUnaligned(fromByteOffset: start + 16, as: UInt64.self)
    ticks = bytes.loadUnaligned(fromByteOffset: start + 24, as: Int64.self)
    prefill = bytes.loadUnaligned(fromByteOffset: start + 32, as: Int64.self)
  }

  /// What the record says that no message may, and what is allowed; nil where all is well.
  var fault: String? {
    if type > 2 { return "type \(type); allowed are 0 add, 1 cancel, 2 replace" }
    if side > 1 { return "side \(side); allowed are 0 buy, 1 sell" }
    if immediate > 1 { return "immediate-or-cancel \(immediate); allowed are 0 and 1" }
    // A cancel names no quantity.
    if quantity == 0 && type != Self.cancel { return "quantity 0; allowed is 1 or more" }
    if UInt32(exactly: id) == nil { return "id \(id); up to \(UInt32.max) is allowed" }
    if Int32(exactly: ticks) == nil {
      return "price \(ticks); allowed is \(Int32.min) to \(Int32.max) ticks"
    }
    if prefill != 0 && prefill != 1 { return "prefill \(prefill); allowed are 0 and 1" }
    return nil
  }

  var isPrefill: Bool { prefill == 1 }

  /// - Precondition: `fault` is nil.
  var message: BookMessageFile.Message {
    BookMessageFile.Message(
      lots: quantity, ticks: Int32(ticks), id: UInt32(id), kind: type, side: side,
      isImmediate: immediate == 1)
  }
}
