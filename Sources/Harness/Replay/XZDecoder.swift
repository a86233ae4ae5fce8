import CLZMA

/// Decodes xz files, of one or several streams.
final class XZDecoder: StreamDecoder {
  /// `LZMA_CONCATENATED` of lzma/container.h, a macro that is not imported.
  private static let concatenated: UInt32 = 0x08
  /// A dictionary may be this large, bytes; `xz -9` needs 64 MiB.
  private static let memoryLimit: UInt64 = 1 << 30

  private let stream: UnsafeMutablePointer<lzma_stream>
  private(set) var isComplete = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: lzma_stream())
    let code = lzma_stream_decoder(stream, XZDecoder.memoryLimit, XZDecoder.concatenated)
    precondition(code == LZMA_OK, "liblzma gave no decoder: code \(code.rawValue)")
  }

  deinit {
    lzma_end(stream)
    stream.deallocate()
  }

  func decode(
    _ input: UnsafeRawBufferPointer, atEnd: Bool, into output: UnsafeMutableRawBufferPointer
  ) throws(DecodingFault) -> (consumed: Int, produced: Int) {
    stream.pointee.next_in = input.assumingMemoryBound(to: UInt8.self).baseAddress
    stream.pointee.avail_in = input.count
    stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
    stream.pointee.avail_out = output.count
    let code = lzma_code(stream, atEnd ? LZMA_FINISH : LZMA_RUN)
    switch code {
    case LZMA_OK: break
    case LZMA_STREAM_END: isComplete = true
    case LZMA_BUF_ERROR: throw DecodingFault(message: "the xz data end too early")
    case LZMA_MEMLIMIT_ERROR:
      throw DecodingFault(message: "this xz file needs more than 1 GiB of memory to unpack")
    case LZMA_DATA_ERROR: throw DecodingFault(message: "the xz data are damaged")
    case LZMA_FORMAT_ERROR:
      throw DecodingFault(message: "bytes that are not xz data follow the xz data")
    default: throw DecodingFault(message: "the xz data cannot be read: code \(code.rawValue)")
    }
    return (input.count - stream.pointee.avail_in, output.count - stream.pointee.avail_out)
  }
}
