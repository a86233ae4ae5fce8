import SimKernel

/// An order too large to be sent at once: a side, and how many children are left of it.
///
/// Sizes follow P(N >= n) = n^-tail for n = 1, 2, ... (Lillo, Mike and Farmer 2005, "Theory for
/// long memory in supply and demand"). Where such orders follow one another and one of their
/// children is sent at a time, the signs of the children have the autocorrelation sum of n^-tail
/// over n > lag, divided by that over n >= 1: it falls as lag^-(tail - 1). Several traders side by
/// side, one of whom comes at random, thin it out and keep the exponent.
struct Metaorder: Hashable, Sendable {
  let side: Side
  private(set) var left: Int64

  /// Draws a new one: two double words.
  ///
  /// - Precondition: tail > 0, largest >= 1, 0 <= buyChance <= 1.
  init(tail: Double, largest: Int64, buyChance: Double, from draw: inout RandomStream) {
    side = draw.bernoulli(buyChance) ? .buy : .sell
    let size = draw.pareto(shape: tail, scale: 1).rounded(.down)
    // What is beyond every integer, also an infinite size, is the largest one.
    left = size < Double(largest) ? Int64(size) : largest
  }

  var isDone: Bool { left == 0 }

  /// Takes one child off.
  mutating func sendChild() { left -= 1 }
}
