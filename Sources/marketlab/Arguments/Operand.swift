/// What a command takes besides options: `SCENARIO`, `NAME...`, `[NAME...]`.
struct Operand: Hashable, Sendable {
  enum Count: Sendable {
    case one, optional, any
    /// One or more.
    case some

    var isRequired: Bool { self == .one || self == .some }
    var isRepeated: Bool { self == .any || self == .some }
  }

  /// In capitals, as the usage line prints it.
  let name: String
  let count: Count
  let help: String

  init(_ name: String, _ help: String, count: Count = .one) {
    self.name = name
    self.count = count
    self.help = help
  }

  var usage: String {
    switch count {
    case .one: name
    case .optional: "[\(name)]"
    case .any: "[\(name)...]"
    case .some: "\(name)..."
    }
  }
}
