/// A fault of a market data file: where it is, what was found and what is allowed.
public struct MarketDataError: InputMistake, Hashable {
  public var path: String
  /// Counted from 1; nil where the fault belongs to the whole file.
  public var line: Int?
  public var message: String

  public init(path: String, line: Int? = nil, message: String) {
    self.path = path
    self.line = line
    self.message = message
  }

  /// `file:line: found, allowed`.
  public var description: String {
    guard let line else { return "\(path): \(message)" }
    return "\(path):\(line): \(message)"
  }
}
