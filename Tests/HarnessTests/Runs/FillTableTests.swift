import Foundation
import Scenarios
import SimKernel
import Testing

@testable import Harness

/// The table of fills against the accounts that the kernel keeps.
struct FillTableTests {
  private let result: RunResult
  private let rows: [[String]]

  init() throws {
    let sample = try SampleRun()
    let out = try sample.out("run")
    result = try out.run(
      sample.setup(["record.fills=true", "record.trades=false"]), Runner.Options())
    #expect(!exists(out.path + "/trades.csv"))
    let text = try String(decoding: bytes(out.path + "/fills.csv"), as: UTF8.self)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      lines[0] == [
        "time", "venue", "instrument", "agent", "order", "side", "price", "quantity", "fee",
        "role", "ahead_at_entry", "traded_ahead",
      ])
    rows = Array(lines.dropFirst())
  }

  @Test func `each party of a trade has a row, the resting one first`() {
    #expect(rows.count == 2 * Int(result.trades))
    #expect(rows.allSatisfy { $0.count == 12 })
    for place in stride(from: 0, to: rows.count, by: 2) {
      let (resting, aggressor) = (rows[place], rows[place + 1])
      #expect(resting[9] == "resting" && aggressor[9] == "aggressor")
      #expect(resting[5] != aggressor[5])
      #expect(resting[10] != "" && resting[11] != "")
      #expect(aggressor[10] == "" && aggressor[11] == "")
    }
  }

  @Test func `rows of an agent are its fills and its positions`() throws {
    for agent in result.agents {
      let own = rows.filter { $0[3] == agent.name }
      #expect(own.count == Int(agent.fills), "\(agent.name)")
      for position in agent.positions {
        let lots = try own.filter { $0[2] == position.symbol }.reduce(Int64(0)) {
          $0 + (try #require(Int64($1[7]))) * ($1[5] == "buy" ? 1 : -1)
        }
        #expect(lots == position.lots, "\(agent.name) \(position.symbol)")
      }
    }
  }

  @Test func `fees add up to what the venue took`() throws {
    let fees = try rows.reduce(CurrencyAmount.zero as CurrencyAmount?) {
      CurrencyAmount.sum($0, try amount($1[8]))
    }
    let taken = try #require(result.fees[0].taken[0].amount)
    #expect(try #require(fees).text(leastDecimals: 2) == taken.text(leastDecimals: 2))
    #expect(rows.contains { $0[8].hasPrefix("-") })
  }

  /// A decimal number as it is written.
  private func amount(_ text: String) throws -> CurrencyAmount {
    let parts = text.split(separator: ".")
    let decimals = parts.count > 1 ? parts[1].count : 0
    return CurrencyAmount(
      digits: try #require(Int128(parts.joined())), decimals: decimals)
  }
}
