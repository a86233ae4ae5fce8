import Agents
import SimKernel
import Testing

/// A subscriber's book says what it knows, and knows when it does not.
struct BookBuilderTests {
  private static func snapshot(_ number: UInt64, bids: [(Int64, Int64)]) -> BookSnapshot {
    BookSnapshot(
      venue: VenueIndex(0), instrument: InstrumentIndex(0),
      bids: bids.map { level($0, $1) }, asks: [], lastTradePrice: nil, traded: nil,
      time: SimTime(nanoseconds: Int64(number)), levelNumber: number)
  }

  private static func level(_ ticks: Int64, _ lots: Int64) -> BookLevel {
    BookLevel(price: Price(ticks: ticks), quantity: Quantity(lots: lots), orderCount: 1)
  }

  private static func update(
    _ number: UInt64, _ ticks: Int64, _ lots: Int64, isLast: Bool = true, side: Side = .buy
  ) -> LevelUpdate {
    LevelUpdate(
      venue: VenueIndex(0), instrument: InstrumentIndex(0), side: side, isLast: isLast,
      orderCount: 1, price: Price(ticks: ticks), quantity: Quantity(lots: lots), number: number,
      time: SimTime(nanoseconds: Int64(number)))
  }

  private static func live() -> BookBuilder {
    var builder = BookBuilder(VenueIndex(0), InstrumentIndex(0))
    #expect(builder.take(snapshot(4, bids: [(10, 1), (8, 2)])) == .whole)
    return builder
  }

  @Test func `a book waits for the snapshot that it begins with`() {
    var builder = BookBuilder(VenueIndex(0), InstrumentIndex(0))
    #expect(builder.take(BookBuilderTests.update(1, 10, 1)) == .none)
    #expect(builder.state == .waiting)
    #expect(builder.bids.isEmpty)
  }

  @Test func `levels come, change and go, each in its place`() {
    var builder = BookBuilderTests.live()
    #expect(builder.take(BookBuilderTests.update(5, 9, 3)) == .whole)
    #expect(builder.take(BookBuilderTests.update(6, 10, 0, isLast: false)) == .partial)
    #expect(builder.take(BookBuilderTests.update(6, 8, 5)) == .whole)
    #expect(builder.take(BookBuilderTests.update(7, 12, 1, isLast: false, side: .sell)) == .partial)
    #expect(builder.take(BookBuilderTests.update(7, 11, 1, side: .sell)) == .whole)
    #expect(builder.bids == [BookBuilderTests.level(9, 3), BookBuilderTests.level(8, 5)])
    #expect(builder.asks == [BookBuilderTests.level(11, 1), BookBuilderTests.level(12, 1)])
    #expect(builder.number == 7)
  }

  @Test func `what a snapshot holds already is discarded`() {
    var builder = BookBuilderTests.live()
    #expect(builder.take(BookBuilderTests.update(3, 9, 3)) == .none)
    #expect(builder.take(BookBuilderTests.update(4, 9, 3)) == .none)
    #expect(builder.state == .live)
    #expect(builder.bids.count == 2)
  }

  @Test func `a missing update makes the book stale until a snapshot holds all that has come`() {
    var builder = BookBuilderTests.live()
    #expect(builder.take(BookBuilderTests.update(6, 9, 3)) == .gap)
    #expect(builder.state == .stale)
    #expect(builder.take(BookBuilderTests.update(7, 9, 4)) == .none)
    #expect(builder.bids.map(\.price.ticks) == [10, 8])
    #expect(builder.take(BookBuilderTests.snapshot(6, bids: [(9, 3)])) == .gap)
    #expect(builder.state == .stale)
    #expect(builder.take(BookBuilderTests.snapshot(7, bids: [(9, 4)])) == .whole)
    #expect(builder.state == .live)
    #expect(builder.take(BookBuilderTests.update(8, 9, 0)) == .whole)
    #expect(builder.bids.isEmpty)
    #expect(builder.gaps == 1)
  }

  @Test func `a snapshot older than a live book says nothing`() {
    var builder = BookBuilderTests.live()
    #expect(builder.take(BookBuilderTests.update(5, 9, 3)) == .whole)
    #expect(builder.take(BookBuilderTests.snapshot(4, bids: [(1, 1)])) == .none)
    #expect(builder.bids.count == 3)
  }

  @Test func `a failed line is a new beginning, behind which nothing older counts`() {
    var builder = BookBuilderTests.live()
    builder.noteDisconnected()
    #expect(builder.state == .waiting)
    #expect(builder.take(BookBuilderTests.update(5, 9, 3)) == .none)
    #expect(builder.take(BookBuilderTests.snapshot(5, bids: [(9, 3)])) == .none)
    builder.noteConnected(at: SimTime(nanoseconds: 7))
    #expect(builder.take(BookBuilderTests.snapshot(6, bids: [(9, 3)])) == .none)
    #expect(builder.take(BookBuilderTests.update(6, 9, 3)) == .none)
    #expect(builder.state == .waiting)
    #expect(builder.take(BookBuilderTests.snapshot(7, bids: [(9, 4)])) == .whole)
    #expect(builder.bids == [BookBuilderTests.level(9, 4)])
    #expect(builder.gaps == 0)
  }

  @Test func `a snapshot of an equal number is taken where it left behind the failure`() {
    var builder = BookBuilderTests.live()
    builder.noteDisconnected()
    builder.noteConnected(at: SimTime(nanoseconds: 9))
    var fresh = BookBuilderTests.snapshot(4, bids: [(3, 3)])
    #expect(builder.take(fresh) == .none)
    fresh.time = SimTime(nanoseconds: 9)
    #expect(builder.take(fresh) == .whole)
    #expect(builder.bids == [BookBuilderTests.level(3, 3)])
  }
}
