import Foundation
import SimKernel

/// Messages for the book benchmark, decoded from the yardstick's file.
///
/// A header of 16 bytes (magic, version, count) and 40-byte little-endian records: type (0 add, 1
/// cancel, 2 replace), side, immediate-or-cancel, padding, quantity UInt32, sequence UInt64, id
/// UInt64, price in ticks Int64, and a last Int64 that is 1 for the untimed prefill.
public struct BookMessageFile: Sendable {
  /// One message, ready to be handled: 16 bytes, as in the yardstick.
  struct Message: BitwiseCopyable {
    var lots: UInt32
    var ticks: Int32
    var id: UInt32
    var kind: UInt8
    var side: UInt8
    var isImmediate: Bool
  }

  let messages: [Message]
  /// How many of the first messages fill the book before the clock starts.
  let prefillCount: Int

  private static let magic: UInt64 = 0x3144_4c52_4f57_4b4d
  private static let headerSize = 16
  private static let recordSize = 40

  /// - Throws: `BenchmarkInputError` with the file's name.
  public init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchmarkInputError(message: "\(path): cannot be read")
    }
    guard data.count >= BookMessageFile.headerSize else {
      throw BenchmarkInputError(message: "\(path): \(data.count) bytes, at least 16 are a header")
    }
    (messages, prefillCount) = try data.withUnsafeBytes { try BookMessageFile.decode($0, path) }
  }

  private static func decode(
    _ bytes: UnsafeRawBufferPointer, _ path: String
  ) throws -> ([Message], Int) {
    let found = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
    let count = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    guard found == magic, bytes.count == headerSize + count * recordSize else {
      throw BenchmarkInputError(
        message: "\(path): not a file of \(count) book messages (see the yardstick's README)")
    }
    var prefill = 0
    let messages = try (0..<count).map { index in
      let start = headerSize + index * recordSize
      if bytes.loadUnaligned(fromByteOffset: start + 32, as: Int64.self) == 1 { prefill += 1 }
      let wideID = bytes.loadUnaligned(fromByteOffset: start + 16, as: UInt64.self)
      guard let id = UInt32(exactly: wideID) else {
        throw BenchmarkInputError(
          message: "\(path): record \(index): id \(wideID); up to \(UInt32.max) is allowed")
      }
      return message(id, bytes, at: start)
    }
    return (messages, prefill)
  }

  private static func message(
    _ id: UInt32, _ bytes: UnsafeRawBufferPointer, at start: Int
  ) -> Message {
    let ticks = bytes.loadUnaligned(fromByteOffset: start + 24, as: Int64.self)
    return Message(
      lots: bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self),
      ticks: Int32(truncatingIfNeeded: ticks), id: id, kind: bytes[start],
      side: bytes[start + 1], isImmediate: bytes[start + 2] == 1)
  }
}

/// What is wrong with a benchmark's input.
public struct BenchmarkInputError: InputMistake {
  public var message: String

  public var description: String { message }
}
