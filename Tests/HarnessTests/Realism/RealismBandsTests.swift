import Testing

@testable import Harness

/// The committed bands are those of the recorded files, and bands are what they are said to be.
struct RealismBandsTests {
  typealias Data = RealData

  private func check(_ market: RealismBands.Market, _ tape: MarketTape) {
    let measured = FactBands(tape, market.plan)
    for fact in ComparedFact.allCases {
      guard let expected = market.bands[fact], let found = measured[fact] else {
        Issue.record("no band of \(fact.rawValue)")
        continue
      }
      for (there, here) in [(expected.low, found.low), (expected.high, found.high)] {
        let isClose = abs(there - here) <= 1e-6 * max(1, abs(there))
        #expect(isClose, "\(fact.rawValue): committed \(there), measured \(here)")
      }
    }
  }

  @Test(.enabled(if: Data.isAvailable(Data.amazonMessages, Data.amazonBook), "no LOBSTER files"))
  func `the bands of Amazon's day are those of its second windows of three`() throws {
    let tape = try MarketTape.lobster(
      messages: Data.path(Data.amazonMessages), book: Data.path(Data.amazonBook))
    #expect(WindowPlan(tape, seconds: 600) == RealismBands.amazon.plan)
    check(RealismBands.amazon, tape)
  }

  @Test(.enabled(if: Data.isAvailable(Data.appleHour), "no LOBSTER files"))
  func `the bands of Apple's hour are those of its second windows of three`() throws {
    let tape = try MarketTape.lobster(messages: Data.path(Data.appleHour))
    #expect(WindowPlan(tape, seconds: 150) == RealismBands.apple.plan)
    check(RealismBands.apple, tape)
  }

  @Test(arguments: [RealismBands.amazon, RealismBands.apple].indices)
  func `every statistic has a band, and a band has two ends`(index: Int) {
    let market = [RealismBands.amazon, RealismBands.apple][index]
    for fact in ComparedFact.allCases {
      guard let band = market.bands[fact] else {
        Issue.record("no band of \(fact.rawValue)")
        continue
      }
      #expect(band.low < band.high)
    }
  }

  @Test func `windows of the three parts take turns and share no moment`() {
    let plan = WindowPlan(startSecond: 34_200, seconds: 600, count: 7)
    #expect(plan.windows(.calibration).count == 3)
    #expect(plan.windows(.bands).count == 2)
    let all = WindowPlan.Part.allCases.flatMap(plan.windows)
      .sorted { $0.lowerBound < $1.lowerBound }
    #expect(all.count == 7)
    #expect(all.first?.lowerBound == 34_200_000_000_000)
    for (window, next) in zip(all, all.dropFirst()) {
      #expect(window.upperBound == next.lowerBound)
    }
  }

  @Test func `a rotation fits to what made the bands, and three of them are none`() {
    func windows(_ rotation: Int, _ part: WindowPlan.Part) -> [Range<Int64>] {
      WindowPlan(startSecond: 34_200, seconds: 600, count: 8, rotation: rotation).windows(part)
    }
    let parts = WindowPlan.Part.allCases
    for rotation in 1...2 {
      for (place, part) in parts.enumerated() {
        #expect(windows(rotation, part) == windows(0, parts[(place + rotation) % 3]))
      }
    }
    #expect(windows(1, .evaluation) == windows(0, .calibration))
  }

  /// Quantiles of the tables of Student's distribution.
  @Test(arguments: [(1, 12.7062047364), (3, 3.1824463053), (12, 2.1788128297), (99, 1.9842169516)])
  func `quantiles of Student's distribution are those of the tables`(
    degrees: Int, expected: Double
  ) {
    let found = StudentQuantile.upper(0.025, degrees: degrees)
    #expect(abs(found - expected) < 1e-8 * expected, "found \(found)")
  }

  @Test func `a band is Student's interval of the mean of windows to come`() throws {
    let band = try #require(FactBand([1, 2, 3, 4], judged: 4))
    let reach = 3.1824463052842638 * (5.0 / 3).squareRoot() * 0.5.squareRoot()
    #expect(abs(band.low - (2.5 - reach)) < 1e-8)
    #expect(abs(band.high - (2.5 + reach)) < 1e-8)
    #expect(band.contains(2.5))
    #expect(!band.contains(band.high + 0.01))
    #expect(FactBand([1], judged: 4) == nil)
  }
}
