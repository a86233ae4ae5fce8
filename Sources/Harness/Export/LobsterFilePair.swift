import SimKernel

/// Writes the message file and the orderbook file of one book; without a message there is neither.
final class LobsterFilePair: DisplayedBookListener {
  let name: LobsterFileName
  private(set) var rows = 0
  private let folder: String
  private let units: LobsterUnits
  private let window: LobsterWindow
  private var files: (messages: OutputFile, book: OutputFile)?
  private var line: [UInt8] = []

  init(_ folder: String, _ name: LobsterFileName, _ units: LobsterUnits, _ window: LobsterWindow) {
    self.folder = folder
    self.name = name
    self.units = units
    self.window = window
  }

  func take(_ change: DisplayedChange, _ book: DisplayedBook) throws {
    guard window.shows(change) else { return }
    let files = try open()
    rows += 1
    try writeLine(of: change)
    try files.messages.write(line)
    try writeLine(of: book)
    try files.book.write(line)
  }

  func finish() throws {
    try files?.messages.finish()
    try files?.book.finish()
  }

  private func open() throws(FileFailure) -> (messages: OutputFile, book: OutputFile) {
    if let files { return files }
    let files = (
      messages: try OutputFile("\(folder)/\(name.messages)"),
      book: try OutputFile("\(folder)/\(name.book)")
    )
    self.files = files
    return files
  }

  // MARK: Lines

  /// `34200.004241176,1,16,18,5853300,1`
  private func writeLine(of change: DisplayedChange) throws(ExportMistake) {
    line.removeAll(keepingCapacity: true)
    appendTime(change.time)
    append(change.kind.rawValue)
    append(Int64(change.orderID))
    append(try units.size(change.quantity))
    append(try units.price(change.price))
    append(change.side == .buy ? 1 : -1)
    endLine()
  }

  /// Ask price, ask size, bid price, bid size for each level.
  private func writeLine(of book: DisplayedBook) throws(ExportMistake) {
    line.removeAll(keepingCapacity: true)
    var asks = book.levels(.sell, depth: window.depth).makeIterator()
    var bids = book.levels(.buy, depth: window.depth).makeIterator()
    for _ in 0..<window.depth {
      try append(asks.next(), empty: LobsterBookReader.emptyAsk)
      try append(bids.next(), empty: LobsterBookReader.emptyBid)
    }
    endLine()
  }

  private func append(_ level: DisplayedBook.Level?, empty: Int64) throws(ExportMistake) {
    guard let level else {
      append(empty)
      append(0)
      return
    }
    append(try units.price(level.price))
    append(try units.size(level.quantity))
  }

  /// Seconds after midnight with nine decimals.
  private func appendTime(_ time: SimTime) {
    let (seconds, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    append(seconds)
    line[line.count - 1] = UInt8(ascii: ".")
    // One digit more in front keeps the zeros.
    let point = line.count
    append(1_000_000_000 + rest)
    line.remove(at: point)
  }

  /// Appends a whole number and a comma.
  private func append(_ number: Int64) {
    if number < 0 { line.append(UInt8(ascii: "-")) }
    let first = line.count
    var rest = number.magnitude
    repeat {
      line.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    line[first...].reverse()
    line.append(UInt8(ascii: ","))
  }

  private func endLine() { line[line.count - 1] = UInt8(ascii: "\n") }
}
