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

  @Test(
    arguments: [
      (
        0, 0,
        "begins with 0x31444c524f574b00, which is no file of book messages; allowed is the "
          + "magic 0x31444c524f574b4d"
      ),
      (8, 2, "version 2; allowed is 1"),
      (12, 2, "56 bytes; 2 book messages are 96"),
      (16, 3, "record 0: type 3; allowed are 0 add, 1 cancel, 2 replace"),
      (17, 2, "record 0: side 2; allowed are 0 buy, 1 sell"),
      (18, 2, "record 0: immediate-or-cancel 2; allowed are 0 and 1"),
      (20, 0, "record 0: quantity 0; allowed is 1 or more"),
      (44, 0, "record 0: price -1095216660483; allowed is -2147483648 to 2147483647 ticks"),
      (48, 2, "record 0: prefill 2; allowed are 0 and 1"),
    ] as [(Int, UInt8, String)])
  func `a file with one wrong byte is refused with what was found`(
    offset: Int, byte: UInt8, message: String
  ) throws {
    var data = file(id: 1)
    data[offset] = byte
    let path = try folder.write("messages.bin", data)
    let error = #expect(throws: BenchmarkInputError.self) { try BookMessageFile(path: path) }
    #expect(error?.message == "\(path): \(message)")
  }

  @Test func `a cancel needs no quantity`() throws {
    var data = file(id: 1)
    (data[16], data[20]) = (1, 0)
    let read = try BookMessageFile(path: folder.write("messages.bin", data))
    #expect(read.messages.map(\.lots) == [0])
  }

  @Test func `a prefill after timed messages is refused`() throws {
    var data = file(id: 1) + file(id: 2).dropFirst(16)
    (data[12], data[48]) = (2, 0)
    let path = try folder.write("messages.bin", data)
    let error = #expect(throws: BenchmarkInputError.self) { try BookMessageFile(path: path) }
    #expect(
      error?.message == "\(path): record 1: a prefill after timed messages; allowed is before")
  }

  private func written(id: UInt64) throws -> String {
    try folder.write("messages.bin", file(id: id))
  }

  /// The bytes of a file of one message: a replace on the sell side, immediate, of the prefill.
  private func file(id: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
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
    return bytes
  }
}
