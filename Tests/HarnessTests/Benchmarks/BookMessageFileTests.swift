import Foundation
import TestSupport
import Testing

@testable import Harness

/// The reader of the yardstick's message files.
struct BookMessageFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a replace of the largest id is read with every field`() throws {
    let file = try BookMessageFile(path: written(id: UInt64(UInt32.max)))
    let message = try #require(file.messages.first)
    #expect(file.messages.count == 1 && file.prefillCount == 1)
    #expect(message.id == UInt32.max && message.lots == 7 && message.ticks == -3)
    #expect(message.kind == 2 && message.side == 1 && message.isImmediate)
  }

  @Test func `a larger id is refused with its record`() throws {
    let path = try written(id: 1 << 32)
    let error = #expect(throws: BenchmarkInputError.self) { try BookMessageFile(path: path) }
    #expect(
      error?.message == "\(path): record 0: id 4294967296; up to 4294967295 is allowed")
  }

  /// A file of one message: a replace on the sell side, immediate, of the prefill.
  private func written(id: UInt64) throws -> String {
    var bytes = Data()
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    append(UInt64(0x3144_4c52_4f57_4b4d))
    append(UInt32(1))
    append(UInt32(1))
    for flag: UInt8 in [2, 1, 1, 0] { append(flag) }
    append(UInt32(7))
    append(UInt64(0))
    append(id)
    append(Int64(-3))
    append(Int64(1))
    return try folder.write("messages.bin", bytes)
  }
}
