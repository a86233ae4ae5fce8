import Testing

@testable import DeterminismControls

struct CoveringArrayTests {
  /// The axes of .ci/determinism on a processor with and without the widest vectors, and others.
  private static let shapes = [
    [2, 4, 2, 2, 2, 2, 2, 3], [2, 3, 2, 2, 2, 2, 2, 3], [2, 1, 2, 2, 2, 2, 2, 3],
    [2, 2], [3, 3, 3, 3], [5, 4, 3, 2, 1],
  ]

  @Test(arguments: shapes)
  func `every two values of different axes stand together in a row`(_ sizes: [Int]) {
    var missing = CoveringArray.allPairs(sizes)
    for row in CoveringArray(sizes: sizes).rows { missing.subtract(CoveringArray.pairs(of: row)) }
    #expect(missing.isEmpty, "axes \(sizes): \(missing.sorted().prefix(3)) never meet")
  }

  @Test(arguments: shapes)
  func `every value of a row is one of its axis`(_ sizes: [Int]) {
    for row in CoveringArray(sizes: sizes).rows {
      #expect(row.count == sizes.count, "axes \(sizes): \(row)")
      #expect(zip(row, sizes).allSatisfy { $0 >= 0 && $0 < $1 }, "axes \(sizes): \(row)")
    }
  }

  @Test func `the matrix has at most 24 rows`() {
    for sizes in Self.shapes.prefix(3) {
      #expect(CoveringArray(sizes: sizes).rows.count <= 24, "axes \(sizes)")
    }
  }

  @Test func `the same axes give the same rows`() {
    let sizes = Self.shapes[0]
    #expect(CoveringArray(sizes: sizes).rows == CoveringArray(sizes: sizes).rows)
  }

  @Test func `all pairs are counted`() {
    #expect(CoveringArray.allPairs([2, 3]).count == 6)
    #expect(CoveringArray.allPairs([2, 3, 4]).count == 6 + 8 + 12)
  }
}
