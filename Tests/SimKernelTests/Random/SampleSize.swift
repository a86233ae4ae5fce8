/// Work of statistical tests: full in release, a hundredth in debug.
enum SampleSize {
  static func scaled(_ full: Int) -> Int {
    #if DEBUG
      max(1, full / 100)
    #else
      full
    #endif
  }
}
