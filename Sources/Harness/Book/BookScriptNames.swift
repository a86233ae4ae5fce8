import Agents
import SimKernel

/// The numbers that the orders and owners of a script go by in the engine.
///
/// An order sent without `as` belongs to an owner of its own, the same whenever its name is used
/// again.
struct BookScriptNames {
  private struct Key: Hashable {
    var owner: AgentIndex
    var id: ClientOrderID
  }

  private var orderNames: [String] = []
  private var orderNumbers: [String: UInt64] = [:]
  private var ownerNames: [String?] = []
  private var ownerNumbers: [String: UInt32] = [:]
  private var ownOwners: [String: UInt32] = [:]
  private var lastOwners: [String: AgentIndex] = [:]
  private var orders: [Key: NewOrder] = [:]

  mutating func order(named name: String) -> ClientOrderID {
    if let number = orderNumbers[name] { return ClientOrderID(number) }
    orderNames.append(name)
    orderNumbers[name] = UInt64(orderNames.count)
    return ClientOrderID(UInt64(orderNames.count))
  }

  mutating func owner(named name: String) -> AgentIndex {
    if let number = ownerNumbers[name] { return AgentIndex(number) }
    let number = newOwner(name)
    ownerNumbers[name] = number
    return AgentIndex(number)
  }

  /// The owner for a new order: the named one, or the order's own.
  mutating func ownerOfNew(_ order: String, as name: String?) -> AgentIndex {
    let owner = name.map { self.owner(named: $0) } ?? ownOwner(of: order)
    lastOwners[order] = owner
    return owner
  }

  /// The owner for a request: the named one, or that of the order last sent under this name.
  mutating func ownerOfRequest(_ order: String, as name: String?) -> AgentIndex {
    if let name { return owner(named: name) }
    return lastOwners[order] ?? ownOwner(of: order)
  }

  private mutating func ownOwner(of order: String) -> AgentIndex {
    if let number = ownOwners[order] { return AgentIndex(number) }
    let number = newOwner(nil)
    ownOwners[order] = number
    return AgentIndex(number)
  }

  private mutating func newOwner(_ name: String?) -> UInt32 {
    ownerNames.append(name)
    return UInt32(ownerNames.count - 1)
  }

  func name(of order: ClientOrderID) -> String { orderNames[Int(order.value) - 1] }

  func name(of owner: AgentIndex) -> String? { ownerNames[Int(owner.value)] }

  /// Remembers an accepted order's type.
  mutating func remember(_ order: NewOrder, of owner: AgentIndex) {
    orders[Key(owner: owner, id: order.id)] = order
  }

  func hasLimit(_ id: ClientOrderID, of owner: AgentIndex) -> Bool {
    guard let type = orders[Key(owner: owner, id: id)]?.type else { return false }
    return type == .limit || type == .stopLimit
  }
}
