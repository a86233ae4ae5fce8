/// How the benchmarks print a figure: one decimal, which is more than it deserves.
enum BenchFormat {
  static func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
