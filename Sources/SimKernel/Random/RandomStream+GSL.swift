import CGSL

extension RandomStream {
  /// Hands the stream to GSL as a generator that lives on the stack for the length of a call.
  ///
  /// The generator's words are the stream's: `gsl_rng_get` takes one word, `gsl_rng_uniform` the 53
  /// bits of `uniform()`. Afterwards the stream stands where GSL left it. GSL's floating-point
  /// variates differ between instruction sets: they may serve analysis and tests, and never reach
  /// an event. The pointer is valid during the call only, and the stream is not reseeded.
  public mutating func withGSLGenerator<Result>(
    _ body: (UnsafeMutablePointer<gsl_rng>) throws -> Result
  ) rethrows -> Result {
    let name = StaticString("philox4x32-10 stream")
    var type = gsl_rng_type(
      name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
      max: UInt(UInt32.max), min: 0, size: MemoryLayout<RandomStream>.size,
      set: { _, _ in preconditionFailure("a random stream cannot be seeded by GSL") },
      get: { UInt($0!.assumingMemoryBound(to: RandomStream.self).pointee.nextUInt32()) },
      get_double: { $0!.assumingMemoryBound(to: RandomStream.self).pointee.uniform() })
    return try withUnsafeMutablePointer(to: &self) { stream in
      try withUnsafePointer(to: &type) { type in
        var generator = gsl_rng(type: type, state: stream)
        return try withUnsafeMutablePointer(to: &generator) { try body($0) }
      }
    }
  }
}
