import TestSupport
import Testing

/// The sections "Cancel, replace, mass cancel" and "Expiry" of docs/order-semantics.md.
struct ChangeBookScriptTests {
  @Test func `a cancel takes back the open quantity`() throws {
    try bookScript(
      """
      sell A1 5 @ 101
      buy B1 2 @ 101  -> filled 2 @ 101
      cancel A1       -> cancelled 3 requested
      show            -> bids: none | asks: none
      """)
  }

  @Test func `a smaller quantity at the same price keeps its place`() throws {
    try bookScript(
      """
      sell A1 5 @ 101
      sell A2 5 @ 101
      replace A1 qty 4           -> replaced 4 @ 101
      replace A1 qty 3 price 101 -> replaced 3 @ 101
      buy B1 1 @ 101             -> filled 1 @ 101 with A1
      """)
  }

  @Test(arguments: ["qty 6", "qty 5", "price 101", "price 101 qty 5", ""])
  func `anything else goes to the back`(change: String) throws {
    try bookScript(
      """
      sell A1 5 @ 101
      sell A2 5 @ 101
      replace A1 \(change)
      buy B1 1 @ 101   -> filled 1 @ 101 with A2
      """)
  }

  @Test func `a new price may trade and the remainder rests`() throws {
    try bookScript(
      """
      sell A1 2 @ 102
      buy B1 5 @ 100
      replace B1 price 102 -> replaced 5 @ 102, filled 2 @ 102 with A1
      show                 -> bids: 3 @ 102 (1) | asks: none
      """)
  }

  @Test func `a replace in which trades reach stops sets them off`() throws {
    try bookScript(
      """
      sell A1 2 @ 102
      sell A2 2 @ 103
      buy S1 1 stop 102
      buy B1 2 @ 100
      replace B1 price 102 -> replaced 2 @ 102, filled 2 @ 102, S1 triggered, S1 filled 1 @ 103
      """)
  }

  @Test func `an iceberg gives up reserve first, then its slice`() throws {
    try bookScript(
      """
      sell I1 9 @ 101 iceberg 4
      sell A1 1 @ 101
      replace I1 qty 5  -> replaced 5 @ 101
      show              -> bids: none | asks: 5 @ 101 (2)
      replace I1 qty 3  -> replaced 3 @ 101
      show              -> bids: none | asks: 4 @ 101 (2)
      buy B1 1 @ 101    -> filled 1 @ 101 with I1
      """)
  }

  @Test func `a display quantity above the new quantity shows it all`() throws {
    try bookScript(
      """
      sell I1 9 @ 101 iceberg 4
      replace I1 qty 3 price 102 -> replaced 3 @ 102
      show                       -> bids: none | asks: 3 @ 102 (1)
      replace I1 qty 9           -> replaced 9 @ 102
      show                       -> bids: none | asks: 4 @ 102 (1)
      """)
  }

  @Test func `a rejected replace leaves the order as it was`() throws {
    try bookScript(
      """
      sell A1 5 @ 101
      sell A2 5 @ 101
      replace A1 qty 0             -> rejected invalidQuantity
      replace A1 qty 2147483648    -> rejected invalidQuantity
      replace A1 price 2147483648  -> rejected invalidPrice
      replace A1 qty 0 price 2147483648 -> rejected invalidQuantity
      buy B1 1 @ 101               -> filled 1 @ 101 with A1
      """)
  }

  @Test func `a post-only order may not be moved to where it would trade`() throws {
    try bookScript(
      """
      sell A1 5 @ 105 hidden
      buy B1 5 @ 100 post
      replace B1 price 105  -> rejected postOnlyWouldTrade
      replace B1 price 104  -> replaced 5 @ 104
      replace B1 qty 4      -> replaced 4 @ 104
      buy S1 5 @ 100 stop 110 post
      replace S1 price 106  -> replaced 5 @ 106
      """)
  }

  @Test func `a hidden order stays hidden and a replace keeps the time in force`() throws {
    try bookScript(
      """
      sell H1 5 @ 101 hidden until 10:00:00
      replace H1 price 102 -> replaced 5 @ 102
      show                 -> bids: none | asks: none
      at 10:00:00          -> H1 expired 5
      """)
  }

  @Test func `a mass cancel goes through one owner's orders in order of arrival`() throws {
    try bookScript(
      """
      as ann sell A1 5 @ 101
      as ann buy A2 9 @ 95 iceberg 2
      as ann buy A3 5 @ 99
      as ann buy A4 5 stop 120
      as bob buy B1 5 @ 98
      replace A1 qty 4
      replace A3 qty 6
      sell C1 6 @ 99        -> filled 6 @ 99 with A3
      as ann buy A3 5 @ 97
      as ann cancel all buy -> A2 cancelled 9 massCancel, A4 cancelled 5 massCancel, \
      A3 cancelled 5 massCancel
      as ann cancel all     -> A1 cancelled 4 massCancel
      as ann cancel all     -> nothing
      cancel all            -> B1 cancelled 5 massCancel
      """)
  }

  @Test func `a refresh is a new arrival for a mass cancel`() throws {
    try bookScript(
      """
      as ann sell I1 5 @ 101 iceberg 2
      as ann sell A1 5 @ 102
      buy B1 2 @ 101    -> filled 2 @ 101, I1 refreshed 2
      as ann cancel all -> A1 cancelled 5, I1 cancelled 3
      """)
  }

  @Test func `a good-till-time order ends at its time, before the message of that moment`() throws {
    try bookScript(
      """
      sell A1 5 @ 101 until 10:00:00
      sell A2 5 @ 101 until 00:00:10
      at 00:00:09.999999999          -> nothing
      advance 1 ns                   -> A2 expired 5
      at 10:00:00 buy B1 5 @ 101     -> A1 expired 5, accepted
      """)
  }

  @Test func `day orders end with the session, the others stay`() throws {
    try bookScript(
      """
      sell A1 5 @ 101 day
      sell A2 5 @ 101
      buy S1 5 stop 200 day
      buy S2 5 stop 200 ioc
      at 23:59:59  -> nothing
      advance 1 s  -> A1 expired 5, S1 expired 5
      show         -> bids: none | asks: 5 @ 101 (1)
      """)
  }

  @Test func `orders of one moment expire by their original entry`() throws {
    try bookScript(
      """
      sell A1 5 @ 101 until 10:00:00
      sell A2 5 @ 102 until 10:00:00
      sell A3 5 @ 103 until 09:00:00
      replace A1 qty 9 price 103
      advance 10 h  -> A3 expired 5, A1 expired 9, A2 expired 5
      """)
  }
}
