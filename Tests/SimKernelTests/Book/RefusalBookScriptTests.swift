import SimKernel
import TestSupport
import Testing

/// The section "Checks on a new order" of docs/order-semantics.md: every reason, on both sides of
/// its boundary.
struct RefusalBookScriptTests {
  @Test func `quantities run from 1 to 2^31 - 1`() throws {
    try bookScript(
      """
      buy B1 0 @ 100          -> rejected invalidQuantity
      buy B2 -1 @ 100         -> rejected invalidQuantity
      buy B3 2147483648 @ 100 -> rejected invalidQuantity
      buy B4 1 @ 100          -> accepted
      buy B5 2147483647 @ 100 -> accepted
      """)
  }

  @Test func `quantities are whole lots, displayed ones too`() throws {
    try bookScript(
      """
      buy B1 15 @ 100            -> rejected lotSize
      buy B2 20 @ 100 iceberg 5  -> rejected lotSize
      buy B3 20 @ 100 iceberg 10 -> accepted
      replace B3 qty 15          -> rejected lotSize
      """, rules: MatchingRules(lotSize: 10))
  }

  @Test func `prices stay under 2^31`() throws {
    try bookScript(
      """
      buy B1 1 @ 2147483648                   -> rejected invalidPrice
      buy B2 1 @ -2147483648                  -> rejected invalidPrice
      buy B3 1 stop 2147483648                -> rejected invalidPrice
      buy B4 1 @ 100 stop -2147483648         -> rejected invalidPrice
      buy B5 1 market protect 2147483648      -> rejected invalidPrice
      buy B6 1 @ 100 protect 2147483648       -> rejected invalidPrice
      buy B7 1 @ -2147483647                  -> accepted
      """)
  }

  @Test func `prices are multiples of the tick size`() throws {
    try bookScript(
      """
      buy B1 1 @ 101               -> rejected tickSize
      buy B2 1 @ -101              -> rejected tickSize
      buy B3 1 @ 100 stop 101      -> rejected tickSize
      buy B4 1 market protect 99   -> rejected tickSize
      buy B5 1 @ -100              -> accepted
      replace B5 price -99         -> rejected tickSize
      """, rules: MatchingRules(tickSize: 5))
  }

  @Test func `the notional value fits 64 bits`() throws {
    try bookScript(
      """
      buy B1 429497 @ 2147483647     -> rejected notionalLimit
      buy B2 429497 @ -2147483647    -> rejected notionalLimit
      buy B3 429496 @ -2147483647    -> accepted
      sell S1 429497 @ 2147483647 stop 1 -> rejected notionalLimit
      replace B3 qty 429497          -> rejected notionalLimit
      """)
  }

  @Test func `modifiers that exclude one another are refused`() throws {
    try bookScript(
      """
      buy B1 5 @ 100 protect 101        -> rejected invalidCombination
      buy B2 5 @ 100 stop 90 protect 99 -> rejected invalidCombination
      buy B3 5 market hidden            -> rejected invalidCombination
      buy B4 5 market post              -> rejected invalidCombination
      buy B5 5 market iceberg 1         -> rejected invalidCombination
      buy B6 5 stop 100 hidden          -> rejected invalidCombination
      buy B7 5 @ 100 iceberg 1 hidden   -> rejected invalidCombination
      buy B8 5 @ 100 post ioc           -> rejected invalidCombination
      buy B9 5 @ 100 post fok           -> rejected invalidCombination
      buy C1 5 @ 100 post hidden        -> accepted
      buy C2 5 @ 100 post iceberg 1     -> accepted
      """)
  }

  @Test func `a stop or protection price is superfluous on a limit order whatever its sign`() {
    for ticks in [Int64(-5), 0, 5] {
      var engine = MatchingEngine()
      var stop = NewOrder(
        id: ClientOrderID(1), side: .buy, quantity: Quantity(lots: 1), price: Price(ticks: 7))
      stop.stopPrice = Price(ticks: ticks)
      engine.submit(stop, owner: AgentIndex(1), at: .zero)
      #expect(engine.outcome(at: 0).rejectReason == .invalidCombination, "stop \(ticks)")
      var protected = stop
      protected.stopPrice = nil
      protected.protectionPrice = Price(ticks: ticks)
      engine.submit(protected, owner: AgentIndex(1), at: .zero)
      #expect(engine.outcome(at: 0).rejectReason == .invalidCombination, "protection \(ticks)")
    }
  }

  @Test func `an expiry is superfluous without good-till-time whatever its sign`() {
    for nanoseconds in [Int64(-5), 0, 5] {
      var engine = MatchingEngine()
      var order = NewOrder(
        id: ClientOrderID(1), side: .buy, quantity: Quantity(lots: 1), price: Price(ticks: 7))
      order.expiry = SimTime(nanoseconds: nanoseconds)
      engine.submit(order, owner: AgentIndex(1), at: .zero)
      #expect(engine.outcome(at: 0).rejectReason == .invalidExpiry, "expiry \(nanoseconds)")
    }
  }

  @Test func `a displayed quantity is a thousandth at least and the whole at most`() throws {
    try bookScript(
      """
      buy B1 5 @ 100 iceberg 0     -> rejected invalidDisplayQuantity
      buy B2 5 @ 100 iceberg -1    -> rejected invalidDisplayQuantity
      buy B3 5 @ 100 iceberg 6     -> rejected invalidDisplayQuantity
      buy B4 1001 @ 100 iceberg 1  -> rejected invalidDisplayQuantity
      buy B5 1000 @ 100 iceberg 1  -> accepted
      buy B6 5 @ 100 iceberg 5     -> accepted
      replace B5 qty 1001          -> rejected invalidDisplayQuantity
      """)
  }

  @Test func `good-till-time needs a time to come`() throws {
    try bookScript(
      """
      at 10:00:00 buy B1 5 @ 100 until 10:00:00       -> rejected invalidExpiry
      buy B2 5 @ 100 until 09:00:00                   -> rejected invalidExpiry
      buy B3 5 @ 100 until 10:00:00.000000001         -> accepted
      """)
  }

  @Test func `an id is taken as long as its order lives`() throws {
    try bookScript(
      """
      as ann buy B1 5 @ 100        -> accepted
      as ann buy B1 5 @ 99         -> rejected duplicateOrderID
      as bob buy B1 5 @ 99         -> accepted
      as ann cancel B1             -> cancelled 5 requested
      as ann buy B1 5 @ 98 stop 200 -> accepted
      as ann buy B1 5 @ 99         -> rejected duplicateOrderID
      """)
  }

  @Test func `post-only orders are refused rather than trade`() throws {
    try bookScript(
      """
      sell A1 5 @ 101
      buy B1 5 @ 101 post  -> rejected postOnlyWouldTrade
      buy B2 5 @ 100 post  -> accepted
      sell H1 5 @ 103 hidden
      cancel A1            -> cancelled 5
      buy B3 5 @ 103 post  -> rejected postOnlyWouldTrade
      sell A2 5 @ 100 post -> rejected postOnlyWouldTrade
      """)
  }

  @Test func `a full book takes no further order, immediate ones included`() throws {
    try bookScript(
      """
      buy B1 5 @ 100
      buy B2 5 @ 100 stop 200
      sell A1 5 @ 100 ioc -> rejected bookFull
      cancel B2
      sell A1 5 @ 100 ioc -> filled 5 @ 100
      """, rules: MatchingRules(liveOrderLimit: 2))
  }

  @Test func `the first check that fails is the reason`() throws {
    try bookScript(
      """
      buy B1 5 @ 100
      buy B2 0 @ 2147483648 iceberg 0 until 00:00:00         -> rejected invalidQuantity
      buy B2 15 @ 2147483648 iceberg 5                       -> rejected invalidPrice
      buy B2 2147483647 @ 2147483647 iceberg 0 hidden        -> rejected notionalLimit
      buy B2 5 @ 100 iceberg 0 hidden until 00:00:00         -> rejected invalidCombination
      buy B2 5 @ 100 iceberg 0 until 00:00:00                -> rejected invalidDisplayQuantity
      buy B1 5 @ 100 until 00:00:00                          -> rejected invalidExpiry
      buy B1 5 @ 100 iceberg 1                               -> rejected duplicateOrderID
      """)
  }

  @Test func `requests for unknown orders are answered`() throws {
    try bookScript(
      """
      cancel B1              -> rejected unknownOrder
      replace B1 qty 0       -> rejected unknownOrder
      as ann buy B1 5 @ 100
      as bob cancel B1       -> rejected unknownOrder
      as ann cancel B1       -> cancelled 5 requested
      as ann cancel B1       -> rejected unknownOrder
      """)
  }
}
