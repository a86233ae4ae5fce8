import Agents
import Scenarios

/// One event of a run, with the names that the script gave.
public struct BookScriptEvent: Hashable, Sendable {
  public var event: BookScriptEventKind
  /// The order it is about; of a trade, the aggressor.
  public var order: String
  /// The name after `as`, where the order was sent with one.
  public var owner: String?
  /// Of a trade or decrement: the order that was in the book.
  public var resting: String?
  /// Of a trade or decrement: the order that came in.
  public var aggressor: String?
  /// Ticks: the trade's, else the order's limit where it has one.
  public var price: Int64?
  /// Lots.
  public var quantity: Int64?
  public var reason: String?

  /// An object with a member for everything that the event has.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "event": JSONValue(event.rawValue), "order": JSONValue(order),
    ]
    members["owner"] = owner.map { JSONValue($0) }
    members["resting"] = resting.map { JSONValue($0) }
    members["aggressor"] = aggressor.map { JSONValue($0) }
    members["price"] = price.map { JSONValue($0) }
    members["quantity"] = quantity.map { JSONValue($0) }
    members["reason"] = reason.map { JSONValue($0) }
    return .object(members)
  }

  /// The event in the words of a script, with the order's name.
  public var text: String { "\(order) \(words)" }

  /// The event in the words of an expectation, without the name.
  var words: String {
    var text = event.rawValue
    if let quantity, event != .accepted && event != .triggered { text += " \(quantity)" }
    let showsPrice = event == .filled || event == .decremented || event == .replaced
    if showsPrice, let price { text += " @ \(price)" }
    if let resting { text += " with \(resting)" }
    if let reason { text += " \(reason)" }
    return text
  }
}

extension BookScriptEvent {
  /// Whether the event is the one expected on a line about the order `subject`.
  func fulfils(_ expected: BookScriptExpectedEvent, subject: String?) -> Bool {
    event == expected.kind && order == (expected.order ?? subject)
      && (expected.quantity == nil || expected.quantity == quantity)
      && (expected.price == nil || expected.price == price)
      && (expected.other == nil || expected.other == resting)
      && (expected.reason == nil || expected.reason == reason)
  }
}
