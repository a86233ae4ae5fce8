import SimKernel
import TestSupport
import Testing

/// The section "Matching" of docs/order-semantics.md, example by example.
struct MatchingBookScriptTests {
  @Test func `an immediate-or-cancel order never rests`() throws {
    try bookScript(
      """
      sell A1  4 @ 101            -> accepted
      buy  B1 10 @ 101 ioc        -> filled 4 @ 101, cancelled 6 immediateOrCancel
      show                        -> bids: none | asks: none
      """)
  }

  @Test func `a trade prints at the resting price and the remainder rests`() throws {
    try bookScript(
      """
      sell A1 4 @ 101
      sell A2 5 @ 103
      buy B1 10 @ 102             -> accepted, filled 4 @ 101 with A1
      show                        -> bids: 6 @ 102 (1) | asks: 5 @ 103 (1)
      """)
  }

  @Test func `better prices trade first, then earlier orders`() throws {
    try bookScript(
      """
      sell A1 1 @ 102
      sell A2 1 @ 101
      sell A3 1 @ 101
      buy B1 3 @ 102   -> filled 1 @ 101 with A2, filled 1 @ 101 with A3, filled 1 @ 102 with A1
      """)
  }

  @Test func `displayed orders come before hidden ones at a price`() throws {
    try bookScript(
      """
      sell H1 2 @ 101 hidden
      sell A1 2 @ 101
      show                   -> bids: none | asks: 2 @ 101 (1)
      buy B1 3 @ 101         -> filled 2 @ 101 with A1, filled 1 @ 101 with H1
      show                   -> bids: none | asks: none
      sell C1 2 @ 100 hidden -> accepted
      buy B2 9 @ 101 ioc     -> filled 2 @ 100 with C1, filled 1 @ 101 with H1, cancelled 6
      """)
  }

  @Test func `a hidden order at a better price trades before a displayed one`() throws {
    try bookScript(
      """
      buy A1 2 @ 99
      buy H1 2 @ 100 hidden
      sell B1 3 @ 99   -> filled 2 @ 100 with H1, filled 1 @ 99 with A1
      """)
  }

  @Test func `an iceberg shows a slice and queues anew with the next`() throws {
    try bookScript(
      """
      sell I1 7 @ 101 iceberg 3
      sell A1 2 @ 101
      show            -> bids: none | asks: 5 @ 101 (2)
      buy B1 4 @ 101  -> filled 3 @ 101 with I1, I1 refreshed 3, filled 1 @ 101 with A1
      show            -> bids: none | asks: 4 @ 101 (2)
      buy B2 6 @ 101 ioc -> filled 1 @ 101 with A1, filled 3 @ 101 with I1, I1 refreshed 1, \
      filled 1 @ 101 with I1, cancelled 1
      """)
  }

  @Test func `an incoming iceberg trades its whole quantity and rests with a slice`() throws {
    try bookScript(
      """
      sell A1 5 @ 100
      buy I1 9 @ 100 iceberg 3 -> filled 5 @ 100
      show                     -> bids: 3 @ 100 (1) | asks: none
      sell A2 9 @ 100 ioc -> filled 3 @ 100, I1 refreshed 1, filled 1 @ 100, cancelled 5
      """)
  }

  @Test func `market orders never rest`() throws {
    try bookScript(
      """
      buy B1 5 market      -> cancelled 5 noLiquidity
      buy B2 5 @ market day -> cancelled 5 noLiquidity
      buy B3 5 market ioc  -> cancelled 5 immediateOrCancel
      sell A1 2 @ 101
      sell A2 2 @ 200
      buy B4 5             -> filled 2 @ 101, filled 2 @ 200, cancelled 1 noLiquidity
      show                 -> bids: none | asks: none
      """)
  }

  @Test func `a market order stops at its protection price`() throws {
    try bookScript(
      """
      sell A1 2 @ 101
      sell A2 2 @ 105
      buy B1 5 market protect 104     -> filled 2 @ 101, cancelled 3 protectionPrice
      buy B2 1 market ioc protect 104 -> cancelled 1 protectionPrice
      buy B3 3 market protect 105     -> filled 2 @ 105, cancelled 1 noLiquidity
      buy B4 3 market ioc protect 105 -> cancelled 3 immediateOrCancel
      sell S1 1 @ 100 hidden
      buy B5 1 market protect 99      -> cancelled 1 protectionPrice
      """)
  }

  @Test func `fill-or-kill trades everything or nothing`() throws {
    try bookScript(
      """
      sell A1 4 @ 101
      sell H1 3 @ 102 hidden
      sell I1 9 @ 102 iceberg 2
      buy B1 17 @ 102 fok -> accepted, cancelled 17 fillOrKill
      buy B2 5 @ 101 fok  -> cancelled 5 fillOrKill
      buy B3 9 @ 102 fok  -> filled 4 @ 101, filled 2 @ 102, I1 refreshed 2, filled 2 @ 102, \
      I1 refreshed 2, filled 1 @ 102
      buy B4 8 market fok -> cancelled 8 fillOrKill
      buy B5 7 market fok -> filled 1 @ 102, I1 refreshed 2, filled 2 @ 102, I1 refreshed 1, \
      filled 1 @ 102, filled 3 @ 102 with H1
      """)
  }

  @Test func `prices may be negative and zero`() throws {
    try bookScript(
      """
      buy B1 2 @ -3763
      buy B2 2 @ 0
      show              -> bids: 2 @ 0 (1), 2 @ -3763 (1) | asks: none
      sell A1 4 @ -4000 -> filled 2 @ 0, filled 2 @ -3763
      """)
  }

  @Test func `prices and quantities reach to the last tick and lot`() throws {
    try bookScript(
      """
      buy  B1 1 @ -2147483647      -> accepted
      sell A1 1 @ 2147483647       -> accepted
      buy  B2 2147483647 @ 100     -> accepted
      sell A2 2147483647 market    -> filled 2147483647 @ 100
      sell A3 1 market             -> filled 1 @ -2147483647
      """)
  }
}
