import TestSupport
import Testing

/// The section "Stops" of docs/order-semantics.md, example by example.
struct StopBookScriptTests {
  @Test func `a buy stop triggers at its price and above, a sell stop at its price and below`()
    throws
  {
    try bookScript(
      """
      sell A1 1 @ 104
      sell A2 1 @ 105
      sell A3 9 @ 110
      buy S1 2 stop 105  -> accepted
      sell S2 2 stop 103 -> accepted
      buy B1 1 @ 104     -> filled 1 @ 104
      buy B2 1 @ 105     -> filled 1 @ 105, S1 triggered, S1 filled 2 @ 110
      buy C1 1 @ 103
      buy C2 9 @ 90
      sell B3 1 @ 103    -> filled 1 @ 103, S2 triggered, S2 filled 2 @ 90
      """)
  }

  @Test func `a stop waits as long as nothing traded, and triggers at once where it is through`()
    throws
  {
    try bookScript(
      """
      sell A1 1 @ 101
      sell A2 5 @ 102
      buy S1 1 stop 50   -> accepted
      buy B1 1 market    -> filled 1 @ 101, S1 triggered, S1 filled 1 @ 102
      buy S2 1 stop 102  -> accepted, triggered, filled 1 @ 102
      buy S3 1 stop 103  -> accepted
      sell S4 1 @ 102 stop 102 -> accepted, triggered
      """)
  }

  @Test func `a triggered stop-limit order enters with its limit and may rest`() throws {
    try bookScript(
      """
      sell A1 1 @ 101
      sell A2 2 @ 102
      sell A3 9 @ 103
      buy S1 5 @ 102 stop 101 -> accepted
      buy B1 1 @ 101 -> filled 1 @ 101, S1 triggered, S1 filled 2 @ 102 with A2
      show           -> bids: 3 @ 102 (1) | asks: 9 @ 103 (1)
      """)
  }

  @Test func `time in force of a stop applies once it is triggered`() throws {
    try bookScript(
      """
      sell A1 1 @ 101
      sell A2 2 @ 102
      buy S1 5 @ 102 stop 101 ioc -> accepted
      buy S2 5 @ 102 stop 101 fok -> accepted
      buy B1 1 @ 101 -> filled 1 @ 101, S1 triggered, S1 filled 2 @ 102, \
      S1 cancelled 3 immediateOrCancel, S2 triggered, S2 cancelled 5 fillOrKill
      """)
  }

  @Test func `a post-only stop-limit order that would trade is cancelled when triggered`() throws {
    try bookScript(
      """
      sell A1 1 @ 101
      sell A2 2 @ 102
      buy S1 5 @ 102 stop 101 post -> accepted
      buy S2 5 @ 101 stop 101 post -> accepted
      buy B1 1 @ 101 -> filled 1 @ 101, S1 triggered, \
      S1 cancelled 5 postOnlyWouldTrade, S2 triggered
      show           -> bids: 5 @ 101 (1) | asks: 2 @ 102 (1)
      """)
  }

  @Test func `stops wait for the end of the message, then go in order of arrival`() throws {
    try bookScript(
      """
      sell A1 1 @ 101
      sell A2 1 @ 102
      sell A3 9 @ 103
      buy S1 1 stop 102
      buy S2 1 stop 101
      buy B1 2 @ 102 -> filled 1 @ 101, filled 1 @ 102, S1 triggered, S1 filled 1 @ 103, \
      S2 triggered, S2 filled 1 @ 103
      """)
  }

  @Test func `a cascade joins the end of the line`() throws {
    try bookScript(
      """
      buy A1 1 @ 100
      buy A2 1 @ 99
      buy A3 1 @ 98
      buy A4 5 @ 97
      sell S3 1 stop 99
      sell S1 1 stop 100
      sell S2 1 stop 100
      sell S4 1 stop 98
      sell B1 1 @ 100 -> filled 1 @ 100, S1 triggered, S1 filled 1 @ 99, S2 triggered, \
      S2 filled 1 @ 98, S3 triggered, S3 filled 1 @ 97, S4 triggered, S4 filled 1 @ 97
      show            -> bids: 3 @ 97 (1) | asks: none
      """)
  }

  @Test func `a triggered stop honours its protection price`() throws {
    try bookScript(
      """
      sell A1 1 @ 101
      sell A2 1 @ 102
      sell A3 9 @ 120
      buy S1 3 stop 101 protect 105
      buy B1 1 @ 101 -> filled 1 @ 101, S1 triggered, S1 filled 1 @ 102, \
      S1 cancelled 2 protectionPrice
      """)
  }

  @Test func `a waiting stop can be cancelled, replaced, mass cancelled and can expire`() throws {
    try bookScript(
      """
      as ann buy S1 3 stop 101
      as ann buy S2 3 @ 105 stop 101
      as ann sell S3 3 stop 90
      buy S4 3 stop 101 until 10:00:00
      cancel S1                        -> cancelled 3 requested
      replace S2 qty 7 price 106       -> replaced 7 @ 106
      replace S3 price 89              -> rejected invalidPrice
      replace S3 qty 2                 -> replaced 2
      as ann cancel all sell           -> S3 cancelled 2 massCancel
      at 10:00:00                      -> S4 expired 3
      as ann cancel all                -> S2 cancelled 7 massCancel
      """)
  }

  @Test func `a smaller quantity keeps a waiting stop's arrival, any other replace loses it`()
    throws
  {
    try bookScript(
      """
      buy S1 5 stop 101
      buy S2 5 stop 101
      buy S3 5 stop 101
      replace S1 qty 4 -> replaced 4
      replace S2 qty 6 -> replaced 6
      sell A1 1 @ 101
      buy B1 1 @ 101   -> filled 1 @ 101, S1 triggered, S1 cancelled 4 noLiquidity, S3 triggered, \
      S3 cancelled 5, S2 triggered, S2 cancelled 6
      """)
  }
}
