import CZlib

/// Decodes gzip files, of one or several members.
final class GzipDecoder: StreamDecoder {
  /// A window of 2^15 bytes, plus 16: a gzip wrapper is required (zlib.h, `inflateInit2`).
  private static let gzipWindow: Int32 = 15 + 16

  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var isComplete = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = inflateInit2_(
      stream, GzipDecoder.gzipWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib gave no decoder: code \(code)")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func decode(
    _ input: UnsafeRawBufferPointer, atEnd: Bool, into output: UnsafeMutableRawBufferPointer
  ) throws(DecodingFault) -> (consumed: Int, produced: Int) {
    if input.isEmpty && isComplete { return (0, 0) }
    if isComplete {
      inflateReset(stream)
      isComplete = false
    }
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(input.count)
    stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(output.count)
    let code = inflate(stream, Z_NO_FLUSH)
    switch code {
    case Z_OK: break
    case Z_STREAM_END: isComplete = true
    case Z_BUF_ERROR where atEnd: throw DecodingFault(message: "the gzip data end too early")
    case Z_BUF_ERROR: break
    default: throw DecodingFault(message: "the gzip data are damaged")
    }
    return (
      input.count - Int(stream.pointee.avail_in), output.count - Int(stream.pointee.avail_out)
    )
  }
}
