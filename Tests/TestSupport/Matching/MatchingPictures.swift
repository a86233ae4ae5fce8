import SimKernel

extension MatchingOutcome {
  /// All fields that hold something, in one line.
  public var line: String {
    var text = "\(kind) \(side) \(owner.value)/\(order.value)"
    if kind == .trade || kind == .decremented { text += " with \(otherOwner.value)/\(other.value)" }
    text += " \(quantityLots) @ \(priceTicks) open \(remainingLots)/\(otherRemainingLots)"
    text += " ahead \(aheadAtEntryLots) traded \(tradedAheadLots)"
    if restingIsHidden { text += " hidden" }
    if reasonCode != 0 {
      text += " reason \(rejectReason.map { "\($0)" } ?? cancelReason.map { "\($0)" } ?? "?")"
    }
    return text
  }
}

/// One resting or waiting order, as both books describe it.
public struct OrderRow: Hashable, Sendable {
  public var owner: UInt32
  public var id: UInt64
  public var timeInForce: TimeInForce
  /// Limit, ticks; 0 where there is none.
  public var price: Int64
  /// Lots that would trade next; 0 while the order waits.
  public var slice: Int64
  public var open: Int64
  public var isHidden: Bool
  public var isPostOnly: Bool
  /// Ticks; nil for a resting order.
  public var stop: Int64?

  init(_ order: NaiveOrder) {
    owner = order.owner.value
    id = order.id.value
    timeInForce = order.timeInForce
    price = order.limit?.ticks ?? 0
    slice = order.stop == nil ? order.reachable : 0
    open = order.open
    isHidden = order.isHidden
    isPostOnly = order.isPostOnly
    stop = order.stop?.ticks
  }

  init(_ order: BookOrder) {
    owner = order.owner.value
    id = order.id.value
    timeInForce = order.timeInForce
    price = order.price.ticks
    slice = order.stopPrice == nil ? order.slice.lots : 0
    open = order.open.lots
    isHidden = order.isHidden
    isPostOnly = order.isPostOnly
    stop = order.stopPrice?.ticks
  }

  var line: String {
    let stopText = stop.map { " stop \($0)" } ?? ""
    let flags = (isHidden ? " hidden" : "") + (isPostOnly ? " post" : "")
    return "\(price)  \(slice) of \(open) \(timeInForce)\(flags)  \(owner)/\(id)\(stopText)"
  }
}

/// A level of the displayed book, as both books describe it.
public struct LevelRow: Hashable, Sendable {
  public var price: Int64
  public var lots: Int64
  public var count: Int

  public init(price: Int64, lots: Int64, count: Int) {
    self.price = price
    self.lots = lots
    self.count = count
  }
}

/// All that can be seen of a book from outside, sides as (bids, asks).
public struct BookPicture: Equatable, Sendable {
  public var levels: [[LevelRow]] = []
  public var orders: [[OrderRow]] = []
  public var stops: [[OrderRow]] = []
  public var lastTradePrice: Int64?
  public var liveOrderCount = 0
  public var nextExpiry: Int64?

  public init() {}

  /// Bids, asks and stops, an order a line.
  public var text: String {
    var lines: [String] = []
    for (name, rows) in zip(
      ["bids", "asks", "buy stops", "sell stops"], orders + stops)
    {
      lines.append("\(name):" + (rows.isEmpty ? " none" : ""))
      lines += rows.map { "  " + $0.line }
    }
    lines.append("levels: \(levels.map { $0.map { "\($0.price): \($0.lots) (\($0.count))" } })")
    lines.append(
      "last \(lastTradePrice.map(String.init) ?? "none"), live \(liveOrderCount), next expiry "
        + (nextExpiry.map(String.init) ?? "none"))
    return lines.joined(separator: "\n")
  }
}

extension NaiveOrderBook {
  public var picture: BookPicture {
    var picture = BookPicture()
    for side in [Side.buy, .sell] {
      let rows = orders(side).map(OrderRow.init)
      picture.orders.append(rows)
      picture.stops.append(waitingStops(side).map(OrderRow.init))
      var levels: [LevelRow] = []
      for row in rows where !row.isHidden {
        if levels.last?.price == row.price {
          levels[levels.count - 1].lots += row.slice
          levels[levels.count - 1].count += 1
        } else {
          levels.append(LevelRow(price: row.price, lots: row.slice, count: 1))
        }
      }
      picture.levels.append(levels)
    }
    picture.lastTradePrice = lastTradePrice?.ticks
    picture.liveOrderCount = liveOrderCount
    picture.nextExpiry = nextExpiry?.nanoseconds
    return picture
  }
}

extension MatchingEngine {
  public var picture: BookPicture {
    var picture = BookPicture()
    for side in [Side.buy, .sell] {
      picture.orders.append(orders(side).map(OrderRow.init))
      picture.stops.append(waitingStops(side).map(OrderRow.init))
      picture.levels.append(
        levels(side).map { level in
          LevelRow(price: level.price.ticks, lots: level.quantity.lots, count: level.orderCount)
        })
    }
    picture.lastTradePrice = lastTradePrice?.ticks
    picture.liveOrderCount = liveOrderCount
    picture.nextExpiry = nextExpiry?.nanoseconds
    return picture
  }
}
