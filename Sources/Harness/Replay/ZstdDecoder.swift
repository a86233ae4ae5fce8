import CZstd

/// Decodes zstd files, of one or several frames.
final class ZstdDecoder: StreamDecoder {
  private let stream: OpaquePointer
  private(set) var isComplete = false

  init() {
    guard let created = ZSTD_createDStream() else {
      preconditionFailure("libzstd gave no decoder")
    }
    stream = created
  }

  deinit { ZSTD_freeDStream(stream) }

  func decode(
    _ input: UnsafeRawBufferPointer, atEnd: Bool, into output: UnsafeMutableRawBufferPointer
  ) throws(DecodingFault) -> (consumed: Int, produced: Int) {
    if input.isEmpty && isComplete { return (0, 0) }
    var from = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var to = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let left = ZSTD_decompressStream(stream, &to, &from)
    if ZSTD_isError(left) != 0 {
      let reason = String(cString: ZSTD_getErrorName(left))
      throw DecodingFault(message: "the zstd data cannot be read: \(reason)")
    }
    isComplete = left == 0
    if atEnd && !isComplete && from.pos == input.count && to.pos == 0 {
      throw DecodingFault(message: "the zstd data end too early")
    }
    return (from.pos, to.pos)
  }
}
