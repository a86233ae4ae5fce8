import TestSupport
import Testing

/// The section "Self-trade prevention" of docs/order-semantics.md, example by example.
struct SelfTradeBookScriptTests {
  @Test func `off lets an owner's orders trade`() throws {
    try bookScript(
      """
      self-trade off
      as ann sell A1 4 @ 101
      as ann buy B1 6 @ 101  -> filled 4 @ 101 with A1
      """)
  }

  @Test func `newest cancels what is left of the incoming order`() throws {
    try bookScript(
      """
      self-trade newest
      as bob sell A1 2 @ 101
      as ann sell A2 4 @ 101
      as ann buy B1 6 @ 101  -> filled 2 @ 101 with A1, cancelled 4 selfTrade
      show                   -> bids: none | asks: 4 @ 101 (1)
      """)
  }

  @Test func `oldest cancels the resting order, reserve and all, and matching goes on`() throws {
    try bookScript(
      """
      self-trade oldest
      as ann sell A1 9 @ 101 iceberg 2
      as bob sell A2 3 @ 101
      as ann buy B1 4 @ 101  -> A1 cancelled 9 selfTrade, filled 3 @ 101 with A2
      show                   -> bids: 1 @ 101 (1) | asks: none
      """)
  }

  @Test func `both cancels the resting order first, then the incoming one`() throws {
    try bookScript(
      """
      self-trade both
      as ann sell A1 4 @ 101
      as bob sell A2 3 @ 101
      as ann buy B1 6 @ 101  -> A1 cancelled 4 selfTrade, cancelled 6 selfTrade
      show                   -> bids: none | asks: 3 @ 101 (1)
      """)
  }

  @Test func `decrement shrinks both without a trade`() throws {
    try bookScript(
      """
      self-trade decrement
      as ann sell A1 4 @ 101
      as bob sell A2 3 @ 101
      as ann buy B1 6 @ 101  -> decremented 4 @ 101 with A1, filled 2 @ 101 with A2
      as ann sell A3 5 @ 100
      as ann buy B2 2 @ 100  -> decremented 2 @ 100 with A3
      show                   -> bids: none | asks: 3 @ 100 (1), 1 @ 101 (1)
      """)
  }

  @Test func `a decrement that uses up a slice refreshes the iceberg`() throws {
    try bookScript(
      """
      self-trade decrement
      as ann sell I1 5 @ 101 iceberg 2
      as bob sell A1 1 @ 101
      as ann buy B1 4 @ 101 -> decremented 2 with I1, I1 refreshed 2, filled 1 @ 101 with A1, \
      decremented 1 @ 101 with I1
      show                  -> bids: none | asks: 1 @ 101 (1)
      """)
  }

  @Test func `a decrement takes a hidden order's open quantity and prints no last price`() throws {
    try bookScript(
      """
      self-trade decrement
      as ann sell H1 5 @ 101 hidden
      as ann buy B1 7 @ 101  -> decremented 5 @ 101 with H1
      buy S1 1 stop 101      -> accepted
      show                   -> bids: 2 @ 101 (1) | asks: none
      """)
  }

  @Test func `fill-or-kill with oldest counts all but the owner's own`() throws {
    try bookScript(
      """
      self-trade oldest
      as bob sell A1 2 @ 101
      as ann sell A2 9 @ 101
      as bob sell A3 2 @ 101
      as ann buy B1 5 @ 101 fok -> cancelled 5 fillOrKill
      as ann buy B2 4 @ 101 fok -> filled 2 @ 101 with A1, A2 cancelled 9 selfTrade, \
      filled 2 @ 101 with A3
      """)
  }

  @Test(arguments: ["newest", "both", "decrement"])
  func `fill-or-kill counts what it meets before the first own order`(mode: String) throws {
    try bookScript(
      """
      self-trade \(mode)
      as bob sell A1 2 @ 101
      as ann sell A2 9 @ 102
      as bob sell A3 2 @ 102
      as ann buy B1 3 @ 102 fok -> cancelled 3 fillOrKill
      as ann buy B2 2 @ 102 fok -> filled 2 @ 101 with A1
      """)
  }

  @Test(arguments: ["newest", "both", "decrement"])
  func `an iceberg before an own displayed order counts with its slice`(mode: String) throws {
    try bookScript(
      """
      self-trade \(mode)
      as bob sell I1 9 @ 101 iceberg 2
      as ann sell A1 1 @ 101
      as ann buy B1 3 @ 101 fok -> cancelled 3 fillOrKill
      as ann buy B2 2 @ 101 fok -> filled 2 @ 101 with I1, I1 refreshed 2
      """)
  }

  @Test(arguments: ["newest", "both", "decrement"])
  func `an iceberg before an own hidden order counts with its reserve`(mode: String) throws {
    try bookScript(
      """
      self-trade \(mode)
      as bob sell I1 5 @ 101 iceberg 4
      as ann sell A1 1 @ 101 hidden
      as ann buy B1 6 @ 101 fok -> cancelled 6 fillOrKill
      as ann buy B2 5 @ 101 fok -> filled 4 @ 101, I1 refreshed 1, filled 1 @ 101
      """)
  }

  @Test func `a replace that may trade meets self-trade prevention too`() throws {
    try bookScript(
      """
      self-trade newest
      as ann sell A1 4 @ 101
      as ann buy B1 4 @ 100
      as ann replace B1 price 101 -> replaced 4 @ 101, cancelled 4 selfTrade
      show                        -> bids: none | asks: 4 @ 101 (1)
      """)
  }
}
