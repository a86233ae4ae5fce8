import SimKernel
import Testing

@testable import Harness

struct LobsterUnitsTests {
  private func instrument(
    _ digits: Int64, _ decimals: Int, lot: Int64 = 1
  ) -> JournalHeader.Instrument {
    JournalHeader.Instrument(
      symbol: "ABM", tickDigits: digits, tickDecimals: decimals, lotUnits: lot)
  }

  @Test(
    arguments: [
      (1, 2, 100), (5, 3, 50), (25, 2, 2_500), (1, 0, 10_000), (1, 4, 1), (3_000, 6, 30),
      (999_999, 0, 9_999_990_000),
    ] as [(Int64, Int, Int64)])
  func `a tick is so many steps of a hundredth of a cent`(
    digits: Int64, decimals: Int, steps: Int64
  ) throws {
    let units = try LobsterUnits(instrument(digits, decimals))
    #expect(units.stepsPerTick == steps)
    #expect(try units.price(Price(ticks: -1)) == -steps)
  }

  @Test(arguments: [(1, 5), (15, 5), (1, 18), (1_000_000, 0), (Int64.max, 2)] as [(Int64, Int)])
  func `a tick that LOBSTER's prices cannot hold is refused`(digits: Int64, decimals: Int) {
    #expect(throws: ExportMistake.self) { try LobsterUnits(instrument(digits, decimals)) }
  }

  @Test func `a price that looks like an empty level is refused`() throws {
    let units = try LobsterUnits(instrument(1, 4))
    #expect(try units.price(Price(ticks: 9_999_999_998)) == 9_999_999_998)
    for ticks in [9_999_999_999, -9_999_999_999, Int64.max] {
      let error = #expect(throws: ExportMistake.self) { try units.price(Price(ticks: ticks)) }
      #expect(
        "\(try #require(error))"
          == "a price of ABM is \(ticks) ticks; LOBSTER files hold prices below 999999.9999")
    }
  }

  @Test func `sizes are units of the instrument`() throws {
    let units = try LobsterUnits(instrument(1, 2, lot: 100))
    #expect(try units.size(Quantity(lots: 7)) == 700)
    #expect(throws: ExportMistake.self) { try units.size(Quantity(lots: .max / 99)) }
  }
}
