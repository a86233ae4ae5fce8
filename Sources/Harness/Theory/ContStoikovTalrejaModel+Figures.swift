import Scenarios

extension ContStoikovTalrejaModel.Solution {
  public var figures: JSONValue {
    [
      "mid_up": Self.json(midUp), "bid_executes": Self.json(bidExecutes),
      "both_execute": Self.json(bothExecute),
    ]
  }

  private static func json(_ table: [[Double]]) -> JSONValue {
    .array(table.map { .array($0.map { .number($0) }) })
  }

  static let midUpTitle = "the mid's next move is up"
  static let bidExecutesTitle = "our bid, last of its queue, executes before the mid moves"
  static let bothExecuteTitle = "our bid and our ask, both last, execute before the mid moves"

  public var text: String {
    [
      Self.grid(Self.midUpTitle, midUp), Self.grid(Self.bidExecutesTitle, bidExecutes),
      Self.grid(Self.bothExecuteTitle, bothExecute),
    ].joined(separator: "\n")
  }

  private static func grid(_ title: String, _ table: [[Double]]) -> String {
    TheoryText.grid(
      title, rows: table.indices.map { "bid \($0 + 1)" },
      columns: table.indices.map { "ask \($0 + 1)" }, table)
  }
}
