import Foundation

/// The lines of a market data file, one at a time and without copying.
///
/// A line ends with LF or CR LF; the last one may lack its end. Blank lines are allowed at the end
/// of the file only.
final class LineReader {
  /// Longer lines are refused, bytes; an order book of 1,000 levels needs about 40 kB.
  static let lineLimit = 1 << 20

  let path: String
  /// The current line, without its end; valid until the next `advance`.
  private(set) var line = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Of the current line, from 1; 0 before the first.
  private(set) var lineNumber = 0

  private let file: MarketDataFile
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var unread = 0..<0
  private var reachedEnd = false

  init(path: String) throws(MarketDataError) {
    self.path = path
    file = try MarketDataFile(path: path)
    buffer = .allocate(capacity: LineReader.lineLimit * 2)
  }

  deinit { buffer.deallocate() }

  /// Moves to the next line.
  ///
  /// - Returns: False at the end of the file.
  /// - Throws: A `MarketDataError` for an unreadable file, a line that is too long or a blank line
  ///   before the last row.
  func advance() throws(MarketDataError) -> Bool {
    guard try advanceOne() else { return false }
    guard line.isEmpty else { return true }
    let blank = lineNumber
    while try advanceOne() {
      guard line.isEmpty else {
        throw MarketDataError(
          path: path, line: blank, message: "a blank line; allowed only at the end of the file")
      }
    }
    return false
  }

  /// A fault of the current line.
  func failure(_ message: String) -> MarketDataError {
    MarketDataError(path: path, line: lineNumber, message: message)
  }

  private func advanceOne() throws(MarketDataError) -> Bool {
    var searched = 0
    while true {
      let start = buffer.baseAddress! + unread.lowerBound
      if let end = memchr(start + searched, 0x0A, unread.count - searched) {
        let length = UnsafeRawPointer(end) - UnsafeRawPointer(start)
        take(length, ending: 1)
        return true
      }
      searched = unread.count
      if reachedEnd {
        if searched == 0 { return false }
        take(searched, ending: 0)
        return true
      }
      guard searched <= LineReader.lineLimit else {
        throw MarketDataError(
          path: path, line: lineNumber + 1,
          message: "a line of more than \(LineReader.lineLimit) bytes")
      }
      try fill()
    }
  }

  private func take(_ length: Int, ending: Int) {
    let start = unread.lowerBound
    let endsWithReturn = length > 0 && buffer[start + length - 1] == 0x0D
    line = UnsafeBufferPointer(
      rebasing: buffer[start..<start + length - (endsWithReturn ? 1 : 0)])
    unread = start + length + ending..<unread.upperBound
    lineNumber += 1
  }

  /// Moves what is left to the front and reads more behind it.
  private func fill() throws(MarketDataError) {
    let kept = unread.count
    if kept > 0 && unread.lowerBound > 0 {
      memmove(buffer.baseAddress!, buffer.baseAddress! + unread.lowerBound, kept)
    }
    let space = UnsafeMutableRawBufferPointer(
      rebasing: UnsafeMutableRawBufferPointer(buffer)[kept...])
    let count = try file.read(into: space)
    if count == 0 { reachedEnd = true }
    unread = 0..<kept + count
  }
}
