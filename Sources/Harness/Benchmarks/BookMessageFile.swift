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
  private static let version: UInt32 = 1
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
    let count = try recordCount(bytes, path)
    var prefill = 0
    let messages = try (0..<count).map { index in
      let record = BookMessageRecord(bytes, at: headerSize + index * recordSize)
      if let fault = record.fault {
        throw BenchmarkInputError(message: "\(path): record \(index): \(fault)")
      }
      if record.isPrefill {
        guard prefill == index else {
          throw BenchmarkInputError(
            message: "\(path): record \(index): a prefill after timed messages; allowed is before")
        }
        prefill += 1
      }
      return record.message
    }
    return (messages, prefill)
  }

  /// How many records the header promises; the file has exactly these.
  private static func recordCount(_ bytes: UnsafeRawBufferPointer, _ path: String) throws -> Int {
    let found = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
    guard found == magic else {
      throw BenchmarkInputError(
        message: "\(path): begins with 0x\(String(found, radix: 16)), which is no file of book "
          + "messages; allowed is the magic 0x\(String(magic, radix: 16))")
    }
    let foundVersion = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    guard foundVersion == version else {
      throw BenchmarkInputError(
        message: "\(path): version \(foundVersion); allowed is \(version)")
    }
    let count = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    let size = headerSize + count * recordSize
    guard bytes.count == size else {
      throw BenchmarkInputError(
        message: "\(path): \(bytes.count) bytes; \(count) book messages are \(size)")
    }
    return count
  }
}

/// What is wrong with a benchmark's input.
public struct BenchmarkInputError: InputMistake {
  public var message: String

  public var description: String { message }
}
