import CGSL
import SimKernel
import Testing

struct GSLGeneratorTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `GSL draws the words that the stream draws`(seed: UInt64) {
    var ours = SamplerTests.stream("words", seed: seed)
    var theirs = ours
    let expected = (0..<1_000).map { _ in UInt(ours.nextUInt32()) }
    let drawn = theirs.withGSLGenerator { generator in
      (0..<1_000).map { _ in gsl_rng_get(generator) }
    }
    #expect(drawn == expected, "seed \(seed)")
    #expect(theirs == ours, "seed \(seed)")
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `GSL draws the fractions that the stream draws`(seed: UInt64) {
    var ours = SamplerTests.stream("fractions", seed: seed)
    // From an odd word on, so that double words straddle blocks.
    _ = ours.nextUInt32()
    var theirs = ours
    let expected = (0..<1_000).map { _ in ours.uniform() }
    let drawn = theirs.withGSLGenerator { generator in
      (0..<1_000).map { _ in gsl_rng_uniform(generator) }
    }
    #expect(drawn == expected, "seed \(seed)")
    #expect(theirs == ours, "seed \(seed)")
  }

  @Test func `GSL's clone of the generator goes on with the same words`() {
    var stream = SamplerTests.stream("clone", seed: 1)
    _ = stream.nextUInt32()
    stream.withGSLGenerator { generator in
      let clone = gsl_rng_clone(generator)!
      let expected = (0..<100).map { _ in gsl_rng_get(clone) }
      gsl_rng_free(clone)
      #expect((0..<100).map { _ in gsl_rng_get(generator) } == expected)
    }
  }

  @Test func `GSL sees words of 32 bits`() {
    var stream = SamplerTests.stream("range", seed: 1)
    stream.withGSLGenerator { generator in
      #expect(gsl_rng_min(generator) == 0)
      #expect(gsl_rng_max(generator) == UInt(UInt32.max))
    }
  }
}
