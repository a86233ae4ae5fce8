/// One compression format, decoded piece by piece.
///
/// A class, because the C libraries keep pointers into their own state.
protocol StreamDecoder: AnyObject {
  /// Decodes as much of `input` as `output` takes.
  ///
  /// - Parameter atEnd: Whether the file holds nothing after `input`.
  /// - Returns: Bytes taken from `input` and bytes put into `output`.
  /// - Throws: A `DecodingFault` where the bytes are not what the format allows.
  func decode(
    _ input: UnsafeRawBufferPointer, atEnd: Bool, into output: UnsafeMutableRawBufferPointer
  ) throws(DecodingFault) -> (consumed: Int, produced: Int)

  /// Whether the bytes so far end where a file of this format may end.
  var isComplete: Bool { get }
}

/// What a decoder found wrong, to be completed with the file's name.
struct DecodingFault: Error {
  var message: String
}
