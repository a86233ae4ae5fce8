import SimKernel

/// What an order-by-order record does. Trades and fills do not change the book: the cancels that
/// follow them do.
enum MBOAction: UInt8, Hashable, Sendable {
  case add = 0x41
  case cancel = 0x43
  case modify = 0x4D
  case clear = 0x52
  case trade = 0x54
  case fill = 0x46
  case none = 0x4E
}

/// The side of a record, where it has one.
enum MBOSide: UInt8, Hashable, Sendable {
  case bid = 0x42
  case ask = 0x41
  case none = 0x4E

  var side: Side? {
    switch self {
    case .bid: .buy
    case .ask: .sell
    case .none: nil
    }
  }
}

/// How the prices of one file are written: with a decimal point, or as whole units of 10^-9.
///
/// A file's first price decides. In a file of decimal prices a price without a point is a whole
/// number; in one of whole units a point is an error.
struct MBOPriceStyle {
  /// What integer prices hold instead of nothing.
  private static let undefined = Int64.max
  private var isDecimal: Bool?

  /// A price in units of 10^-9; nil for an empty one.
  mutating func price(_ table: CSVTable, _ column: Int) throws(MarketDataError) -> Int64? {
    let field = table[column]
    if field.isEmpty { return nil }
    let hasPoint = field.contains(0x2E)
    if isDecimal == nil { isDecimal = hasPoint }
    guard isDecimal == true || !hasPoint else {
      throw table.refused(
        column, "a whole number of 10^-9, because this file's first price has no decimal point")
    }
    let value = isDecimal == true ? DecimalText.nano(field) : DecimalText.integer(field)
    guard let value else { throw table.refused(column, "a decimal price, or nothing") }
    return value == MBOPriceStyle.undefined ? nil : value
  }
}

extension CSVTable {
  func action(_ column: Int) throws(MarketDataError) -> MBOAction {
    guard self[column].count == 1, let action = MBOAction(rawValue: self[column][0]) else {
      throw refused(column, "A, C, M, R, T, F or N")
    }
    return action
  }

  func side(_ column: Int) throws(MarketDataError) -> MBOSide {
    guard self[column].count == 1, let side = MBOSide(rawValue: self[column][0]) else {
      throw refused(column, "A, B or N")
    }
    return side
  }

  func time(_ column: Int) throws(MarketDataError) -> Int64 {
    guard let time = MarketTime.nanoseconds(self[column]) else {
      throw refused(column, "an ISO 8601 time, or nanoseconds since 1970")
    }
    return time
  }

  func unsigned(_ column: Int) throws(MarketDataError) -> UInt64 {
    guard let value = DecimalText.unsigned(self[column]) else {
      throw refused(column, "a whole number from 0 to 2^64 - 1")
    }
    return value
  }

  /// A whole number that may be written like 100.0, as tools print that keep counts in floating
  /// point; nothing is 0.
  func count(_ column: Int) throws(MarketDataError) -> Int64 {
    let field = self[column]
    if field.isEmpty { return 0 }
    if let value = DecimalText.integer(field), value >= 0 { return value }
    if let point = field.firstIndex(of: 0x2E), field[(point + 1)...].allSatisfy({ $0 == 0x30 }),
      let value = DecimalText.integer(Field(rebasing: field[..<point])), value >= 0
    {
      return value
    }
    throw refused(column, "a whole number from 0")
  }
}
