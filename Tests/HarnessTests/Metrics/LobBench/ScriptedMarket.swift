import SimKernel

@testable import Harness

/// Stretches of LOBSTER data written as text: a message and the book after it on each line.
///
/// `0.5 1 7 100 10000 1 | 10200 300 9900 200` is time, type, order id, size, price and direction,
/// then ask price, ask size, bid price and bid size for each level; `-` is an empty level.
enum ScriptedMarket {
  static func sequence(depth: Int = 1, _ text: String) -> LobBenchSequence {
    var messages: [LobsterMessage] = []
    var rows: [LobsterBookRow] = []
    for line in text.split(separator: "\n") {
      let halves = line.split(separator: "|")
      messages.append(message(halves[0].split(separator: " ").map(String.init)))
      rows.append(row(halves[1].split(separator: " ").map(String.init)))
    }
    return LobBenchSequence(messages: messages, rows: rows, depth: depth)
  }

  private static func message(_ fields: [String]) -> LobsterMessage {
    LobsterMessage(
      time: SimTime(nanoseconds: Int64((Double(fields[0])! * 1e9).rounded())),
      kind: LobsterMessage.Kind(rawValue: Int64(fields[1])!)!, orderID: UInt64(fields[2])!,
      size: Int64(fields[3])!, price: Int64(fields[4])!, side: fields[5] == "1" ? .buy : .sell)
  }

  private static func row(_ fields: [String]) -> LobsterBookRow {
    var row = LobsterBookRow()
    for level in stride(from: 0, to: fields.count, by: 4) {
      if fields[level] != "-" {
        row.asks.append(ReplayLevel(price: Int64(fields[level])!, size: Int64(fields[level + 1])!))
      }
      if fields[level + 2] != "-" {
        row.bids.append(
          ReplayLevel(price: Int64(fields[level + 2])!, size: Int64(fields[level + 3])!))
      }
    }
    return row
  }
}
