import Foundation

/// A file of market data, read once from front to back in bounded memory: plain text, xz, gzip or
/// zstd, told apart by its first bytes and not by its name.
///
/// Pipes work too, because nothing is read twice.
public final class MarketDataFile {
  /// As the user gave it; errors repeat it.
  public let path: String

  private static let blockSize = 1 << 18
  private let descriptor: Int32
  private let block: UnsafeMutableRawBufferPointer
  /// What of `block` is still to be decoded.
  private var unread = 0..<0
  private var reachedEnd = false
  private var decoder: (any StreamDecoder)?

  /// - Throws: A `MarketDataError` for a missing or unreadable file, a folder, or an archive
  ///   format that is not read.
  public init(path: String) throws(MarketDataError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    block = .allocate(byteCount: MarketDataFile.blockSize, alignment: 16)
    guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw failure("is a folder; a file is needed")
    }
    try fill()
    decoder = try chooseDecoder()
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    block.deallocate()
  }

  /// Puts the next decoded bytes into `output`.
  ///
  /// - Returns: How many; 0 only at the end.
  /// - Throws: A `MarketDataError` where the file cannot be read, is damaged or ends too early.
  /// - Precondition: `output` is not empty.
  public func read(into output: UnsafeMutableRawBufferPointer) throws(MarketDataError) -> Int {
    precondition(!output.isEmpty, "reading \(path) into an empty buffer")
    while true {
      if unread.isEmpty { try fill() }
      let produced = try decode(into: output)
      if produced > 0 { return produced }
      if unread.isEmpty && reachedEnd {
        if let decoder, !decoder.isComplete { throw failure("the compressed data end too early") }
        return 0
      }
    }
  }

  /// Hands waiting bytes through the decoder.
  private func decode(
    into output: UnsafeMutableRawBufferPointer
  ) throws(MarketDataError) -> Int {
    let waiting = UnsafeRawBufferPointer(rebasing: block[unread])
    guard let decoder else {
      let count = min(waiting.count, output.count)
      output.copyMemory(from: UnsafeRawBufferPointer(rebasing: waiting[..<count]))
      unread = unread.lowerBound + count..<unread.upperBound
      return count
    }
    do {
      let (consumed, produced) = try decoder.decode(waiting, atEnd: reachedEnd, into: output)
      unread = unread.lowerBound + consumed..<unread.upperBound
      return produced
    } catch {
      throw failure(error.message)
    }
  }

  /// Reads the next block; at the end of the file sets `reachedEnd`.
  ///
  /// The first block is filled as far as the file goes, so that the first bytes are there to see
  /// even where a pipe gives one byte at a time.
  private func fill() throws(MarketDataError) {
    guard !reachedEnd else { return }
    var count = 0
    repeat {
      let rest = block.count - count
      let got = Foundation.read(descriptor, block.baseAddress! + count, rest)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw failure(String(cString: strerror(errno))) }
      if got == 0 { reachedEnd = true }
      count += got
    } while count < block.count && !reachedEnd
    unread = 0..<count
  }

  private func chooseDecoder() throws(MarketDataError) -> (any StreamDecoder)? {
    if starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return XZDecoder() }
    if starts(with: [0x1F, 0x8B]) { return GzipDecoder() }
    if starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return ZstdDecoder() }
    for (magic, name) in MarketDataFile.archives where starts(with: magic) {
      throw failure("a \(name) file; allowed are plain text, xz, gzip and zstd")
    }
    return nil
  }

  private static let archives: [(magic: [UInt8], name: String)] = [
    (Array("PK\u{3}\u{4}".utf8), "zip"), (Array("7z".utf8) + [0xBC, 0xAF], "7z"),
    (Array("BZh".utf8), "bzip2"),
  ]

  private func starts(with magic: [UInt8]) -> Bool { block[unread].starts(with: magic) }

  private func failure(_ message: String) -> MarketDataError {
    MarketDataError(path: path, message: message)
  }
}
