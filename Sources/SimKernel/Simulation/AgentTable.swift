/// The agents of a simulation, each in place in one piece of memory.
///
/// An array of `any Agent` keeps every agent in a box of its own, and asks before each message
/// whether anyone else holds the array or the box. Here nobody can: the table lends an agent only
/// to the one call that runs it, and a fork copies them all.
struct AgentTable: ~Copyable {
  /// Where an agent stands, and what it is.
  private struct Place {
    var offset: Int
    var type: any Agent.Type
  }

  let count: Int
  private let places: UnsafeMutablePointer<Place>
  private let memory: UnsafeMutableRawPointer
  private let layout: (byteCount: Int, alignment: Int)

  /// Takes agents over, in their order. O(agents).
  init(_ agents: [any Agent]) {
    let lineSize = 64
    let alignment = agents.reduce(lineSize) { max($0, AgentTable.alignment(of: $1)) }
    var byteCount = 0
    count = agents.count
    places = .allocate(capacity: agents.count)
    for (index, agent) in agents.enumerated() {
      (places + index).initialize(to: Place(offset: byteCount, type: Swift.type(of: agent)))
      // Every agent begins on a cache line, so that a small one touches no second line.
      byteCount += (AgentTable.size(of: agent) + alignment - 1) / alignment * alignment
    }
    layout = (byteCount, alignment)
    memory = .allocate(byteCount: byteCount, alignment: alignment)
    for (index, agent) in agents.enumerated() {
      AgentTable.put(agent, at: memory + places[index].offset)
    }
  }

  private init(copying source: borrowing AgentTable) {
    count = source.count
    layout = source.layout
    places = .allocate(capacity: source.count)
    places.initialize(from: source.places, count: source.count)
    memory = .allocate(byteCount: source.layout.byteCount, alignment: source.layout.alignment)
    for index in 0..<count {
      let place = places[index]
      AgentTable.copy(place.type, from: source.memory + place.offset, to: memory + place.offset)
    }
  }

  deinit {
    for index in 0..<count {
      AgentTable.destroy(places[index].type, at: memory + places[index].offset)
    }
    memory.deallocate()
    places.deallocate()
  }

  /// Independent copies of all agents. O(agents).
  borrowing func fork() -> AgentTable { AgentTable(copying: self) }
}

// MARK: - Running an agent

extension AgentTable {
  @inline(__always)
  borrowing func start(_ index: Int, _ context: inout AgentContext) {
    AgentTable.start(places[index].type, at: memory + places[index].offset, &context)
  }

  @inline(__always)
  borrowing func receive(
    _ index: Int, _ message: borrowing AgentMessage, _ context: inout AgentContext
  ) {
    let place = places + index
    AgentTable.receive(
      place.pointee.type, at: memory + place.pointee.offset, message, &context)
  }

  /// What an agent counts about itself.
  borrowing func tallies(of index: Int) -> [AgentTally] {
    AgentTable.tallies(places[index].type, at: memory + places[index].offset)
  }

  private static func tallies<Member: Agent>(
    _ type: Member.Type, at memory: UnsafeMutableRawPointer
  ) -> [AgentTally] {
    memory.assumingMemoryBound(to: type).pointee.tallies
  }

  private static func start<Member: Agent>(
    _ type: Member.Type, at memory: UnsafeMutableRawPointer, _ context: inout AgentContext
  ) {
    memory.assumingMemoryBound(to: type).pointee.start(&context)
  }

  @inline(__always)
  private static func receive<Member: Agent>(
    _ type: Member.Type, at memory: UnsafeMutableRawPointer, _ message: borrowing AgentMessage,
    _ context: inout AgentContext
  ) {
    memory.assumingMemoryBound(to: type).pointee.receive(message, &context)
  }
}

// MARK: - Memory

extension AgentTable {
  private static func size<Member: Agent>(of agent: Member) -> Int { MemoryLayout<Member>.size }

  private static func alignment<Member: Agent>(of agent: Member) -> Int {
    MemoryLayout<Member>.alignment
  }

  private static func put<Member: Agent>(_ agent: Member, at memory: UnsafeMutableRawPointer) {
    memory.initializeMemory(as: Member.self, to: agent)
  }

  private static func copy<Member: Agent>(
    _ type: Member.Type, from source: UnsafeMutableRawPointer, to memory: UnsafeMutableRawPointer
  ) {
    memory.initializeMemory(as: type, to: source.assumingMemoryBound(to: type).pointee)
  }

  private static func destroy<Member: Agent>(
    _ type: Member.Type, at memory: UnsafeMutableRawPointer
  ) {
    memory.assumingMemoryBound(to: type).deinitialize(count: 1)
  }
}
