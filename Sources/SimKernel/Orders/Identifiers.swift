/// The name that an agent gives to an order of its own; unique among that agent's live orders.
@frozen public struct ClientOrderID: Hashable, Sendable, BitwiseCopyable {
  public var value: UInt64
  @inlinable public init(_ value: UInt64) { self.value = value }
}

/// An agent's place in a simulation's table of agents; a label, never a priority.
@frozen public struct AgentIndex: Hashable, Sendable, BitwiseCopyable {
  public var value: UInt32
  @inlinable public init(_ value: UInt32) { self.value = value }
}

/// A venue's place in a simulation's table of venues.
@frozen public struct VenueIndex: Hashable, Sendable, BitwiseCopyable {
  public var value: UInt16
  @inlinable public init(_ value: UInt16) { self.value = value }
}

/// An instrument's place in a simulation's table of instruments.
@frozen public struct InstrumentIndex: Hashable, Sendable, BitwiseCopyable {
  public var value: UInt16
  @inlinable public init(_ value: UInt16) { self.value = value }
}
