import Foundation
import TestSupport
import Testing

@testable import Harness

/// The text "first line\nsecond line\n", packed by xz, gzip and zstd.
private struct Packed: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]
  var testDescription: String { name }

  private init(_ name: String, _ base64: String) {
    self.name = name
    bytes = Array(Data(base64Encoded: base64) ?? Data())
  }

  static let all = [
    Packed(
      "xz",
      "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAWZmlyc3QgbGluZQpzZWNvbmQgbGluZQoAABLpMe+y"
        + "otpkAAEvF4EISbEftvN9AQAAAAAEWVo="
    ),
    Packed("gzip", "H4sIAAAAAAACA0vLLCouUcjJzEvlKk5Nzs9LgbABLFpFXRcAAAA="),
    Packed("zstd", "KLUv/QRYuQAAZmlyc3QgbGluZQpzZWNvbmQgbGluZQofO7ig"),
  ]
}

struct MarketDataFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func text(_ path: String, at most: Int = 7) throws -> String {
    let file = try MarketDataFile(path: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: most, alignment: 1)
    defer { buffer.deallocate() }
    var bytes: [UInt8] = []
    while true {
      let count = try file.read(into: buffer)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func message(_ path: String) -> String {
    do {
      return "read: \(try text(path, at: 4_096).count) characters"
    } catch {
      return "\(error)"
    }
  }

  @Test func `plain text is read as it is`() throws {
    #expect(try text(folder.write("a.xz", text: "no xz\n")) == "no xz\n")
  }

  @Test func `an empty file has nothing to read`() throws {
    #expect(try text(folder.write("empty", text: "")).isEmpty)
  }

  @Test(arguments: Packed.all)
  private func `packed files are known by their first bytes`(_ packed: Packed) throws {
    let path = try folder.write("data.csv", packed.bytes)
    #expect(try text(path) == "first line\nsecond line\n", "\(packed.name)")
  }

  @Test(arguments: Packed.all)
  private func `packed parts one after the other are one file`(_ packed: Packed) throws {
    let count = 20_000
    let bytes = [[UInt8]](repeating: packed.bytes, count: count).flatMap { $0 }
    let path = try folder.write("data", bytes)
    #expect(bytes.count > 1 << 19, "more than two blocks")
    #expect(try text(path, at: 1_000).count == count * 23, "\(packed.name)")
  }

  @Test(arguments: Packed.all)
  private func `a packed file cut off anywhere is refused`(_ packed: Packed) throws {
    for length in 8..<packed.bytes.count {
      let path = try folder.write("cut", packed.bytes.prefix(length))
      let found = message(path)
      #expect(found.hasPrefix(path + ": "), "\(packed.name) cut to \(length): \(found)")
      #expect(found.contains("end too early"), "\(packed.name) cut to \(length): \(found)")
    }
  }

  @Test(arguments: Packed.all)
  private func `bytes after a packed file are refused`(_ packed: Packed) throws {
    let found = message(try folder.write("tail", packed.bytes + Array("plain text".utf8)))
    #expect(!found.hasPrefix("read"), "\(packed.name): \(found)")
  }

  @Test func `a damaged check sum is refused`() throws {
    for packed in Packed.all where packed.name != "zstd" || packed.bytes.count > 40 {
      var bytes = packed.bytes
      bytes[bytes.count / 2] ^= 0x55
      let found = message(try folder.write("damaged", bytes))
      #expect(!found.hasPrefix("read"), "\(packed.name): \(found)")
    }
  }

  @Test func `a folder, a missing file and other archives are refused by name`() throws {
    #expect(message(folder.url.path).contains("is a folder"))
    #expect(message(folder.url.path + "/none").hasSuffix("/none: No such file or directory"))
    let zip = message(try folder.write("data.zip", Array("PK\u{3}\u{4}rest".utf8)))
    #expect(zip.hasSuffix("a zip file; allowed are plain text, xz, gzip and zstd"))
  }

  @Test func `files are read in little memory`() throws {
    let path = try folder.write("long", text: String(repeating: "0123456789\n", count: 200_000))
    let reader = try LineReader(path: path)
    var count = 0
    while try reader.advance() {
      count += 1
      #expect(reader.line.count == 10 || count == 0)
    }
    #expect(count == 200_000)
    #expect(reader.lineNumber == 200_000)
  }
}

struct LineReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func lines(_ text: String) throws -> [String] {
    let reader = try LineReader(path: folder.write("lines", text: text))
    var lines: [String] = []
    while try reader.advance() { lines.append(String(decoding: reader.line, as: UTF8.self)) }
    return lines
  }

  @Test func `line ends are LF or CR LF, and the last may be missing`() throws {
    #expect(try lines("a\nb\n") == ["a", "b"])
    #expect(try lines("a\r\nb\r\n") == ["a", "b"])
    #expect(try lines("a\nb") == ["a", "b"])
  }

  @Test func `blank lines end a file and stand nowhere else`() throws {
    #expect(try lines("a\n\n\r\n") == ["a"])
    #expect(throws: MarketDataError.self) { try lines("a\n\nb\n") }
    do {
      _ = try lines("a\n\nb\n")
    } catch {
      #expect("\(error)".hasSuffix("lines:2: a blank line; allowed only at the end of the file"))
    }
  }

  @Test func `a line without end is refused before it fills the memory`() throws {
    let long = String(repeating: "x", count: LineReader.lineLimit + 300_000)
    #expect(throws: MarketDataError.self) { try lines("a\n" + long) }
  }
}
